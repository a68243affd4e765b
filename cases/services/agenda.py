"""Commands about what stands on a case's agenda: questions, tasks, notes, deadlines."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID, uuid4

from cases.domain.agenda import Agenda
from cases.domain.deadlines import Unit
from cases.permissions import Action, check_may
from cases.reference import clocks
from ledger.unit_of_work import unit_of_work
from pages.richtext import clean


def ask_question(*, case_id: UUID, text: str, by: UUID, at: datetime, question_id: UUID | None = None) -> UUID:
    """Put a key question of the investigation.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
    """
    question_id = question_id or uuid4()
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.ask(question_id=question_id, text=text)
    return question_id


def answer_question(
    *, case_id: UUID, question_id: UUID, answer: str, by: UUID, at: datetime, expected_version: int | None = None
) -> None:
    """Give the answer to a key question as it is held now.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
        WrongExpectedVersion: somebody else changed it first.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.expect(question_id, expected_version)
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
    *,
    case_id: UUID,
    task_id: UUID,
    title: str,
    owner_id: UUID | None,
    due_on: date | None,
    by: UUID,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Word, assign or date a task anew.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
        WrongExpectedVersion: somebody else changed it first.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.expect(task_id, expected_version)
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


def revise_note(
    *, case_id: UUID, note_id: UUID, html: str, by: UUID, at: datetime, expected_version: int | None = None
) -> None:
    """Write a note anew; the log keeps the older wording.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, UnknownItem, ItemSettled, BadInput.
        WrongExpectedVersion: somebody else changed it first.
    """
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.expect(note_id, expected_version)
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
    """Note a deadline, counted from a date by a term of one's own.

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


def start_clock(
    *,
    case_id: UUID,
    rule: str,
    began: date,
    title: str = "",
    by: UUID,
    at: datetime,
    deadline_id: UUID | None = None,
) -> UUID:
    """Note a deadline by a rule of the reference data; `began` is a day in the rule's zone, or an aware moment.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotInForce, BadInput.
    """
    deadline_id = deadline_id or uuid4()
    with _agenda(case_id, by=by, at=at) as agenda:
        agenda.start_clock(deadline_id=deadline_id, clocks=clocks(), key=rule, began=began, title=title)
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
def _agenda(case_id: UUID, *, by: UUID, at: datetime) -> Iterator[Agenda]:
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.CONTRIBUTE, case_id))
        yield work.load(Agenda, case_id)
