"""Four eyes: what takes three people. One proposes, another reviews, a third carries out.

The review binds to a hash of what was proposed and of what it is about; any change voids it.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, assert_never
from uuid import UUID

from cases.domain.refusals import ChangedSince, NotInThisState, SameHands
from cases.domain.text import optional, required
from ledger.domain.aggregate import Aggregate
from ledger.domain.events import Event, event


class Subject(StrEnum):
    """What can be proposed."""

    LOWER_CASE_MARKING = "lower_case_marking"
    LOWER_EXHIBIT_MARKING = "lower_exhibit_marking"
    UNWALL_CASE = "unwall_case"
    UNWALL_EXHIBIT = "unwall_exhibit"
    LIFT_LEGAL_HOLD = "lift_legal_hold"
    ERASE_FIELD = "erase_field"


class ProposalState(StrEnum):
    """Where a proposal stands."""

    MADE = "made"
    REVIEWED = "reviewed"
    REJECTED = "rejected"
    CARRIED_OUT = "carried_out"


@event("proposal.made")
class ProposalMade(Event):
    """Somebody proposed what takes three people; `terms` are its values as text, `facts_sha256` what it is about."""

    subject: Subject
    target_id: UUID
    terms: dict[str, str]
    facts_sha256: str
    reason: str
    made_by: UUID


@event("proposal.reviewed")
class ProposalReviewed(Event):
    """A second person agreed to exactly this content."""

    content_sha256: str
    remark: str
    reviewed_by: UUID


@event("proposal.rejected")
class ProposalRejected(Event):
    """A second or third person refused it."""

    reason: str


@event("proposal.carried_out")
class ProposalCarriedOut(Event):
    """A third person agreed, and it took effect in the same transaction."""

    content_sha256: str


ProposalEvent = ProposalMade | ProposalReviewed | ProposalRejected | ProposalCarriedOut


class Proposal(Aggregate[ProposalEvent]):
    """One decision of three people."""

    stream_family = "proposal"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.state: ProposalState | None = None
        self.made: ProposalMade | None = None
        self.hands: tuple[UUID, ...] = ()
        self.reviewed_sha256 = ""

    def make(
        self,
        *,
        subject: Subject,
        target_id: UUID,
        terms: Mapping[str, str],
        facts: Mapping[str, Any],
        reason: str,
        by: UUID,
    ) -> None:
        """Propose it; `facts` are the present values that the decision rests on."""
        if self.state is not None:
            raise NotInThisState
        self._record(
            ProposalMade(
                subject=subject,
                target_id=target_id,
                terms={name: optional(value, field=name) for name, value in terms.items()},
                facts_sha256=sha256_of(facts),
                reason=required(reason, field="reason"),
                made_by=by,
            )
        )

    def review(self, *, facts: Mapping[str, Any], remark: str, by: UUID) -> None:
        """Agree as the second person."""
        self._require(ProposalState.MADE, facts=facts, by=by)
        remark = optional(remark, field="remark")
        self._record(ProposalReviewed(content_sha256=self.content_sha256, remark=remark, reviewed_by=by))

    def reject(self, *, reason: str) -> None:
        """Refuse it."""
        if self.state not in {ProposalState.MADE, ProposalState.REVIEWED}:
            raise NotInThisState
        self._record(ProposalRejected(reason=required(reason, field="reason")))

    def carry_out(self, *, facts: Mapping[str, Any], by: UUID) -> None:
        """Agree as the third person; the service changes the target in the same transaction."""
        self._require(ProposalState.REVIEWED, facts=facts, by=by)
        if self.reviewed_sha256 != self.content_sha256:
            raise ChangedSince
        self._record(ProposalCarriedOut(content_sha256=self.content_sha256))

    @property
    def content_sha256(self) -> str:
        """Lowercase hex SHA-256 of what is proposed and what it is about."""
        made = self._made
        return sha256_of(
            {
                "subject": made.subject.value,
                "target": str(made.target_id),
                "terms": made.terms,
                "facts": made.facts_sha256,
                "reason": made.reason,
            }
        )

    @property
    def _made(self) -> ProposalMade:
        if self.made is None:
            raise NotInThisState
        return self.made

    def _require(self, state: ProposalState, *, facts: Mapping[str, Any], by: UUID) -> None:
        if self.state is not state:
            raise NotInThisState
        if by in self.hands:
            raise SameHands
        if sha256_of(facts) != self._made.facts_sha256:
            raise ChangedSince

    def _apply(self, event: ProposalEvent) -> None:
        match event:
            case ProposalMade():
                self.made, self.state, self.hands = event, ProposalState.MADE, (event.made_by,)
            case ProposalReviewed():
                self.reviewed_sha256, self.state = event.content_sha256, ProposalState.REVIEWED
                self.hands += (event.reviewed_by,)
            case ProposalRejected():
                self.state = ProposalState.REJECTED
            case ProposalCarriedOut():
                self.state = ProposalState.CARRIED_OUT
            case _:
                assert_never(event)


def sha256_of(value: Mapping[str, Any]) -> str:
    """Lowercase hex SHA-256 of a JSON value, keys sorted."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
