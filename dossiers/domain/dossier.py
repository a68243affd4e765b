"""One version of a dossier: requested, made, reviewed, approved, handed over. Three people take part."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from accounts.domain.markings import Marking
from cases.domain.text import optional, required
from dossiers.domain import events as e
from dossiers.domain.events import Edition
from dossiers.domain.refusals import (
    BlockedExhibits,
    ContentChanged,
    MarkedTooLow,
    NotAwaited,
    NotRenderedYet,
    NotRequested,
    SameHands,
)
from ledger.domain.aggregate import Aggregate

MAX_SUMMARY = 20_000


class State(StrEnum):
    """Where a dossier stands."""

    REQUESTED = "requested"
    RENDERED = "rendered"
    FAILED = "failed"
    REVIEWED = "reviewed"
    RETURNED = "returned"
    APPROVED = "approved"
    RELEASED = "released"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


OVER = frozenset({State.RELEASED, State.CANCELLED, State.WITHDRAWN, State.SUPERSEDED})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the preparer decides: for whom, under which marking, with which words, without which exhibits."""

    title: str
    recipient: str
    authority: str
    purpose: str
    marking: Marking
    organisation: str = ""
    copy: str = ""
    bottom_line: str = ""
    summary: str = ""
    left_out: tuple[str, ...] = ()

    def checked(self, *, case_marking: Marking) -> "Terms":
        """The same terms, trimmed.

        Raises:
            BadInput: a text is missing or too long.
            MarkedTooLow: the marking is less strict than the case's.
        """
        if self.marking.rank < case_marking.rank:
            raise MarkedTooLow(f"The case is {case_marking.value}; a dossier is marked at least as strictly.")
        return Terms(
            title=required(self.title, field="title", longest=200),
            recipient=required(self.recipient, field="recipient", longest=200),
            organisation=optional(self.organisation, field="organisation", longest=200),
            authority=required(self.authority, field="authority", longest=300),
            purpose=required(self.purpose, field="purpose", longest=300),
            marking=self.marking,
            copy=optional(self.copy, field="copy", longest=20),
            bottom_line=optional(self.bottom_line, field="bottom_line"),
            summary=optional(self.summary, field="summary", longest=MAX_SUMMARY),
            left_out=tuple(sorted({number.strip().upper() for number in self.left_out if number.strip()})),
        )


@dataclass(frozen=True, kw_only=True)
class Made:
    """A finished PDF; hashes are lowercase hex."""

    sha256: str
    size_bytes: int
    pages: int
    content_sha256: str
    blocked: Mapping[str, str]
    warnings: tuple[str, ...] = ()


