"""What waits for a person, told by the rooms that know it, and how the cases of a page stand.

A room above registers its part of a view here; it asks its own rights, so that a count is over what one may read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from accounts import queries as accounts
from accounts.queries import Person
from cases.domain.roles import CaseRole
from cases.models import Case, Deadline, Member, Proposal, Task
from cases.permissions import Action, readable_by
from cases.presenters import Line, lines
from cases.visibility import visible
from ledger import store
from pages.tables import PAGE_ROWS

WEEK = timedelta(days=7)
LOOKS_BACK = 3


class View(StrEnum):
    """What can wait."""

    TASKS = "tasks"
    DUE = "due"
    REVIEW = "review"
    MATCHES = "matches"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who asks, on which of their days; `looked_at` is when they last said that they have seen what is new."""

    who: Person
    today: date
    looked_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits: since when, or by which day; `detail` is what it rests on."""

    case_id: UUID
    what: str
    url: str
    since: datetime | None = None
    due_on: date | None = None
    detail: str = ""


Rows = Callable[[Asked], QuerySet[Any]]
Told = Callable[[Sequence[Any], Asked], Iterable[Waiting]]
_sources: dict[View, list[tuple[Rows, Told]]] = defaultdict(list)


def waits(view: View, *, rows: Rows) -> Callable[[Told], Told]:
    """Register what waits in a view: the rows, first things first, and a function that tells some of them."""

    def register(told: Told) -> Told:
        _sources[view].append((rows, told))
        return told

    return register


def count(view: View, asked: Asked) -> int:
    """How much waits."""
    return sum(rows(asked).count() for rows, _ in _sources[view])


def waiting(view: View, asked: Asked) -> list[Waiting]:
    """What waits, at most a page of each room's: what is due first, then what has waited longest."""
    found = [line for rows, told in _sources[view] for line in told(list(rows(asked)[:PAGE_ROWS]), asked)]
    return sorted(found, key=lambda line: (line.due_on or date.max, str(line.since or ""), line.what))


def my_tasks(asked: Asked) -> QuerySet[Task]:
    """A person's open tasks in the cases whose records they read."""
    mine = Task.objects.filter(owner_id=asked.who.id, state="open", case_id__in=_records(asked.who))
    return mine.order_by("due_on", "id")


def my_tasks_due(asked: Asked) -> QuerySet[Task]:
    """Those that are due within a week, or late."""
    return my_tasks(asked).filter(due_on__lte=asked.today + WEEK)


def deadlines_due(asked: Asked) -> QuerySet[Deadline]:
    """Open deadlines within a week, or passed."""
    return _open_deadlines(asked.who).filter(due_on__lte=asked.today + WEEK).order_by("due_on", "id")


def proposals_for(asked: Asked) -> QuerySet[Proposal]:
    """Proposals that wait for this person as second or third hand."""
    second = Q(state="made", case_id__in=readable_by(asked.who, Action.REVIEW).values("id"))
    third = Q(state="reviewed", case_id__in=readable_by(asked.who, Action.RELEASE).values("id"))
    others = Proposal.objects.filter(second | third).exclude(made_by=asked.who.id)
    return others.exclude(reviewed_by=asked.who.id).order_by("made_at", "id")


@waits(View.TASKS, rows=my_tasks)
@waits(View.DUE, rows=my_tasks_due)
def told_tasks(tasks: Sequence[Task], asked: Asked) -> list[Waiting]:
    """Tasks as they wait."""
    return [
        Waiting(
            case_id=task.case_id,
            what=task.title,
            url=reverse("cases:agenda", args=[task.case_id]),
            since=task.added_at,
            due_on=task.due_on,
            detail="your task",
        )
        for task in tasks
    ]


@waits(View.DUE, rows=deadlines_due)
def told_deadlines(deadlines: Sequence[Deadline], asked: Asked) -> list[Waiting]:
    """Deadlines as they wait."""
    return [
        Waiting(
            case_id=row.case_id,
            what=row.title,
            url=reverse("cases:agenda", args=[row.case_id]),
            due_on=row.due_on,
            detail=row.legal_basis,
        )
        for row in deadlines
    ]


@waits(View.REVIEW, rows=proposals_for)
def told_proposals(proposals: Sequence[Proposal], asked: Asked) -> list[Waiting]:
    """Proposals as they wait."""
    return [
        Waiting(
            case_id=row.case_id,
            what=f"Proposal to {row.subject.replace('_', ' ')}",
            url=reverse("cases:proposal", args=[row.case_id, row.id]),
            since=row.made_at,
            detail="waits for a second person" if row.state == "made" else "waits for a third person",
        )
        for row in proposals
    ]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A case of a list as it stands for its reader; what they may not read is not there."""

    case: Case
    leads: list[str]
    deadline: Deadline | None
    last: Line | None


def with_next_due(rows: QuerySet[Case], who: Person) -> QuerySet[Case, Any]:
    """Cases with the day of their next deadline, where the reader may know it: something to sort by."""
    mine = _open_deadlines(who).filter(case_id=OuterRef("pk")).order_by("due_on")
    return rows.annotate(next_due=Subquery(mine.values("due_on")[:1]))


def standings(cases: Sequence[Case], who: Person) -> list[Standing]:
    """Some cases as they stand, by as many queries as one."""
    ids = [case.id for case in cases]
    leads, next_up, last = _leads(ids), _next_deadlines(ids, who), _last_lines(ids, who)
    return [
        Standing(case=case, leads=leads[case.id], deadline=next_up.get(case.id), last=last.get(case.id))
        for case in cases
    ]


def _records(who: Person) -> QuerySet[Case, Any]:
    return readable_by(who, Action.READ_RECORDS).values("id")


def _open_deadlines(who: Person) -> QuerySet[Deadline]:
    return Deadline.objects.filter(state="open", case_id__in=_records(who))


def _leads(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    rows = list(Member.objects.filter(case_id__in=ids, role=CaseRole.LEAD.value).order_by("since", "person_id"))
    names = accounts.names(row.person_id for row in rows)
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(names.get(row.person_id, "unknown"))
    return found


def _next_deadlines(ids: Sequence[UUID], who: Person) -> dict[UUID, Deadline]:
    rows = _open_deadlines(who).filter(case_id__in=ids).order_by("-due_on", "-id")
    return {row.case_id: row for row in rows}


def _last_lines(ids: Sequence[UUID], who: Person) -> dict[UUID, Line]:
    """The last event that the reader may see; behind a few that they may not, none."""
    allowed = readable_by(who, Action.READ_HISTORY).filter(pk__in=ids).values_list("id", flat=True)
    open_to: dict[UUID, int | None] = dict.fromkeys(allowed)
    found = []
    for _ in range(LOOKS_BACK):
        newest = store.last_of_scopes(open_to)
        seen = list(visible(newest, who))
        found += seen
        open_to = {item.meta.scope_id: item.meta.position for item in newest if item.meta.scope_id and item not in seen}
    return {line.event.meta.scope_id: line for line in lines(found, who=who) if line.event.meta.scope_id}
