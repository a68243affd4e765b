"""One investigation, from opening to outcome: lifecycle, team and protection."""

import re
from datetime import date
from typing import assert_never
from uuid import UUID

from accounts.domain.markings import Marking
from cases.domain import events as e
from cases.domain.refusals import (
    AlreadyOnTeam,
    AlreadyRecused,
    BehindWall,
    CaseExists,
    CaseNotOpen,
    LastLead,
    NoLegalHold,
    NotBehindWall,
    NotLower,
    NotOnTeam,
    NotRaised,
    NotRecused,
    NotWalled,
    UnderLegalHold,
    WalledAlready,
    WrongStage,
)
from cases.domain.roles import CaseRole
from cases.domain.stages import TRANSITIONS, Field, Outcome, Stage, Transition
from cases.domain.text import optional, required
from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import BadInput, WrongExpectedVersion

REFERENCE = re.compile(r"[A-Z]{2,6}-\d{4}-\d{3,6}")
MAX_TITLE, MAX_SUMMARY, MAX_AUTHORITY = 200, 20_000, 300

Team = e.MemberAdded | e.MemberRemoved | e.PersonRecused | e.RecusalEnded
Protection = (
    e.MarkingRaised
    | e.MarkingLowered
    | e.LegalHoldOrdered
    | e.LegalHoldLifted
    | e.CaseWalled
    | e.WallReaderAdded
    | e.WallReaderRemoved
    | e.CaseUnwalled
)


