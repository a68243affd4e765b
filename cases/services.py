"""Commands about cases."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID, uuid4

from accounts.domain.markings import Marking
from cases import queries
from cases.domain.agenda import Agenda
from cases.domain.case import Case
from cases.domain.deadlines import Unit
from cases.domain.refusals import ReferenceTaken
from cases.domain.roles import CaseRole
from cases.domain.stages import Outcome
from cases.permissions import Action, check_can_open, check_may, check_transition
from ledger.unit_of_work import unit_of_work
from pages.richtext import clean


def open_case(
    *,
    reference: str,
    title: str,
    summary: str = "",
    marking: Marking = Marking.AMBER,
    lead_id: UUID | None = None,
    by: UUID,
    at: datetime,
    case_id: UUID | None = None,
) -> UUID:
    """Open a case at the stage of intake; whoever opens it leads it unless somebody else is named.

    Raises:
        NotPermitted: the person opens no cases, or none of this marking.
        ReferenceTaken: the reference belongs to another case.
        BadInput: a malformed reference, no title, too long a text.
    """
    case_id = case_id or uuid4()
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_can_open(by, marking))
        if queries.reference_is_taken(reference):
            raise ReferenceTaken
        work.create(Case, case_id, scope_id=case_id).open(
            reference=reference, title=title, summary=summary, marking=marking, lead_id=lead_id or by
        )
    return case_id


def describe_case(
    *, case_id: UUID, title: str, summary: str, by: UUID, at: datetime, expected_version: int | None = None
) -> None:
    """Write title and summary anew.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
        WrongExpectedVersion: somebody else changed the case first.
    """
    with _case(case_id, by=by, at=at, expected_version=expected_version) as case:
        case.describe(title=title, summary=summary)


def move_case(
    *,
    case_id: UUID,
    transition: str,
    reason: str,
    outcome: Outcome | None = None,
    legal_basis: str | None = None,
    authority: str | None = None,
    review_on: date | None = None,
    by: UUID,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Make a transition of the lifecycle (`cases/domain/stages.py` lists them with what they need).

    Raises:
        NotFound, NotPermitted, WrongStage, BadInput, WrongExpectedVersion.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_transition(by, transition, case_id))
        work.load(Case, case_id, expected_version=expected_version).move(
            transition=transition,
            reason=reason,
            outcome=outcome,
            legal_basis=legal_basis,
            authority=authority,
            review_on=review_on,
        )


def set_priority(
    *,
    case_id: UUID,
    priority: int,
    quantity: str,
    control_level: str,
    credibility: str,
    perishability: str,
    reason: str,
    by: UUID,
    at: datetime,
) -> None:
    """Judge how urgent a case is (1 most, 4 least) and keep what the judgement rests on.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.set_priority(
            priority=priority,
            quantity=quantity,
            control_level=control_level,
            credibility=credibility,
            perishability=perishability,
            reason=reason,
        )


def add_member(*, case_id: UUID, person_id: UUID, role: CaseRole, reason: str, by: UUID, at: datetime) -> None:
    """Take a person into the team of a case.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, AlreadyOnTeam, AlreadyRecused, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.add_member(person_id=person_id, role=role, reason=reason)


def remove_member(*, case_id: UUID, person_id: UUID, role: CaseRole, reason: str, by: UUID, at: datetime) -> None:
    """Take a person out of a role.

    Raises:
        NotFound, NotPermitted, NotOnTeam, LastLead, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.remove_member(person_id=person_id, role=role, reason=reason)


