"""From a case's events to its read tables. One function per event and table."""

from uuid import UUID

from cases.domain import events as e
from cases.domain import proposal as p
from cases.domain.roles import CaseRole
from cases.models import Case, Deadline, Member, Note, Proposal, Question, Recusal, Task, WallReader
from ledger.domain.events import Envelope
from ledger.projections import Rows, project


def case_of(meta: Envelope) -> UUID:
    """The case that an event of its stream belongs to."""
    return UUID(meta.stream_id.removeprefix("case-"))


@project(e.CaseOpened, into=Case)
def case_opened(event: e.CaseOpened, meta: Envelope, rows: Rows[Case]) -> None:
    rows.insert(
        id=case_of(meta),
        reference=event.reference,
        title=event.title,
        summary=event.summary,
        stage="intake",
        marking=event.marking.value,
        marking_rank=event.marking.rank,
        opened_at=meta.recorded_at,
        opened_by=meta.actor_id,
        changed_at=meta.recorded_at,
        version=meta.version,
    )


@project(e.CaseDescribed, into=Case)
def case_described(event: e.CaseDescribed, meta: Envelope, rows: Rows[Case]) -> None:
    _change(meta, rows, title=event.title, summary=event.summary)


@project(e.CaseMoved, into=Case)
def case_moved(event: e.CaseMoved, meta: Envelope, rows: Rows[Case]) -> None:
    given = {"legal_basis": event.legal_basis, "authority": event.authority, "review_on": event.review_on}
    _change(
        meta,
        rows,
        stage=event.to.value,
        outcome=event.outcome.value if event.outcome else "",
        **{name: value for name, value in given.items() if value is not None},
    )


@project(e.PrioritySet, into=Case)
def priority_set(event: e.PrioritySet, meta: Envelope, rows: Rows[Case]) -> None:
    inputs = {
        "quantity": event.quantity,
        "control_level": event.control_level,
        "credibility": event.credibility,
        "perishability": event.perishability,
        "reason": event.reason,
    }
    _change(meta, rows, priority=event.priority, priority_inputs=inputs)


@project(e.MarkingRaised, e.MarkingLowered, into=Case)
def marking_changed(event: e.MarkingRaised | e.MarkingLowered, meta: Envelope, rows: Rows[Case]) -> None:
    _change(meta, rows, marking=event.marking.value, marking_rank=event.marking.rank)


@project(e.CaseWalled, e.CaseUnwalled, into=Case)
def wall_changed(event: e.CaseWalled | e.CaseUnwalled, meta: Envelope, rows: Rows[Case]) -> None:
    _change(meta, rows, is_walled=isinstance(event, e.CaseWalled))


@project(e.LegalHoldOrdered, e.LegalHoldLifted, into=Case)
def hold_changed(event: e.LegalHoldOrdered | e.LegalHoldLifted, meta: Envelope, rows: Rows[Case]) -> None:
    _change(meta, rows, is_under_hold=isinstance(event, e.LegalHoldOrdered))


@project(
    *(e.MemberAdded, e.MemberRemoved, e.PersonRecused, e.RecusalEnded, e.WallReaderAdded, e.WallReaderRemoved),
    into=Case,
)
def team_changed(event: e.CaseEvent, meta: Envelope, rows: Rows[Case]) -> None:
    """The case is in a new version; a form or a request that saw an older one is stale."""
    _change(meta, rows)


@project(e.CaseOpened, into=Member)
def lead_joined(event: e.CaseOpened, meta: Envelope, rows: Rows[Member]) -> None:
    rows.insert(case_id=case_of(meta), person_id=event.lead_id, role=CaseRole.LEAD.value, since=meta.recorded_at)


@project(e.MemberAdded, into=Member)
def member_added(event: e.MemberAdded, meta: Envelope, rows: Rows[Member]) -> None:
    rows.insert(case_id=case_of(meta), person_id=event.person_id, role=event.role.value, since=meta.recorded_at)


@project(e.MemberRemoved, into=Member)
def member_removed(event: e.MemberRemoved, meta: Envelope, rows: Rows[Member]) -> None:
    rows.delete((case_of(meta), event.person_id, event.role.value))


@project(e.PersonRecused, into=Recusal)
def person_recused(event: e.PersonRecused, meta: Envelope, rows: Rows[Recusal]) -> None:
    rows.insert(case_id=case_of(meta), person_id=event.person_id)


@project(e.RecusalEnded, into=Recusal)
def recusal_ended(event: e.RecusalEnded, meta: Envelope, rows: Rows[Recusal]) -> None:
    rows.delete((case_of(meta), event.person_id))


@project(e.CaseWalled, into=WallReader)
def wall_built(event: e.CaseWalled, meta: Envelope, rows: Rows[WallReader]) -> None:
    for person_id in event.reader_ids:
        if rows.get((case_of(meta), person_id)) is None:
            rows.insert(case_id=case_of(meta), person_id=person_id)


@project(e.WallReaderAdded, into=WallReader)
def wall_reader_added(event: e.WallReaderAdded, meta: Envelope, rows: Rows[WallReader]) -> None:
    if rows.get((case_of(meta), event.person_id)) is None:
        rows.insert(case_id=case_of(meta), person_id=event.person_id)


@project(e.WallReaderRemoved, into=WallReader)
def wall_reader_removed(event: e.WallReaderRemoved, meta: Envelope, rows: Rows[WallReader]) -> None:
    rows.delete((case_of(meta), event.person_id))


