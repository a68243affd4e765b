"""Entities, links and entries under any commands: a refusal records nothing, replay agrees with the live object."""

from contextlib import suppress
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from entities.domain.chronology import ChronologyEntry, Happening
from entities.domain.grades import Confidence, Credibility, Grade, Reliability
from entities.domain.link import Link, LinkEnd
from entities.domain.resolving import COARSEST_FIRST
from entities.domain.validity import partial_date
from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import DomainError
from ledger.domain.when import Precision
from tests.entities.domain.cast import CASE, OTHER_CASE, X05_P3, X14, entity, key
from tests.replay import replayed, state

ENTITIES = st.integers(min_value=0, max_value=3)
STATEMENTS = st.integers(min_value=0, max_value=4).map(lambda number: key(700 + number))
REASONS = st.sampled_from(["Same register number.", ""])
CITATIONS = st.lists(st.sampled_from([X14, X05_P3]), max_size=2).map(tuple)
GRADES = st.builds(Grade, reliability=st.sampled_from(Reliability), credibility=st.sampled_from(Credibility))
DATES = st.sampled_from([None, "2024", "2024-09", "2025-04-30"]).map(
    lambda text: partial_date(text or "", field="valid_from")
)
VALUES = st.sampled_from(
    [
        ("name", "Jadewick"),
        ("name", "翡烛港"),
        ("leiCode", "N/A"),
        ("country", "HK"),
        ("country", "Hong Kong"),
        ("x", "y"),
    ]
)


def attempt(touched: list[Aggregate], call: object, **values: object) -> bool:
    """Carry out a command; when it is refused, nothing of any touched object has changed."""
    before = [(dict(state(one)), list(one.pending)) for one in touched]
    with suppress(DomainError):
        call(**values)
        return True
    assert [(state(one), one.pending) for one in touched] == before
    return False