class Case(Aggregate[e.CaseEvent]):
    """Decides on lifecycle, team, marking, wall and hold; what is to be done stands in `Agenda`."""

    stream_family = "case"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.title = self.summary = ""
        self.stage = self.stage_before_hold = Stage.INTAKE
        self.marking = Marking.CLEAR
        self.team: frozenset[tuple[UUID, CaseRole]] = frozenset()
        self.recused: frozenset[UUID] = frozenset()
        self.wall: frozenset[UUID] | None = None
        self.is_under_hold = False
        self.lifecycle_version = 0  # of the stream, when the case itself last changed; its agenda does not count

    def expect(self, version: int | None) -> None:
        """Go on only from the version that was seen; None asks for no care.

        Raises:
            WrongExpectedVersion: somebody else changed the case since.
        """
        if version is not None and version != self.lifecycle_version:
            current = self.lifecycle_version
            raise WrongExpectedVersion(stream_id=self.stream_id, expected=version, current=current)

    @property
    def is_open(self) -> bool:
        """True until the case is closed."""
        return self.stage is not Stage.CLOSED

    def open(self, *, reference: str, title: str, summary: str, marking: Marking, lead_id: UUID) -> None:
        """Begin the investigation."""
        if self.exists:
            raise CaseExists
        if not REFERENCE.fullmatch(reference):
            raise BadInput("A reference looks like PL-2025-001: letters, year, number.", field="reference")
        self._record(
            e.CaseOpened(
                reference=reference,
                title=required(title, field="title", longest=MAX_TITLE),
                summary=optional(summary, field="summary", longest=MAX_SUMMARY),
                marking=marking,
                lead_id=lead_id,
            )
        )

    def describe(self, *, title: str, summary: str) -> None:
        """Write title and summary anew; nothing is recorded when they are the same."""
        self._require_open()
        title = required(title, field="title", longest=MAX_TITLE)
        summary = optional(summary, field="summary", longest=MAX_SUMMARY)
        if (title, summary) != (self.title, self.summary):
            self._record(e.CaseDescribed(title=title, summary=summary))

    def move(
        self,
        *,
        transition: str,
        reason: str,
        outcome: Outcome | None = None,
        legal_basis: str | None = None,
        authority: str | None = None,
        review_on: date | None = None,
    ) -> None:
        """Make a transition of the lifecycle."""
        way = _transition(transition)
        if self.stage not in way.sources:
            raise WrongStage(f"“{way.label}” is not possible in the stage {self.stage.value.replace('_', ' ')}.")
        legal_basis = optional(legal_basis or "", field="legal_basis")
        authority = optional(authority or "", field="authority", longest=MAX_AUTHORITY)
        given = {
            Field.OUTCOME: outcome,
            Field.LEGAL_BASIS: legal_basis,
            Field.AUTHORITY: authority,
            Field.REVIEW_ON: review_on,
        }
        for field in way.needs:
            if not given[field]:
                raise BadInput(f"“{way.label}” needs the {field.value.replace('_', ' ')}.", field=field.value)
        self._record(
            e.CaseMoved(
                transition=transition,
                to=way.to or self.stage_before_hold,
                reason=required(reason, field="reason"),
                outcome=outcome if Field.OUTCOME in way.needs else None,
                legal_basis=legal_basis if Field.LEGAL_BASIS in way.needs else None,
                authority=authority if Field.AUTHORITY in way.needs else None,
                review_on=review_on if Field.REVIEW_ON in way.needs else None,
            )
        )

    def set_priority(
        self, *, priority: int, quantity: str, control_level: str, credibility: str, perishability: str, reason: str
    ) -> None:
        """Judge how urgent the case is, and keep what the judgement rests on."""
        self._require_open()
        if priority not in range(1, 5):
            raise BadInput("A priority is 1, 2, 3 or 4.", field="priority")
        self._record(
            e.PrioritySet(
                priority=priority,
                quantity=required(quantity, field="quantity"),
                control_level=required(control_level, field="control_level"),
                credibility=required(credibility, field="credibility"),
                perishability=required(perishability, field="perishability"),
                reason=required(reason, field="reason"),
            )
        )

    def add_member(self, *, person_id: UUID, role: CaseRole, reason: str) -> None:
        """Take a person into the team."""
        self._require_open()
        if (person_id, role) in self.team:
            raise AlreadyOnTeam
        if person_id in self.recused:
            raise AlreadyRecused
        self._record(e.MemberAdded(person_id=person_id, role=role, reason=required(reason, field="reason")))

    def remove_member(self, *, person_id: UUID, role: CaseRole, reason: str) -> None:
        """Take a person out of a role; a case keeps a lead."""
        if (person_id, role) not in self.team:
            raise NotOnTeam
        if role is CaseRole.LEAD:
            self._require_lead(self._leads_who_see - {person_id})
        self._record(e.MemberRemoved(person_id=person_id, role=role, reason=required(reason, field="reason")))

    def recuse(self, *, person_id: UUID, reason: str) -> None:
        """Hide the case from somebody with a conflict of interest."""
        if person_id in self.recused:
            raise AlreadyRecused
        self._require_lead(self._leads_who_see - {person_id})
        self._record(e.PersonRecused(person_id=person_id, reason=required(reason, field="reason")))

    def end_recusal(self, *, person_id: UUID, reason: str) -> None:
        """Show the case again to somebody whose conflict of interest has ended."""
        if person_id not in self.recused:
            raise NotRecused
        self._record(e.RecusalEnded(person_id=person_id, reason=required(reason, field="reason")))

    def build_wall(self, *, reader_ids: frozenset[UUID], reason: str) -> None:
        """Hide the case from everybody who is not named; a lead must stay inside."""
        if self.wall is not None:
            raise WalledAlready
        self._require_lead(self._leads_who_see & reader_ids)
        self._record(e.CaseWalled(reader_ids=tuple(sorted(reader_ids)), reason=required(reason, field="reason")))

    def let_through(self, *, person_id: UUID, reason: str) -> None:
        """Name one more reader of a walled case."""
        if person_id in self._require_wall():
            raise BehindWall
        self._record(e.WallReaderAdded(person_id=person_id, reason=required(reason, field="reason")))

    def shut_out(self, *, person_id: UUID, reason: str) -> None:
        """Take a name from the wall; a lead must stay inside."""
        if person_id not in self._require_wall():
            raise NotBehindWall
        self._require_lead(self._leads_who_see - {person_id})
        self._record(e.WallReaderRemoved(person_id=person_id, reason=required(reason, field="reason")))

    def take_wall_down(self, *, proposal_id: UUID, reason: str) -> None:
        """Take the wall down; the service has seen the approved proposal."""
        self._require_wall()
        self._record(e.CaseUnwalled(proposal_id=proposal_id, reason=required(reason, field="reason")))

    def raise_marking(self, *, marking: Marking, reason: str) -> None:
        """Mark more strictly; to lower it takes three people."""
        if marking.rank <= self.marking.rank:
            raise NotRaised
        self._record(e.MarkingRaised(marking=marking, reason=required(reason, field="reason")))

    def lower_marking(self, *, marking: Marking, proposal_id: UUID, reason: str) -> None:
        """Mark less strictly; the service has seen the approved proposal."""
        if marking.rank >= self.marking.rank:
            raise NotLower
        self._record(
            e.MarkingLowered(marking=marking, proposal_id=proposal_id, reason=required(reason, field="reason"))
        )

    def order_hold(self, *, authority: str, reason: str) -> None:
        """Stop disposition and erasure."""
        if self.is_under_hold:
            raise UnderLegalHold
        self._record(
            e.LegalHoldOrdered(
                authority=required(authority, field="authority"), reason=required(reason, field="reason")
            )
        )

    def lift_hold(self, *, proposal_id: UUID, reason: str) -> None:
        """End the hold; the service has seen the approved proposal."""
        if not self.is_under_hold:
            raise NoLegalHold
        self._record(e.LegalHoldLifted(proposal_id=proposal_id, reason=required(reason, field="reason")))

    @property
    def _leads_who_see(self) -> frozenset[UUID]:
        leads = {person_id for person_id, role in self.team if role is CaseRole.LEAD} - self.recused
        return frozenset(leads if self.wall is None else leads & self.wall)

    @staticmethod
    def _require_lead(leads: frozenset[UUID]) -> None:
        if not leads:
            raise LastLead

    def _require_open(self) -> None:
        if not self.is_open:
            raise CaseNotOpen

    def _require_wall(self) -> frozenset[UUID]:
        if self.wall is None:
            raise NotWalled
        return self.wall

    def _apply(self, event: e.CaseEvent) -> None:
        if isinstance(event, e.LifecycleEvent):
            self.lifecycle_version = self.version + len(self.pending) + 1
            self._apply_lifecycle(event)

    def _apply_lifecycle(self, event: e.LifecycleEvent) -> None:
        match event:
            case e.CaseOpened(lead_id=lead_id):
                self.title, self.summary, self.marking = event.title, event.summary, event.marking
                self.team = frozenset({(lead_id, CaseRole.LEAD)})
            case e.CaseDescribed():
                self.title, self.summary = event.title, event.summary
            case e.CaseMoved(to=to):
                self.stage_before_hold, self.stage = self.stage, to
            case e.MemberAdded() | e.MemberRemoved() | e.PersonRecused() | e.RecusalEnded():
                self._apply_team(event)
            case e.PrioritySet():
                """Nothing here is decided by it."""
            case _:
                self._apply_protection(event)

    def _apply_team(self, event: Team) -> None:
        match event:
            case e.MemberAdded():
                self.team |= {(event.person_id, event.role)}
            case e.MemberRemoved():
                self.team -= {(event.person_id, event.role)}
            case e.PersonRecused():
                self.recused |= {event.person_id}
            case e.RecusalEnded():
                self.recused -= {event.person_id}
            case _:
                assert_never(event)

    def _apply_protection(self, event: Protection) -> None:
        match event:
            case e.MarkingRaised(marking=marking) | e.MarkingLowered(marking=marking):
                self.marking = marking
            case e.LegalHoldOrdered() | e.LegalHoldLifted():
                self.is_under_hold = isinstance(event, e.LegalHoldOrdered)
            case e.CaseWalled():
                self.wall = frozenset(event.reader_ids)
            case e.WallReaderAdded():
                self.wall = (self.wall or frozenset()) | {event.person_id}
            case e.WallReaderRemoved():
                self.wall = (self.wall or frozenset()) - {event.person_id}
            case e.CaseUnwalled():
                self.wall = None
            case _:
                assert_never(event)


def _transition(name: str) -> Transition:
    if name not in TRANSITIONS:
        raise BadInput(f"There is no transition “{name}”.", field="transition")
    return TRANSITIONS[name]
