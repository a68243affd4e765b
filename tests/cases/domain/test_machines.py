"""Cases and proposals under any sequence of commands: a refusal records nothing, replay agrees with the live object."""

from contextlib import suppress
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from accounts.domain.markings import Marking
from cases.domain.case import Case
from cases.domain.proposal import Proposal, ProposalState, Subject
from cases.domain.roles import CaseRole
from cases.domain.stages import TRANSITIONS, Field, Outcome, Stage
from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import DomainError
from tests.cases.domain.cast import CASE, TARGET
from tests.people import ADA, BEN, CYD
from tests.replay import replayed, state

PEOPLE = st.sampled_from([ADA, BEN, CYD])
REASONS = st.sampled_from(["Enough is known", "  ", ""])
ROLES = st.sampled_from([CaseRole.LEAD, CaseRole.ANALYST, CaseRole.APPROVER])
MARKINGS = st.sampled_from(list(Marking))
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        Field.OUTCOME.value: st.sampled_from(list(Outcome)),
        Field.LEGAL_BASIS.value: st.sampled_from(["50 USC 4820", " "]),
        Field.AUTHORITY.value: st.sampled_from(["Court", ""]),
        Field.REVIEW_ON.value: st.just(date(2026, 6, 1)),
    },
)


def attempt(live: Aggregate, call: str, **values: object) -> bool:
    """Carry out a command; when it is refused, nothing has changed."""
    before = (dict(state(live)), list(live.pending))
    with suppress(DomainError):
        getattr(live, call)(**values)
        return True
    assert (state(live), live.pending) == before
    return False


class CaseMachine(RuleBasedStateMachine):
    """A case that is moved, staffed, walled, marked and held, with a model of its own beside it."""

    @initialize()
    def open(self) -> None:
        self.case, self.stage, self.before_hold = Case(CASE), Stage.INTAKE, Stage.INTAKE
        self.case.open(reference="PL-2025-001", title="Lantern", summary="", marking=Marking.AMBER, lead_id=ADA)

    @rule(name=st.sampled_from([*TRANSITIONS, "vanish"]), reason=REASONS, given=FIELDS)
    def move(self, name: str, reason: str, given: dict[str, object]) -> None:
        way = TRANSITIONS.get(name)
        may = way is not None and self.stage in way.sources and bool(reason.strip())
        has_all = way is not None and all(str(given.get(field.value) or "").strip() for field in way.needs)

        assert attempt(self.case, "move", transition=name, reason=reason, **given) is (may and has_all)
        if may and has_all:
            before, self.stage = self.stage, way.to or self.before_hold
            self.before_hold = before

    @rule(person_id=PEOPLE, role=ROLES, reason=REASONS)
    def add_member(self, **values: object) -> None:
        may = self.case.is_open and values["person_id"] not in self.case.recused
        if attempt(self.case, "add_member", **values):
            assert may

    @rule(person_id=PEOPLE, role=ROLES, reason=REASONS)
    def remove_member(self, **values: object) -> None:
        attempt(self.case, "remove_member", **values)

    @rule(person_id=PEOPLE, reason=REASONS, call=st.sampled_from(["recuse", "end_recusal", "let_through", "shut_out"]))
    def hide_or_show(self, call: str, **values: object) -> None:
        attempt(self.case, call, **values)

    @rule(readers=st.frozensets(PEOPLE), reason=REASONS)
    def build_wall(self, readers: frozenset, reason: str) -> None:
        attempt(self.case, "build_wall", reader_ids=readers, reason=reason)

    @rule(reason=REASONS, call=st.sampled_from(["take_wall_down", "lift_hold"]))
    def take_down(self, reason: str, call: str) -> None:
        attempt(self.case, call, proposal_id=TARGET, reason=reason)

    @rule(marking=MARKINGS, reason=REASONS)
    def mark(self, marking: Marking, reason: str) -> None:
        before = self.case.marking.rank
        raised = attempt(self.case, "raise_marking", marking=marking, reason=reason)
        assert raised is (marking.rank > before and bool(reason.strip()))
        lowered = attempt(self.case, "lower_marking", marking=marking, proposal_id=TARGET, reason=reason)
        assert lowered is (marking.rank < before and bool(reason.strip()))

    @rule(authority=st.sampled_from(["Court", " "]), reason=REASONS)
    def order_hold(self, **values: object) -> None:
        attempt(self.case, "order_hold", **values)

    @rule(title=st.sampled_from(["Lantern", "Paper lantern", " "]))
    def describe(self, title: str) -> None:
        is_news, count = title not in {self.case.title, " "}, len(self.case.pending)
        if attempt(self.case, "describe", title=title, summary=""):
            assert len(self.case.pending) == count + is_news

    @invariant()
    def replay_agrees(self) -> None:
        assert state(replayed(self.case)) == state(self.case)

    @invariant()
    def it_stands_where_the_table_leads(self) -> None:
        assert (self.case.stage, self.case.is_open) == (self.stage, self.stage is not Stage.CLOSED)

    @invariant()
    def a_lead_sees_it(self) -> None:
        leads = {person_id for person_id, role in self.case.team if role is CaseRole.LEAD} - self.case.recused
        assert leads if self.case.wall is None else leads & self.case.wall


FACTS = st.sampled_from([{"marking": "TLP:RED"}, {"marking": "TLP:AMBER"}])


class ProposalMachine(RuleBasedStateMachine):
    """A proposal among three people, while what it is about may change."""

    @initialize(by=PEOPLE, facts=FACTS)
    def make(self, by: object, facts: dict[str, str]) -> None:
        self.proposal, self.facts, self.hands = Proposal(CASE), facts, [by]
        self.waits_for = "review"
        self.proposal.make(
            subject=Subject.LOWER_CASE_MARKING,
            target_id=TARGET,
            terms={"marking": "TLP:GREEN"},
            facts=facts,
            reason="Sources agree",
            by=by,
        )

    def may(self, step: str, *, by: object, facts: dict[str, str]) -> bool:
        return self.waits_for == step and by not in self.hands and facts == self.facts

    @rule(by=PEOPLE, facts=FACTS)
    def review(self, by: object, facts: dict[str, str]) -> None:
        may = self.may("review", by=by, facts=facts)
        assert attempt(self.proposal, "review", facts=facts, remark="", by=by) is may
        if may:
            self.waits_for, self.hands = "carry_out", [*self.hands, by]

    @rule(by=PEOPLE, facts=FACTS)
    def carry_out(self, by: object, facts: dict[str, str]) -> None:
        may = self.may("carry_out", by=by, facts=facts)
        assert attempt(self.proposal, "carry_out", facts=facts, by=by) is may
        if may:
            self.waits_for, self.hands = "nothing", [*self.hands, by]

    @rule(reason=REASONS)
    def reject(self, reason: str) -> None:
        may = self.waits_for != "nothing" and bool(reason.strip())
        assert attempt(self.proposal, "reject", reason=reason) is may
        self.waits_for = "nothing" if may else self.waits_for

    @invariant()
    def replay_agrees(self) -> None:
        assert state(replayed(self.proposal)) == state(self.proposal)

    @invariant()
    def what_took_effect_passed_three_people(self) -> None:
        if self.proposal.state is ProposalState.CARRIED_OUT:
            assert len(set(self.hands)) == 3


HOW_LONG = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = HOW_LONG
TestProposalMachine = ProposalMachine.TestCase
TestProposalMachine.settings = HOW_LONG
