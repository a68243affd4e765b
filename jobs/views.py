"""Pages of promised work: all that one may see, one of them, its progress."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jobs import permissions, queries, services
from jobs.models import ENDED, OPEN, State
from jobs.queries import Progress
from jobs.registry import result_page_of
from pages.actions import reason_against
from pages.respond import go, respond
from pages.tables import Column, table_of

TABS = {"open": ("Open", OPEN), "parked": ("Parked", (State.PARKED,)), "ended": ("Ended", ENDED), "": ("All", ())}
COLUMNS = [
    Column(label="Work"),
    Column(label="State", sort="state"),
    Column(label="Progress"),
    Column(label="Asked by"),
    Column(label="Asked at", sort="created_at"),
    Column(label="Attempts", sort="attempt", is_number=True),
]
POLLS = ((30, 2), (120, 5))  # younger than so many seconds: look every so many
SLOWEST_POLL = 10


@login_required
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """All work that the person may see, newest first; `?show=` is one of open, parked, ended."""
    chosen = request.GET.get("show", "")
    _, states = TABS.get(chosen, TABS[""])
    rows = queries.visible_to(person_id=_me(request), scopes=permissions.readable_scopes(_me(request)), states=states)
    table = table_of(
        request,
        queries.with_times(rows),
        caption="Jobs",
        columns=COLUMNS,
        sort="-created_at",
        empty="No work of this sort.",
    )
    table = replace(table, rows=[queries.shown(row) for row in table.rows])
    names = _names(job.requested_by for job in table.rows)
    return respond(
        request,
        "jobs/list.html",
        {
            "table": table,
            "rows": [(job, names.get(job.requested_by)) for job in table.rows],
            "tabs": _tabs(chosen),
            "name": "Which jobs",
        },
    )


@login_required
@require_GET
def detail(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job, its progress, and what the person may do with it."""
    permissions.get_readable_job(job_id=job_id, by=_me(request))
    return respond(request, "jobs/detail.html", _context(request, queries.progress(job_id)))


@login_required
@require_GET
def progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The fragment that replaces itself until the job stops; 304 while nothing has changed."""
    permissions.get_readable_job(job_id=job_id, by=_me(request))
    shown = queries.progress(job_id)
    context = _context(request, shown)
    etag = _etag(replace(shown, elapsed_seconds=0), context["trigger"], context["cannot_steer"])
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
        cast("Any", response)._csp_exempt = True  # the stored answer keeps the nonce it was drawn with
    else:
        response = render(request, "jobs/_progress.html", context)
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response


@login_required
@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """How much of the person's work is open, for the bar; nothing when there is none."""
    number = queries.count_open(person_id=_me(request), scopes=permissions.readable_scopes(_me(request)))
    return HttpResponse(str(number or ""))


@login_required
@require_POST
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Cancel a job."""
    _check_can_steer(request, job_id)
    services.cancel(job_id=job_id, by=_me(request))
    messages.success(request, "The work was cancelled.")
    return go(request, "jobs:detail", job_id)


@login_required
@require_POST
def run_again(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Let a parked job run again."""
    _check_can_steer(request, job_id)
    services.run_again(job_id=job_id, by=_me(request))
    messages.success(request, "The work waits to run again.")
    return go(request, "jobs:detail", job_id)


def _me(request: HttpRequest) -> UUID:
    return cast("UUID", request.user.pk)  # login_required


def _check_can_steer(request: HttpRequest, job_id: UUID) -> None:
    job = permissions.get_readable_job(job_id=job_id, by=_me(request))
    permissions.check_can_steer(requested_by=job.requested_by, scope_id=job.scope_id, by=_me(request))


def _context(request: HttpRequest, job: Progress) -> dict[str, object]:
    return {
        "job": job,
        "trigger": f"every {_poll_seconds(job)}s" if job.is_moving else "",
        "asked_by": _names([job.requested_by]).get(job.requested_by),
        "cannot_steer": reason_against(
            lambda: permissions.check_can_steer(requested_by=job.requested_by, scope_id=job.scope_id, by=_me(request))
        ),
        "result_url": _result_url(job),
    }


def _poll_seconds(job: Progress) -> int:
    age = (timezone.now() - (job.started_at or job.created_at)).total_seconds()
    return next((pause for limit, pause in POLLS if age < limit), SLOWEST_POLL)


def _result_url(job: Progress) -> str:
    page = result_page_of(job.kind)
    return reverse(page, args=[job.result_ref]) if page and job.result_ref else ""


def _names(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    people = get_user_model().objects.filter(pk__in={person for person in ids if person})
    return {person.pk: person.get_full_name() for person in people}


def _tabs(chosen: str) -> list[dict[str, object]]:
    return [
        {"label": label, "url": f"?show={name}" if name else "?", "count": None, "is_current": name == chosen}
        for name, (label, _) in TABS.items()
    ]


def _etag(*parts: object) -> str:
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