class EntityMachine(RuleBasedStateMachine):
    """Four entities that are described, cited, graded, compared, merged and separated."""

    @initialize()
    def create(self) -> None:
        self.entities = [entity(number, case_id=OTHER_CASE if number == 3 else CASE) for number in range(4)]

    def do(self, at: int, call: str, **values: object) -> bool:
        return attempt(list(self.entities), getattr(self.entities[at], call), **values)

    @rule(at=ENTITIES, statement_id=STATEMENTS, said=VALUES, citations=CITATIONS, grade=GRADES)
    def make_statement(self, at: int, statement_id: UUID, said: tuple[str, str], **rest: object) -> None:
        self.do(at, "make_statement", statement_id=statement_id, property=said[0], value=said[1], **rest)

    @rule(at=ENTITIES, statement_id=STATEMENTS, citation=st.sampled_from([X14, X05_P3]))
    def cite(self, at: int, **values: object) -> None:
        self.do(at, "cite", **values)

    @rule(at=ENTITIES, statement_id=STATEMENTS, grade=GRADES, reason=REASONS)
    def grade(self, at: int, **values: object) -> None:
        self.do(at, "grade", **values)

    @rule(at=ENTITIES, statement_id=STATEMENTS, reason=REASONS)
    def withdraw(self, at: int, **values: object) -> None:
        self.do(at, "withdraw_statement", **values)

    @rule(at=ENTITIES, statement_id=STATEMENTS)
    def prefer(self, at: int, **values: object) -> None:
        self.do(at, "prefer", **values)

    @rule(at=ENTITIES, description=st.sampled_from(["", "Florist."]))
    def describe(self, at: int, **values: object) -> None:
        self.do(at, "describe", **values)

    @rule(at=ENTITIES, kind=st.sampled_from(["Company", "Organization", "Vessel", "Ghost"]), reason=REASONS)
    def change_kind(self, at: int, **values: object) -> None:
        self.do(at, "change_kind", **values)

    @rule(at=ENTITIES, other=ENTITIES, reason=REASONS)
    def merge(self, at: int, other: int, reason: str) -> None:
        self.do(at, "merge_into", other=self.entities[other], reason=reason)

    @rule(at=ENTITIES, other=ENTITIES, reason=REASONS)
    def unmerge(self, at: int, other: int, reason: str) -> None:
        statements = dict(self.entities[at].statements)
        if self.do(at, "unmerge_from", other=self.entities[other], reason=reason):
            assert self.entities[at].statements == statements
            assert self.entities[at].merged_into is None

    @rule(at=ENTITIES, other=ENTITIES, reason=REASONS, call=st.sampled_from(["reject_match", "leave_match_open"]))
    def answer_a_match(self, at: int, other: int, reason: str, call: str) -> None:
        about = self.entities[other]
        said = {"reason": reason} if call == "reject_match" else {"remark": reason}
        given = {"other_id": about.id, "other_case_id": about.case_id, "grounds": ("similar name",), **said}
        if self.do(at, call, **given):
            before = len(self.entities[at].pending)
            getattr(self.entities[at], call)(**given)
            assert len(self.entities[at].pending) == before

    @invariant()
    def replay_agrees(self) -> None:
        assert all(state(replayed(one)) == state(one) for one in self.entities)

    @invariant()
    def both_sides_of_a_merge_agree(self) -> None:
        merged = {(one.id, one.merged_into) for one in self.entities if one.merged_into}
        absorbed = {(other, one.id) for one in self.entities for other in one.absorbed}
        assert merged == absorbed

    @invariant()
    def nothing_is_compared_with_itself(self) -> None:
        assert all(one.id not in one.answers for one in self.entities)

    @invariant()
    def nothing_is_merged_in_a_circle(self) -> None:
        into = {one.id: one.merged_into for one in self.entities}
        for one in self.entities:
            end: UUID | None = one.id
            for _ in self.entities:
                end = into[end] if end else None
            assert end is None

    @invariant()
    def what_leads_stands(self) -> None:
        for one in self.entities:
            assert one.display_name
            assert all(not one.statements[chosen].is_withdrawn for chosen in one.preferred.values())

    @invariant()
    def what_is_confirmed_has_two_exhibits(self) -> None:
        for one in self.entities:
            for said in one.statements.values():
                if said.grade.credibility is Credibility.CONFIRMED:
                    assert len({citation.exhibit_id for citation in said.citations}) > 1


HERE, THERE = LinkEnd(entity_id=key(1), case_id=CASE), LinkEnd(entity_id=key(2), case_id=CASE)
ENDS = st.sampled_from([HERE, THERE, LinkEnd(entity_id=key(3), case_id=OTHER_CASE)])
PROPERTIES = st.sampled_from([{}, {"share_percent": "51"}, {"share_percent": "101"}, {"amount": "1"}])
KINDS = st.sampled_from(["owns", "paid", "shares_ip", "?"])
CONFIDENCES = st.sampled_from(Confidence)


class LinkMachine(RuleBasedStateMachine):
    """One link that is asserted, corrected, cited, reviewed, withdrawn and restored."""

    def __init__(self) -> None:
        super().__init__()
        self.link = Link(key(50))

    @initialize(ends=st.tuples(ENDS, ENDS), kind=KINDS, properties=PROPERTIES)
    def start(self, ends: tuple[LinkEnd, LinkEnd], **values: object) -> None:
        given = {"case_id": CASE, "number": "L01", "confidence": Confidence.LOW, "source": ends[0], "target": ends[1]}
        if not attempt([self.link], self.link.assert_between, **given | values):
            self.link.assert_between(**given | {"source": HERE, "target": THERE, "kind": "owns"})

    @rule(confidence=CONFIDENCES, valid_from=DATES, valid_to=DATES, properties=PROPERTIES, reason=REASONS)
    def correct(self, **values: object) -> None:
        attempt([self.link], self.link.correct, remark="", **values)

    @rule(citation=st.sampled_from([X14, X05_P3]))
    def cite(self, **values: object) -> None:
        attempt([self.link], self.link.cite, **values)

    @rule()
    def review(self) -> None:
        attempt([self.link], self.link.review)

    @rule(reason=REASONS)
    def withdraw(self, reason: str) -> None:
        was_withdrawn = self.link.is_withdrawn
        done = attempt([self.link], self.link.withdraw, reason=reason)
        assert done is (not was_withdrawn and bool(reason))

    @rule(reason=REASONS)
    def restore(self, reason: str) -> None:
        was_withdrawn = self.link.is_withdrawn
        done = attempt([self.link], self.link.restore, reason=reason)
        assert done is (was_withdrawn and bool(reason))

    @invariant()
    def replay_agrees(self) -> None:
        assert state(replayed(self.link)) == state(self.link)

    @invariant()
    def its_ends_never_change_and_it_never_ends_before_it_begins(self) -> None:
        if self.link.exists:
            assert (self.link.case_id, self.link.source_id != self.link.target_id) == (CASE, True)
        if self.link.valid_from and self.link.valid_to:
            assert self.link.valid_from.first_day <= self.link.valid_to.last_day


