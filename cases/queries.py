"""What others may ask about cases. Rights are asked by the caller through `permissions`."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import F, Model, QuerySet, When

from cases.models import Case as Case
from cases.models import Deadline, Member, Note, Proposal, Question, Recusal, Task, WallReader
from ledger import projections
from ledger.domain.errors import NotFound

ALL = slice(None)
OPEN_FIRST = Choice(When(state="open", then=0), default=1)
AnyModel = TypeVar("AnyModel", bound=Model)


def rows(model: type[AnyModel], case_id: UUID, *, upto: int | None = None) -> list[AnyModel]:
    """Rows of one case now, or as they stood at a position. For the apps' own read tables."""
    if upto is not None:
        return projections.as_of(model, scope_id=case_id, upto=upto)
    return list(model._default_manager.filter(case_id=case_id).order_by("pk"))


def case(case_id: UUID, *, upto: int | None = None) -> Case:
    """One case now or as it stood at a position.

    Raises:
        NotFound: there was no such case.
    """
    if upto is None:
        found = Case.objects.filter(pk=case_id).first()
    else:
        found = next(iter(projections.as_of(Case, scope_id=case_id, upto=upto)), None)
    if found is None:
        raise NotFound
    return found


def cases_by_id(ids: Iterable[UUID]) -> dict[UUID, Case]:
    """Several cases at once."""
    return Case.objects.in_bulk(set(ids))


def case_by_reference(reference: str) -> Case | None:
    """The case of a reference such as PL-2025-001."""
    return Case.objects.filter(reference=reference).first()


def reference_is_taken(reference: str) -> bool:
    """True when a case has this reference, whether or not anybody may see it."""
    return Case.objects.filter(reference=reference).exists()


def members(case_id: UUID, *, upto: int | None = None) -> list[Member]:
    """The team in order of joining."""
    return sorted(rows(Member, case_id, upto=upto), key=lambda row: (row.since, row.role, str(row.person_id)))


def recused(case_id: UUID, *, upto: int | None = None) -> list[Recusal]:
    """Declared conflicts of interest."""
    return rows(Recusal, case_id, upto=upto)


def wall_readers(case_id: UUID, *, upto: int | None = None) -> list[WallReader]:
    """Who may read a walled case."""
    return rows(WallReader, case_id, upto=upto)


def questions(case_id: UUID, *, upto: int | None = None, window: slice = ALL) -> list[Question]:
    """Key questions in the order they were asked."""
    if upto is None:
        return list(Question.objects.filter(case_id=case_id).order_by("asked_at", "id")[window])
    return sorted(rows(Question, case_id, upto=upto), key=lambda row: (row.asked_at, str(row.id)))[window]


def tasks(case_id: UUID, *, upto: int | None = None, state: str = "", window: slice = ALL) -> list[Task]:
    """Tasks, open ones first, by due date; or only those of a state."""
    if upto is None:
        by_due = F("due_on").asc(nulls_last=True)
        return list(_of_state(Task, case_id, state=state).order_by(OPEN_FIRST, by_due, "added_at", "id")[window])
    found = [row for row in rows(Task, case_id, upto=upto) if state in {"", row.state}]
    key = attrgetter("added_at", "id.hex")
    return sorted(found, key=lambda row: (row.state != "open", row.due_on or date.max, *key(row)))[window]


def notes(case_id: UUID, *, upto: int | None = None, window: slice = ALL) -> list[Note]:
    """Notes, newest first."""
    if upto is None:
        return list(Note.objects.filter(case_id=case_id).order_by("-written_at", "-id")[window])
    found = rows(Note, case_id, upto=upto)
    return sorted(found, key=lambda row: (row.written_at, str(row.id)), reverse=True)[window]


def deadlines(case_id: UUID, *, upto: int | None = None, state: str = "", window: slice = ALL) -> list[Deadline]:
    """Deadlines, open ones first, by date; or only those of a state."""
    if upto is None:
        return list(_of_state(Deadline, case_id, state=state).order_by(OPEN_FIRST, "due_on", "id")[window])
    found = [row for row in rows(Deadline, case_id, upto=upto) if state in {"", row.state}]
    return sorted(found, key=lambda row: (row.state != "open", row.due_on, str(row.id)))[window]


def _of_state(model: type[AnyModel], case_id: UUID, *, state: str) -> QuerySet[AnyModel]:
    found = model._default_manager.filter(case_id=case_id)
    return found.filter(state=state) if state else found


def proposals(case_id: UUID, *, upto: int | None = None) -> list[Proposal]:
    """Decisions of three people, newest first."""
    return sorted(rows(Proposal, case_id, upto=upto), key=lambda row: (row.made_at, str(row.id)), reverse=True)


def proposal(proposal_id: UUID, *, case_id: UUID | None = None) -> Proposal:
    """One decision of three people.

    Raises:
        NotFound: there is none.
    """
    found = Proposal.objects.filter(pk=proposal_id, **({"case_id": case_id} if case_id else {})).first()
    if found is None:
        raise NotFound
    return found


def people_of(case_id: UUID) -> set[UUID]:
    """Everybody on the team."""
    return set(Member.objects.filter(case_id=case_id).values_list("person_id", flat=True))


def description(case_id: UUID) -> dict[str, object]:
    """What a form to describe a case starts with, and the version it was read in."""
    return _standing(Case, "title", "summary", "version", pk=case_id)


def priority(case_id: UUID) -> dict[str, object]:
    """What a form to set a case's priority starts with."""
    found = _standing(Case, "priority", "priority_inputs", "version", pk=case_id)
    inputs = found.pop("priority_inputs")
    return {**found, **(inputs if isinstance(inputs, dict) else {}), "reason": ""}


def answer(case_id: UUID, question_id: UUID | None) -> dict[str, object]:
    """What a form to answer a question starts with."""
    return _standing(Question, "answer", "version", pk=question_id, case_id=case_id)


def task_values(case_id: UUID, task_id: UUID | None) -> dict[str, object]:
    """What a form to change a task starts with."""
    return _standing(Task, "title", "owner_id", "due_on", "version", pk=task_id, case_id=case_id)


def note_values(case_id: UUID, note_id: UUID | None) -> dict[str, object]:
    """What a form to revise a note starts with."""
    return _standing(Note, "html", "version", pk=note_id, case_id=case_id)


def _standing(model: type[AnyModel], *fields: str, **where: object) -> dict[str, object]:
    found = model._default_manager.filter(**where).values(*fields).first()
    if found is None:
        raise NotFound
    return dict(found)
