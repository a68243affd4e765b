"""Whatever people try in whatever order: three of them agree to what is handed over, and replay agrees with live."""

from typing import Any
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts.domain.markings import Marking
from dossiers.domain import events as e
from dossiers.domain.dossier import OVER, Dossier, Made, State
from dossiers.domain.events import Edition
from ledger.domain.errors import DomainError
from tests.dossiers.worlds import terms
from tests.people import ADA, DEE, EVE

PEOPLE = st.sampled_from([ADA, DEE, EVE])
CONTENTS = st.sampled_from(["a" * 64, "b" * 64])
JOBS = st.sampled_from([UUID(int=1), UUID(int=2)])
EDITIONS = st.sampled_from(list(Edition))
BLOCKED = st.sampled_from([{}, {}, {"X-05": "the originator's consent is outstanding"}])


def known(dossier: Dossier) -> dict[str, Any]:
    """All that a dossier knows, without what waits to be stored."""
    return {name: value for name, value in vars(dossier).items() if name not in {"pending", "pending_when", "version"}}


class DossierMachine(RuleBasedStateMachine):
    """One dossier and three people."""

    @initialize(by=PEOPLE)
    def ask(self, by: UUID) -> None:
        self.dossier = Dossier(uuid4())
        self.dossier.request(terms(), number=1, position=9, case_marking=Marking.AMBER, by=by)

    def attempt(self, act: str, **given: Any) -> None:
        """Do it; what is refused leaves everything as it was."""
        before, recorded = known(self.dossier), len(self.dossier.pending)
        try:
            getattr(self.dossier, act)(**given)
        except DomainError:
            assert (known(self.dossier), len(self.dossier.pending)) == (before, recorded)

    @rule(by=PEOPLE, title=st.sampled_from(["Anew", ""]))
    def revise(self, by: UUID, title: str) -> None:
        changed = terms(title=title)
        self.attempt("revise", terms=changed, position=10, case_marking=Marking.AMBER, reason="Count", by=by)

    @rule(job_id=JOBS)
    def order(self, job_id: UUID) -> None:
        self.attempt("order", job_id=job_id)

    @rule(job_id=JOBS, content=CONTENTS, edition=EDITIONS)
    def take(self, job_id: UUID, content: str, edition: Edition) -> None:
        pdf = Made(sha256="f" * 64, size_bytes=9, pages=5, content_sha256=content, blocked={})
        self.attempt("take", made=pdf, edition=edition, job_id=job_id)

    @rule(job_id=JOBS)
    def fail(self, job_id: UUID) -> None:
        self.attempt("fail", reason="Out of memory", job_id=job_id)

    @rule(act=st.sampled_from(["review", "approve"]), content=CONTENTS, by=PEOPLE)
    def agree(self, act: str, content: str, by: UUID) -> None:
        self.attempt(act, content_sha256=content, remark="", by=by)

    @precondition(lambda self: self.dossier.state in {State.RENDERED, State.REVIEWED})
    @rule(by=PEOPLE)
    def agree_to_what_stands(self, by: UUID) -> None:
        act = "review" if self.dossier.state is State.RENDERED else "approve"
        self.attempt(act, content_sha256=self.dossier.content_sha256, remark="", by=by)

    @precondition(lambda self: self.dossier.state in {State.REQUESTED, State.FAILED, State.APPROVED})
    @rule(job_id=JOBS, changes=st.booleans())
    def make_what_is_due(self, job_id: UUID, changes: bool) -> None:
        approved = self.dossier.state is State.APPROVED
        content = self.dossier.content_sha256 if approved and not changes else "c" * 64
        self.attempt("order", job_id=job_id)
        pdf = Made(sha256="e" * 64, size_bytes=9, pages=5, content_sha256=content, blocked={})
        self.attempt("take", made=pdf, edition=Edition.FINAL if approved else Edition.DRAFT, job_id=job_id)

    @precondition(lambda self: self.dossier.edition is Edition.FINAL)
    @rule(by=PEOPLE)
    def hand_over(self, by: UUID) -> None:
        self.attempt("release", disclosure_id=uuid4(), recipient="Desk", method="courier", blocked={}, by=by)

    @rule(by=PEOPLE, blocked=BLOCKED, method=st.sampled_from(["courier", ""]))
    def release(self, by: UUID, blocked: dict[str, str], method: str) -> None:
        given = {"recipient": "Desk", "method": method, "blocked": blocked, "by": by}
        self.attempt("release", disclosure_id=uuid4(), **given)

    @rule(act=st.sampled_from(["send_back", "cancel", "withdraw"]), reason=st.sampled_from(["Wrong count", " "]))
    def end(self, act: str, reason: str) -> None:
        self.attempt(act, reason=reason)

    @invariant()
    def three_people_agreed_to_one_content(self) -> None:
        for at, event in enumerate(self.dossier.pending):
            if isinstance(event, e.DossierReleased):
                past = self.dossier.pending[:at]
                approved = next(old for old in reversed(past) if isinstance(old, e.DossierApproved))
                reviewed = next(old for old in reversed(past) if isinstance(old, e.DossierReviewed))
                preparers = {old.prepared_by for old in past if isinstance(old, e.DossierRequested | e.DossierRevised)}
                assert not preparers & {reviewed.reviewed_by, approved.approved_by, event.released_by}
                assert reviewed.reviewed_by not in {approved.approved_by, event.released_by}
                assert event.content_sha256 == approved.content_sha256 == reviewed.content_sha256

    @invariant()
    def nothing_changes_what_is_over(self) -> None:
        ended = [at for at, event in enumerate(self.dossier.pending) if isinstance(event, e.DossierCancelled)]
        assert not ended or (ended[0] == len(self.dossier.pending) - 1 and self.dossier.state in OVER)

    @invariant()
    def replay_agrees_with_live(self) -> None:
        replayed = Dossier(self.dossier.id)
        replayed.fold(self.dossier.pending)
        assert known(replayed) == known(self.dossier)


TestDossierMachine = DossierMachine.TestCase
TestDossierMachine.settings = settings(max_examples=150, stateful_step_count=40, deadline=None, derandomize=True)
