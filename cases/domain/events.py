"""What happens to a case: its lifecycle, protection, team and agenda."""

from datetime import date
from typing import Any
from uuid import UUID

from accounts.domain.markings import Marking
from cases.domain.roles import CaseRole
from cases.domain.stages import Outcome, Stage
from ledger.domain.events import Event, event, upcaster


@event("case.opened")
class CaseOpened(Event):
    """An investigation began; its first lead is a member from the start."""

    reference: str  # such as PL-2025-001, unique in the installation
    title: str
    summary: str
    marking: Marking
    lead_id: UUID


@event("case.described")
class CaseDescribed(Event):
    """Title and summary were written anew."""

    title: str
    summary: str


@event("case.moved")
class CaseMoved(Event):
    """A transition of the lifecycle was made."""

    transition: str
    to: Stage
    reason: str
    outcome: Outcome | None = None
    legal_basis: str | None = None
    authority: str | None = None
    review_on: date | None = None


@event("case.priority_set")
class PrioritySet(Event):
    """Priority (1 is most urgent, 4 least) with what it was judged from."""

    priority: int
    quantity: str  # in words, with unit
    control_level: str
    credibility: str
    perishability: str
    reason: str


@event("case.member_added")
class MemberAdded(Event):
    """A person joined the team in a role."""

    person_id: UUID
    role: CaseRole
    reason: str


@event("case.member_removed")
class MemberRemoved(Event):
    """A person left a role of the team."""

    person_id: UUID
    role: CaseRole
    reason: str


@event("case.person_recused")
class PersonRecused(Event):
    """A conflict of interest was declared; the case is hidden from the person."""

    person_id: UUID
    reason: str


@event("case.recusal_ended")
class RecusalEnded(Event):
    """The conflict of interest no longer stands."""

    person_id: UUID
    reason: str


@event("case.walled")
class CaseWalled(Event):
    """Only the named readers see the case, whatever their role."""

    reader_ids: tuple[UUID, ...]
    reason: str


@event("case.wall_reader_added")
class WallReaderAdded(Event):
    """A person was let through the wall."""

    person_id: UUID
    reason: str


@event("case.wall_reader_removed")
class WallReaderRemoved(Event):
    """A person is no longer let through the wall."""

    person_id: UUID
    reason: str


@event("case.unwalled")
class CaseUnwalled(Event):
    """The wall was taken down by an approved proposal."""

    proposal_id: UUID
    reason: str


@event("case.marking_raised")
class MarkingRaised(Event):
    """The case got a stricter marking."""

    marking: Marking
    reason: str


@event("case.marking_lowered")
class MarkingLowered(Event):
    """The case got a less strict marking by an approved proposal."""

    marking: Marking
    proposal_id: UUID
    reason: str


@event("case.legal_hold_ordered")
class LegalHoldOrdered(Event):
    """Disposition and erasure are stopped until the hold is lifted."""

    authority: str
    reason: str


@event("case.legal_hold_lifted")
class LegalHoldLifted(Event):
    """The hold ended by an approved proposal."""

    proposal_id: UUID
    reason: str


@event("case.question_asked")
class QuestionAsked(Event):
    """A key question of the investigation."""

    question_id: UUID
    text: str


@event("case.question_answered")
class QuestionAnswered(Event):
    """What is held to be the answer for now."""

    question_id: UUID
    answer: str


@event("case.question_withdrawn")
class QuestionWithdrawn(Event):
    """The question is no longer asked."""

    question_id: UUID
    reason: str


@event("case.task_added")
class TaskAdded(Event):
    """Something to do, by whom and until when."""

    task_id: UUID
    title: str
    owner_id: UUID | None
    due_on: date | None


@event("case.task_changed")
class TaskChanged(Event):
    """The task was worded, assigned or dated anew."""

    task_id: UUID
    title: str
    owner_id: UUID | None
    due_on: date | None


@event("case.task_done")
class TaskDone(Event):
    """The task was done; `proof` says how one can tell."""

    task_id: UUID
    proof: str


@event("case.task_dropped")
class TaskDropped(Event):
    """The task is not to be done."""

    task_id: UUID
    reason: str


@event("case.note_written")
class NoteWritten(Event):
    """A note in cleaned HTML."""

    note_id: UUID
    html: str


@event("case.note_revised")
class NoteRevised(Event):
    """A note was written anew; the log keeps the older wording."""

    note_id: UUID
    html: str


@event("case.note_withdrawn")
class NoteWithdrawn(Event):
    """A note no longer stands."""

    note_id: UUID
    reason: str


@event("case.deadline_set", version=2)
class DeadlineSet(Event):
    """A date by which something must have happened, with the rule that it rests on.

    A term by a rule of the reference data names the rule and keeps its result; a free term names none.
    """

    deadline_id: UUID
    kind: str
    title: str
    legal_basis: str
    counted_from: date
    amount: int
    unit: str  # days, business_days, months, years
    due_on: date
    rule_key: str | None
    rule_version: int | None
    zone: str | None  # IANA name: whose days were counted


@upcaster("case.deadline_set", 1)
def deadline_set_without_rule(data: dict[str, Any]) -> dict[str, Any]:
    """The first version knew free terms only."""
    return {**data, "rule_key": None, "rule_version": None, "zone": None}


@event("case.deadline_met")
class DeadlineMet(Event):
    """What was due has happened."""

    deadline_id: UUID
    proof: str


@event("case.deadline_dropped")
class DeadlineDropped(Event):
    """The deadline no longer applies."""

    deadline_id: UUID
    reason: str


LifecycleEvent = (
    CaseOpened
    | CaseDescribed
    | CaseMoved
    | PrioritySet
    | MemberAdded
    | MemberRemoved
    | PersonRecused
    | RecusalEnded
    | CaseWalled
    | WallReaderAdded
    | WallReaderRemoved
    | CaseUnwalled
    | MarkingRaised
    | MarkingLowered
    | LegalHoldOrdered
    | LegalHoldLifted
)
AgendaEvent = (
    QuestionAsked
    | QuestionAnswered
    | QuestionWithdrawn
    | TaskAdded
    | TaskChanged
    | TaskDone
    | TaskDropped
    | NoteWritten
    | NoteRevised
    | NoteWithdrawn
    | DeadlineSet
    | DeadlineMet
    | DeadlineDropped
)
CaseEvent = LifecycleEvent | AgendaEvent