class Dossier(Aggregate[e.DossierEvent]):
    """Decides on one version; an approval binds to its content, and a newer content voids it."""

    stream_family = "dossier"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.state: State | None = None
        self.terms: Terms | None = None
        self.preparers: frozenset[UUID] = frozenset()
        self.reviewer: UUID | None = None
        self.reviewed_sha256 = self.content_sha256 = self.sha256 = ""
        self.edition: Edition | None = None
        self.job_id: UUID | None = None

    def request(
        self,
        terms: Terms,
        *,
        number: int,
        version: int = 1,
        follows_id: UUID | None = None,
        position: int,
        case_marking: Marking,
        by: UUID,
    ) -> None:
        """Ask for the dossier."""
        if self.state is not None:
            raise NotAwaited
        checked = terms.checked(case_marking=case_marking)
        self._record(
            e.DossierRequested(
                number=number,
                version=version,
                follows_id=follows_id,
                position=position,
                prepared_by=by,
                **_fields(checked),
            )
        )

    def revise(self, terms: Terms, *, position: int, case_marking: Marking, reason: str, by: UUID) -> None:
        """Change the terms; whatever was agreed to is void."""
        if self.state is None or self.state in OVER:
            raise NotAwaited
        checked = terms.checked(case_marking=case_marking)
        reason = required(reason, field="reason")
        self._record(e.DossierRevised(position=position, prepared_by=by, reason=reason, **_fields(checked)))

    def order(self, *, job_id: UUID) -> None:
        """Have it made: the final edition once it is approved, a draft before."""
        if self.state not in {State.REQUESTED, State.FAILED, State.APPROVED}:
            raise NotAwaited
        edition = Edition.FINAL if self.state is State.APPROVED else Edition.DRAFT
        self._record(e.RenderOrdered(edition=edition, job_id=job_id))

    def take(self, made: Made, *, edition: Edition, job_id: UUID) -> None:
        """Take the PDF that was ordered last."""
        self._require_ordered(job_id)
        fields = {**asdict(made), "blocked": dict(made.blocked)}
        self._record(e.DossierRendered(edition=edition, **fields))

    def fail(self, *, reason: str, job_id: UUID) -> None:
        """Say that no PDF could be made."""
        self._require_ordered(job_id)
        self._record(e.RenderingFailed(reason=reason))

    def compare(self, *, recorded_sha256: str, sha256: str, is_equal: bool) -> None:
        """Note what a second rendering of the recorded file gave."""
        if not self.sha256 or recorded_sha256 != self.sha256:
            raise NotRequested
        self._record(e.DossierCompared(recorded_sha256=recorded_sha256, sha256=sha256, is_equal=is_equal))

    def cancel(self, *, reason: str) -> None:
        """Want it no longer."""
        if self.state is None or self.state in OVER:
            raise NotAwaited
        self._record(e.DossierCancelled(reason=required(reason, field="reason")))

    def review(self, *, content_sha256: str, remark: str, by: UUID) -> None:
        """Agree as second person to the content that was read."""
        self._require(State.RENDERED, content_sha256=content_sha256)
        if by in self.preparers:
            raise SameHands
        remark = optional(remark, field="remark")
        self._record(e.DossierReviewed(content_sha256=content_sha256, remark=remark, reviewed_by=by))

    def send_back(self, *, reason: str) -> None:
        """Return it to the preparer."""
        if self.state not in {State.RENDERED, State.REVIEWED, State.APPROVED}:
            raise NotAwaited
        self._record(e.DossierReturned(reason=required(reason, field="reason")))

    def approve(self, *, content_sha256: str, remark: str, by: UUID) -> None:
        """Agree as third person to the content that was reviewed."""
        self._require(State.REVIEWED, content_sha256=content_sha256)
        self._require_other_hands(by)
        remark = optional(remark, field="remark")
        self._record(e.DossierApproved(content_sha256=content_sha256, remark=remark, approved_by=by))

    def release(
        self,
        *,
        disclosure_id: UUID,
        recipient: str,
        organisation: str = "",
        copy: str = "",
        method: str,
        receipt: str = "",
        blocked: Mapping[str, str],
        by: UUID,
    ) -> None:
        """Hand a copy over; `blocked` is what stands against it today."""
        if self.state not in {State.APPROVED, State.RELEASED} or self.terms is None:
            raise NotAwaited
        self._require_other_hands(by)
        if self.edition is not Edition.FINAL:
            raise NotRenderedYet
        if blocked:
            raise BlockedExhibits(blocked)
        self._record(
            e.DossierReleased(
                disclosure_id=disclosure_id,
                sha256=self.sha256,
                content_sha256=self.content_sha256,
                recipient=required(recipient, field="recipient", longest=200),
                organisation=optional(organisation, field="organisation", longest=200),
                authority=self.terms.authority,
                purpose=self.terms.purpose,
                copy=optional(copy, field="copy", longest=20),
                method=required(method, field="method", longest=200),
                receipt=optional(receipt, field="receipt", longest=300),
                released_by=by,
            )
        )

    def withdraw(self, *, reason: str) -> None:
        """Say that the released dossier no longer stands."""
        if self.state is not State.RELEASED:
            raise NotAwaited
        self._record(e.DossierWithdrawn(reason=required(reason, field="reason")))

    def supersede(self, *, successor_id: UUID) -> None:
        """Give way to a later version that was released."""
        if self.state is not State.RELEASED:
            raise NotAwaited
        self._record(e.DossierSuperseded(successor_id=successor_id))

    def _require_ordered(self, job_id: UUID) -> None:
        if self.job_id != job_id or self.state not in {State.REQUESTED, State.APPROVED}:
            raise NotRequested

    def _require(self, state: State, *, content_sha256: str) -> None:
        if self.state is not state:
            raise NotAwaited
        if content_sha256 != self.content_sha256:
            raise ContentChanged

    def _require_other_hands(self, by: UUID) -> None:
        if by in self.preparers or by == self.reviewer:
            raise SameHands

    def _apply(self, event: e.DossierEvent) -> None:
        match event:
            case e.DossierRequested() | e.DossierRevised():
                self._apply_terms(event)
            case e.RenderOrdered():
                self.job_id = event.job_id
                self._leave_unless_approved(State.REQUESTED)
            case e.RenderingFailed():
                self._leave_unless_approved(State.FAILED)
            case e.DossierRendered():
                self._apply_rendered(event)
            case e.DossierReviewed():
                self.state, self.reviewer, self.reviewed_sha256 = (
                    State.REVIEWED,
                    event.reviewed_by,
                    event.content_sha256,
                )
            case e.DossierCompared():
                pass
            case _:
                self.state = STATES[type(event)]

    def _leave_unless_approved(self, state: State) -> None:
        """An approval outlives the making of its final edition, and a failure of it."""
        self.state = State.APPROVED if self.state is State.APPROVED else state

    def _apply_terms(self, event: e.DossierRequested | e.DossierRevised) -> None:
        self.terms = Terms(**{name: getattr(event, name) for name in Terms.__dataclass_fields__})
        self.preparers |= {event.prepared_by}
        self.state, self.job_id, self.edition = State.REQUESTED, None, None
        self.reviewer, self.reviewed_sha256, self.content_sha256, self.sha256 = None, "", "", ""

    def _apply_rendered(self, event: e.DossierRendered) -> None:
        if event.edition is Edition.FINAL and event.content_sha256 == self.content_sha256:
            self.edition = Edition.FINAL
        else:
            self.state, self.edition, self.reviewer, self.reviewed_sha256 = State.RENDERED, Edition.DRAFT, None, ""
        self.content_sha256, self.sha256 = event.content_sha256, event.sha256


STATES: dict[type[e.DossierEvent], State] = {
    e.DossierCancelled: State.CANCELLED,
    e.DossierReturned: State.RETURNED,
    e.DossierApproved: State.APPROVED,
    e.DossierReleased: State.RELEASED,
    e.DossierWithdrawn: State.WITHDRAWN,
    e.DossierSuperseded: State.SUPERSEDED,
}


def numbers(text: str) -> tuple[str, ...]:
    """Exhibit numbers out of a line such as "X-03, X-05"."""
    return tuple(sorted({part.upper() for part in text.replace(",", " ").replace(";", " ").split()}))


def label(reference: str, *, number: int, version: int) -> str:
    """What a dossier is called: PL-2025-001/D-2 v1."""
    return f"{reference}/D-{number} v{version}"


def _fields(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