HAPPENINGS = st.builds(
    Happening,
    date_text=st.sampled_from(
        ["2025-07-29 02:14", "2025-11-02 01:30", "2025-03-09 02:30", "2025-07", "2025-07-29T02:14Z", "soon", "1600"]
    ),
    zone=st.sampled_from(["Asia/Kuala_Lumpur", "America/New_York", "", "Mars/Olympus"]),
    summary=st.sampled_from(["Crates leave.", ""]),
    precision=st.sampled_from([None, Precision.DAY, Precision.INSTANT]),
    parties=st.lists(st.sampled_from([(key(1), CASE), (key(2), CASE), (key(3), OTHER_CASE)]), max_size=2).map(tuple),
    citations=CITATIONS,
)


class EntryMachine(RuleBasedStateMachine):
    """One entry of the chronology that is entered, corrected and withdrawn."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = ChronologyEntry(key(60))

    @rule(happening=HAPPENINGS, number=st.sampled_from(["EV01", "", "7"]))
    def enter(self, happening: Happening, number: str) -> None:
        was_there = self.entry.exists
        done = attempt([self.entry], self.entry.enter, case_id=CASE, number=number, happening=happening)
        assert not (was_there and done)

    @rule(happening=HAPPENINGS, reason=REASONS)
    def correct(self, happening: Happening, reason: str) -> None:
        if self.entry.exists:
            was_withdrawn = self.entry.is_withdrawn
            done = attempt([self.entry], self.entry.correct, happening=happening, reason=reason)
            assert not (was_withdrawn and done)

    @rule(reason=REASONS)
    def withdraw(self, reason: str) -> None:
        if self.entry.exists:
            was_withdrawn = self.entry.is_withdrawn
            done = attempt([self.entry], self.entry.withdraw, reason=reason)
            assert done is (not was_withdrawn and bool(reason))

    @invariant()
    def replay_agrees(self) -> None:
        assert state(replayed(self.entry)) == state(self.entry)

    @invariant()
    def its_instant_is_in_utc_and_no_finer_than_known(self) -> None:
        if self.entry.utc:
            finer = COARSEST_FIRST.index(self.entry.precision) < COARSEST_FIRST.index(Precision.MINUTE)
            assert self.entry.utc.utcoffset().total_seconds() == 0
            assert not finer or self.entry.utc.second == 0

    @invariant()
    def what_happens_when_is_recorded_with_its_precision(self) -> None:
        known = [when for when in self.entry.pending_when if when]
        assert not known or (known[-1].at, known[-1].precision) == (self.entry.utc, self.entry.precision)


HOW_LONG = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestEntityMachine = EntityMachine.TestCase
TestEntityMachine.settings = HOW_LONG
TestLinkMachine = LinkMachine.TestCase
TestLinkMachine.settings = HOW_LONG
TestEntryMachine = EntryMachine.TestCase
TestEntryMachine.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
