"""The first page: what waits for the person, and how their cases stand."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import saved_views
from accounts.queries import Person, person
from cases import queries
from cases.domain.roles import CaseRole
from cases.domain.stages import Stage
from cases.list_views import LIST
from cases.models import Case, Member
from cases.permissions import may_open_cases, readable_by
from cases.worklist import Asked, View, count, standings, waiting, with_next_due
from jobs import permissions as job_rights
from jobs import queries as jobs
from pages.respond import go, respond
from pages.tables import PAGE_ROWS, Column, table_of

LABELS = {
    View.TASKS: "Your tasks",
    View.DUE: "Due this week",
    View.REVIEW: "Awaiting your review",
    View.MATCHES: "New matches",
}
EMPTY = {
    View.TASKS: "No task is yours. Tasks are given on the page “Notes and tasks” of a case.",
    View.DUE: "Nothing is due within a week, and nothing is late.",
    View.REVIEW: "No proposal and no dossier waits for you.",
    View.MATCHES: "No identifier and no name was found in a second case since you last looked.",
}
TABS = {"": "Open cases", "lead": "Led by me", "closed": "Closed"}
COLUMNS = [
    Column(label="Mark", sort="marking_rank"),
    Column(label="Reference", sort="reference"),
    Column(label="Title", sort="title"),
    Column(label="Stage", sort="stage"),
    Column(label="Next deadline", sort="next_due"),
    Column(label="Lead"),
    Column(label="Last event"),
    Column(label="Priority", sort="priority", is_number=True),
]


@login_required
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """Counters, and the person's cases with what comes next in each."""
    asked, show = _asked(request), request.GET.get("show", "")
    rows = _cases(asked.who, show)
    table = table_of(request, with_next_due(rows, asked.who), caption="Cases", columns=COLUMNS, sort="next_due")
    table = replace(table, rows=standings(table.rows, asked.who))
    context = {
        "counters": _counters(asked),
        "table": table,
        "tabs": _tabs(asked.who, show),
        "name": "Which cases",
        "today": asked.today,
        "may_open": may_open_cases(asked.who),
        "active": "cases:worklist",
    }
    return respond(request, "cases/worklist.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def waits(request: HttpRequest, view: str) -> HttpResponse:
    """What a counter counts; posting says that one has seen what is new."""
    shown, asked = View(view), _asked(request)
    if request.method == "POST":
        saved_views.look(list_name=shown.value, by=asked.who.id, at=timezone.now())
        messages.success(request, "Only what comes from now on is new.")
        return go(request, "cases:worklist")
    lines = waiting(shown, asked)
    references = {id: case.reference for id, case in queries.cases_by_id(line.case_id for line in lines).items()}
    context = {
        "heading": LABELS[shown],
        "lines": [(line, references.get(line.case_id, "")) for line in lines],
        "total": count(shown, asked) if len(lines) >= PAGE_ROWS else len(lines),
        "empty": EMPTY[shown],
        "can_be_seen": shown is View.MATCHES and lines,
        "today": asked.today,
        "active": "cases:worklist",
    }
    return respond(request, "cases/waits.html", context)


def _asked(request: HttpRequest) -> Asked:
    who = person(UUID(str(request.user.pk)))
    looked_at = saved_views.last_look(who.id, list_name=View.MATCHES.value)
    return Asked(who=who, today=timezone.localdate(), looked_at=looked_at)


def _counters(asked: Asked) -> list[dict[str, Any]]:
    mine = [
        {"label": label, "number": count(view, asked), "url": reverse("cases:waits", args=[view.value])}
        for view, label in LABELS.items()
    ]
    parked = jobs.count_parked(person_id=asked.who.id, scopes=job_rights.readable_scopes(asked.who.id))
    return [*mine, {"label": "Failed jobs", "number": parked, "url": reverse("jobs:list") + "?show=parked"}]


def _cases(who: Person, show: str) -> QuerySet[Case]:
    rows = readable_by(who)
    if show == "closed":
        return rows.filter(stage=Stage.CLOSED.value)
    if show == "lead":
        lead = Member.objects.filter(case_id=OuterRef("pk"), person_id=who.id, role=CaseRole.LEAD.value)
        rows = rows.filter(Exists(lead))
    return rows.exclude(stage=Stage.CLOSED.value)


def _tabs(who: Person, show: str) -> list[dict[str, object]]:
    own: list[dict[str, object]] = [
        {"label": label, "url": f"?show={name}" if name else "?", "count": None, "is_current": name == show}
        for name, label in TABS.items()
    ]
    kept: list[dict[str, object]] = [
        {"label": view.name, "url": reverse("cases:view", args=[view.id]), "count": None, "is_current": False}
        for view in saved_views.views_for(who.id, list_name=LIST)
    ]
    return [*own, *kept]