@project(e.QuestionAsked, into=Question)
def question_asked(event: e.QuestionAsked, meta: Envelope, rows: Rows[Question]) -> None:
    rows.insert(
        id=event.question_id,
        case_id=case_of(meta),
        text=event.text,
        state="open",
        asked_at=meta.recorded_at,
        version=meta.version,
    )


@project(e.QuestionAnswered, into=Question)
def question_answered(event: e.QuestionAnswered, meta: Envelope, rows: Rows[Question]) -> None:
    rows.update(event.question_id, answer=event.answer, state="answered", version=meta.version)


@project(e.QuestionWithdrawn, into=Question)
def question_withdrawn(event: e.QuestionWithdrawn, meta: Envelope, rows: Rows[Question]) -> None:
    rows.update(event.question_id, state="withdrawn", version=meta.version)


@project(e.TaskAdded, into=Task)
def task_added(event: e.TaskAdded, meta: Envelope, rows: Rows[Task]) -> None:
    rows.insert(
        id=event.task_id,
        case_id=case_of(meta),
        title=event.title,
        owner_id=event.owner_id,
        due_on=event.due_on,
        state="open",
        added_at=meta.recorded_at,
        version=meta.version,
    )


@project(e.TaskChanged, into=Task)
def task_changed(event: e.TaskChanged, meta: Envelope, rows: Rows[Task]) -> None:
    rows.update(event.task_id, title=event.title, owner_id=event.owner_id, due_on=event.due_on, version=meta.version)


@project(e.TaskDone, into=Task)
def task_done(event: e.TaskDone, meta: Envelope, rows: Rows[Task]) -> None:
    rows.update(event.task_id, state="done", remark=event.proof, version=meta.version)


@project(e.TaskDropped, into=Task)
def task_dropped(event: e.TaskDropped, meta: Envelope, rows: Rows[Task]) -> None:
    rows.update(event.task_id, state="dropped", remark=event.reason, version=meta.version)


@project(e.NoteWritten, into=Note)
def note_written(event: e.NoteWritten, meta: Envelope, rows: Rows[Note]) -> None:
    rows.insert(
        id=event.note_id,
        case_id=case_of(meta),
        html=event.html,
        author_id=meta.actor_id,
        written_at=meta.recorded_at,
        version=meta.version,
    )


@project(e.NoteRevised, into=Note)
def note_revised(event: e.NoteRevised, meta: Envelope, rows: Rows[Note]) -> None:
    rows.update(event.note_id, html=event.html, revised_at=meta.recorded_at, version=meta.version)


@project(e.NoteWithdrawn, into=Note)
def note_withdrawn(event: e.NoteWithdrawn, meta: Envelope, rows: Rows[Note]) -> None:
    rows.update(event.note_id, withdrawn_reason=event.reason, version=meta.version)


@project(e.DeadlineSet, into=Deadline)
def deadline_set(event: e.DeadlineSet, meta: Envelope, rows: Rows[Deadline]) -> None:
    rows.insert(
        id=event.deadline_id,
        case_id=case_of(meta),
        kind=event.kind,
        title=event.title,
        legal_basis=event.legal_basis,
        counted_from=event.counted_from,
        amount=event.amount,
        unit=event.unit,
        due_on=event.due_on,
        rule_key=event.rule_key or "",
        rule_version=event.rule_version,
        zone=event.zone or "",
        state="open",
        version=meta.version,
    )


@project(e.DeadlineMet, into=Deadline)
def deadline_met(event: e.DeadlineMet, meta: Envelope, rows: Rows[Deadline]) -> None:
    rows.update(event.deadline_id, state="met", remark=event.proof, version=meta.version)


@project(e.DeadlineDropped, into=Deadline)
def deadline_dropped(event: e.DeadlineDropped, meta: Envelope, rows: Rows[Deadline]) -> None:
    rows.update(event.deadline_id, state="dropped", remark=event.reason, version=meta.version)


@project(p.ProposalMade, into=Proposal)
def proposal_made(event: p.ProposalMade, meta: Envelope, rows: Rows[Proposal]) -> None:
    rows.insert(
        id=proposal_of(meta),
        case_id=meta.scope_id,
        subject=event.subject.value,
        target_id=event.target_id,
        terms=event.terms,
        reason=event.reason,
        state="made",
        made_by=event.made_by,
        made_at=meta.recorded_at,
    )


@project(p.ProposalReviewed, into=Proposal)
def proposal_reviewed(event: p.ProposalReviewed, meta: Envelope, rows: Rows[Proposal]) -> None:
    rows.update(proposal_of(meta), state="reviewed", reviewed_by=event.reviewed_by, remark=event.remark)


@project(p.ProposalRejected, into=Proposal)
def proposal_rejected(event: p.ProposalRejected, meta: Envelope, rows: Rows[Proposal]) -> None:
    rows.update(proposal_of(meta), state="rejected", settled_by=meta.actor_id, remark=event.reason)


@project(p.ProposalCarriedOut, into=Proposal)
def proposal_carried_out(_: p.ProposalCarriedOut, meta: Envelope, rows: Rows[Proposal]) -> None:
    rows.update(proposal_of(meta), state="carried_out", settled_by=meta.actor_id)


def proposal_of(meta: Envelope) -> UUID:
    """The proposal that an event of its stream belongs to."""
    return UUID(meta.stream_id.removeprefix("proposal-"))


def _change(meta: Envelope, rows: Rows[Case], **changes: object) -> None:
    rows.update(case_of(meta), changed_at=meta.recorded_at, version=meta.version, **changes)