def recuse(*, case_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Declare a conflict of interest: anybody for themselves, a lead for others. The case is hidden at once.

    Raises:
        NotFound, NotPermitted, AlreadyRecused, LastLead, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        check_may(by, Action.READ if by == person_id else Action.MANAGE, case_id)()
        work.load(Case, case_id).recuse(person_id=person_id, reason=reason)


def end_recusal(*, case_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Show the case again to somebody whose conflict of interest has ended.

    Raises:
        NotFound, NotPermitted, NotRecused, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.end_recusal(person_id=person_id, reason=reason)


def wall_case(*, case_id: UUID, reader_ids: Iterable[UUID], reason: str, by: UUID, at: datetime) -> None:
    """Hide a case from everybody who is not named.

    Raises:
        NotFound, NotPermitted, WalledAlready, LastLead, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.build_wall(reader_ids=frozenset(reader_ids), reason=reason)


def let_through_wall(*, case_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Name one more reader of a walled case.

    Raises:
        NotFound, NotPermitted, NotWalled, BehindWall, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.let_through(person_id=person_id, reason=reason)


def shut_out_of_wall(*, case_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Take a name from the list of a walled case.

    Raises:
        NotFound, NotPermitted, NotWalled, NotBehindWall, LastLead, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.shut_out(person_id=person_id, reason=reason)


def raise_marking(*, case_id: UUID, marking: Marking, reason: str, by: UUID, at: datetime) -> None:
    """Mark a case more strictly.

    Raises:
        NotFound, NotPermitted, NotRaised, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.raise_marking(marking=marking, reason=reason)


def order_legal_hold(*, case_id: UUID, authority: str, reason: str, by: UUID, at: datetime) -> None:
    """Stop disposition and erasure in a case.

    Raises:
        NotFound, NotPermitted, UnderLegalHold, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.order_hold(authority=authority, reason=reason)


def ask_question(*, case_id: UUID, text: str, by: UUID, at: datetime, question_id: UUID | None = None) -> UUID:
    """Put a key question of the investigation.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
    """
    question_id = question_id or uuid4()
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.ask(question_id=question_id, text=text)
    return question_id


def answer_question(*, case_id: UUID, question_id: UUID, answer: str, by: UUID, at: datetime) -> None:
    """Give the answer to a key question as it is held now.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.answer(question_id=question_id, answer=answer)


def withdraw_question(*, case_id: UUID, question_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Ask a key question no longer.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.withdraw_question(question_id=question_id, reason=reason)


def add_task(
    *,
    case_id: UUID,
    title: str,
    owner_id: UUID | None = None,
    due_on: date | None = None,
    by: UUID,
    at: datetime,
    task_id: UUID | None = None,
) -> UUID:
    """Plan something to do.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
    """
    task_id = task_id or uuid4()
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.add_task(task_id=task_id, title=title, owner_id=owner_id, due_on=due_on)
    return task_id


def change_task(
    *, case_id: UUID, task_id: UUID, title: str, owner_id: UUID | None, due_on: date | None, by: UUID, at: datetime
) -> None:
    """Word, assign or date a task anew.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.change_task(task_id=task_id, title=title, owner_id=owner_id, due_on=due_on)


def finish_task(*, case_id: UUID, task_id: UUID, proof: str = "", by: UUID, at: datetime) -> None:
    """Say that a task is done.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.finish_task(task_id=task_id, proof=proof)


def drop_task(*, case_id: UUID, task_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Say that a task will not be done.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.drop_task(task_id=task_id, reason=reason)


def write_note(*, case_id: UUID, html: str, by: UUID, at: datetime, note_id: UUID | None = None) -> UUID:
    """Write a note; scripts, styles and foreign attributes are dropped from `html`.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
    """
    note_id = note_id or uuid4()
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.write_note(note_id=note_id, html=clean(html))
    return note_id


def revise_note(*, case_id: UUID, note_id: UUID, html: str, by: UUID, at: datetime) -> None:
    """Write a note anew; the log keeps the older wording.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.revise_note(note_id=note_id, html=clean(html))


def withdraw_note(*, case_id: UUID, note_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Take a note back; it stays readable as withdrawn.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.withdraw_note(note_id=note_id, reason=reason)


def set_deadline(
    *,
    case_id: UUID,
    kind: str,
    title: str,
    legal_basis: str,
    counted_from: date,
    amount: int,
    unit: Unit,
    by: UUID,
    at: datetime,
    deadline_id: UUID | None = None,
) -> UUID:
    """Note a deadline, counted from a date by the rule that it rests on.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
    """
    deadline_id = deadline_id or uuid4()
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.set_deadline(
            deadline_id=deadline_id,
            kind=kind,
            title=title,
            legal_basis=legal_basis,
            counted_from=counted_from,
            amount=amount,
            unit=unit,
        )
    return deadline_id


def meet_deadline(*, case_id: UUID, deadline_id: UUID, proof: str, by: UUID, at: datetime) -> None:
    """Say that what was due has happened.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.meet_deadline(deadline_id=deadline_id, proof=proof)


def drop_deadline(*, case_id: UUID, deadline_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Say that a deadline no longer applies.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.drop_deadline(deadline_id=deadline_id, reason=reason)


@contextmanager
def _case(case_id: UUID, *, by: UUID, at: datetime, expected_version: int | None = None) -> Iterator[Case]:
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.MANAGE, case_id))
        yield work.load(Case, case_id, expected_version=expected_version)


@contextmanager
def _agenda(case_id: UUID, *, by: UUID, at: datetime) -> Iterator[Agenda]:
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.CONTRIBUTE, case_id))
        yield work.load(Agenda, case_id)
