"""The page of auditors: who did what when in the whole house. For everybody else it is not there.

What happened in a case is told by its kind alone: auditors read no case content. Of people's standing they read all.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries
from accounts.forms import AuditFilter
from accounts.permissions import get_auditor
from accounts.projections import person_of
from accounts.views import me_of
from jobs.services import promise
from ledger import store
from ledger.audit import last_verified
from ledger.domain.events import Recorded, event_classes
from ledger.sentences import tell
from pages.respond import go, respond
from pages.tables import PAGE_ROWS, Column, Table

COLUMNS = [
    Column(label="Position", is_number=True),
    Column(label="Recorded"),
    Column(label="Who"),
    Column(label="What"),
    Column(label="About"),
]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event as auditors see it; `about_case` is set where it belongs to a case."""

    event: Recorded
    who: str
    what: str
    about: str
    about_case: UUID | None


class AuditQuery(forms.Form):
    """What may stand in the address; what cannot be read there is left out."""

    person = forms.UUIDField(required=False)
    case = forms.UUIDField(required=False)
    kind = forms.ChoiceField(choices=lambda: [(name, name) for name in event_classes], required=False)
    day = forms.DateField(required=False)
    before = forms.IntegerField(required=False, min_value=1)


@login_required
@require_http_methods(["GET", "POST"])
def audit(request: HttpRequest) -> HttpResponse:
    """Every event of the house, newest first; what is posted becomes an address without a name in it."""
    get_auditor(me_of(request))
    query = AuditQuery(request.GET)
    query.is_valid()
    wanted: dict[str, Any] = {name: value for name, value in query.cleaned_data.items() if value}
    if request.method == "GET":
        return respond(request, "accounts/audit.html", {**_context(wanted), "filters": _filters(wanted)})
    filters = AuditFilter(request.POST, kinds=kinds())
    chosen = _chosen(filters)
    if filters.errors:
        return respond(request, "accounts/audit.html", {**_context(wanted), "filters": filters}, status=422)
    return go(request, f"{reverse('accounts:audit')}?{urlencode(chosen)}")


@login_required
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Let a worker audit the log now."""
    by = get_auditor(me_of(request)).id
    with transaction.atomic():
        job_id = promise(
            kind="log.verify",
            args={},
            queue="ingest",
            scope_id=None,
            requested_by=by,
            correlation_id=uuid4(),
            dedupe_key="log.verify",
            at=timezone.now(),
        )
    return go(request, "jobs:detail", job_id)


def kinds() -> list[tuple[str, Any]]:
    """Kinds of events by family, as the choices of a field."""
    families = defaultdict(list)
    for name in sorted(event_classes):
        family, _, rest = name.partition(".")
        families[family].append((name, rest.replace("_", " ")))
    return list(families.items())


def _context(wanted: dict[str, Any]) -> dict[str, Any]:
    found = store.read_backwards(_which(wanted), before=wanted.get("before"), limit=PAGE_ROWS + 1)
    narrowed = {name: value for name, value in wanted.items() if name != "before"}
    more = str(found[PAGE_ROWS - 1].meta.position) if len(found) > PAGE_ROWS else ""
    table = Table(
        caption="Events",
        columns=COLUMNS,
        rows=_lines(found[:PAGE_ROWS]),
        empty="Nothing was recorded that fits.",
    )
    return {
        "table": table,
        "older": "?" + urlencode({**narrowed, "before": more}) if more else "",
        "newest": "?" + urlencode(narrowed) if "before" in wanted else "",
        "is_narrowed": bool(narrowed),
        "verified": last_verified(),
        "head": store.head_position(),
        "active": "accounts:audit",
    }


def _which(wanted: dict[str, Any]) -> store.Which:
    day = wanted.get("day")
    since = timezone.make_aware(datetime.combine(day, time.min)) if day else None
    return store.Which(
        actor_id=wanted.get("person"),
        event_type=wanted.get("kind", ""),
        scope_id=wanted.get("case"),
        since=since,
        until=timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) if day else None,
    )


def _filters(wanted: dict[str, Any]) -> AuditFilter:
    account = queries.accounts().filter(pk=wanted["person"]).first() if "person" in wanted else None
    initial = {**wanted, "person": account.username if account else ""}
    return AuditFilter(initial=initial, kinds=kinds())


def _chosen(filters: AuditFilter) -> dict[str, str]:
    if not filters.is_valid():
        return {}
    chosen = {name: str(value) for name, value in filters.cleaned_data.items() if value}
    if "person" in chosen:
        account = queries.user_by_name(chosen["person"])
        if account is None:
            filters.add_error("person", "Nobody has this sign-in name.")
        chosen["person"] = str(account.id) if account else ""
    return chosen


def _lines(events: list[Recorded]) -> list[Line]:
    people = {item.meta.actor_id for item in events} | {person_of(item.meta) for item in events if _is_standing(item)}
    names = queries.names(people)
    return [
        Line(
            event=item,
            who=names.get(item.meta.actor_id, "somebody"),
            what=_what(item),
            about=names.get(person_of(item.meta), "somebody") if _is_standing(item) else _about(item),
            about_case=item.meta.scope_id,
        )
        for item in events
    ]


def _is_standing(item: Recorded) -> bool:
    return item.meta.stream_id.startswith("actor-")


def _what(item: Recorded) -> str:
    if item.meta.scope_id is None:
        return tell(item, lambda _: "somebody")
    return item.event.event_type.replace(".", ": ").replace("_", " ")


def _about(item: Recorded) -> str:
    return f"case {str(item.meta.scope_id)[:8]}" if item.meta.scope_id else "the log"
