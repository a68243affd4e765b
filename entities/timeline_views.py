"""Timeline, graph and paths of a case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from cases.frame import CasePage
from entities import queries
from entities.presenters import link_line
from entities.views import context_of, read
from evidence.permissions import readable_exhibits
from ledger.domain.when import Precision
from pages.respond import respond


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of the timeline."""

    at: datetime
    precision: str
    sentence: str
    lane: str
    recorded_at: datetime
    url: str = ""
    detail: str = ""
    bound: str = ""


@login_required
@require_GET
def timeline(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What happened and what was taken in, in the order in which it happened or was recorded."""
    page = read(request, case_id, "entities:timeline")
    by_recording = request.GET.get("order") == "recorded"
    found = [*_entries(page), *_spans(page), *_exhibits(page)]
    key = (lambda one: (one.recorded_at, one.sentence)) if by_recording else (lambda one: (one.at, one.sentence))
    context = context_of(page, entries=sorted(found, key=key), by_recording=by_recording)
    return respond(request, "entities/timeline.html", context)


def _entries(page: CasePage) -> list[Moment]:
    address = reverse("entities:chronology", args=[page.case.id])
    return [
        Moment(
            at=row.utc,
            precision=row.precision,
            sentence=f"{row.number}: {row.summary}",
            lane="own",
            recorded_at=row.entered_at,
            url=f"{address}#{row.number}",
            detail=f"{row.date_text} {row.zone}".strip(),
        )
        for row in queries.chronology(page.case.id, upto=page.upto)
        if not row.is_withdrawn
    ]


def _spans(page: CasePage) -> list[Moment]:
    """Links of which the beginning is known."""
    found = {row.id: row for row in queries.entities(page.case.id, upto=page.upto)}
    shown = [row for row in queries.links(page.case.id, upto=page.upto) if row.valid_from and not row.is_withdrawn]
    lines = [(row, link_line(row, found, exhibits={})) for row in shown]
    return [
        Moment(
            at=queries.first_instant(row.valid_from),
            precision=queries.precision_of(row.valid_from).value,
            sentence=f"{row.number}: {line.source.name} {line.words} {line.target.name}",
            lane="corporate",
            recorded_at=row.asserted_at,
            url=reverse("entities:link", args=[page.case.id, row.id]),
            detail=line.span,
        )
        for row, line in lines
    ]


def _exhibits(page: CasePage) -> list[Moment]:
    """Exhibits that the reader may read, by the time at which they were acquired."""
    found = readable_exhibits(page.who).filter(case_id=page.case.id)
    if page.past:
        found = found.filter(received_at__lte=page.past.at)
    return [
        Moment(
            at=row.acquired_at,
            precision=Precision(row.acquired_precision).value,
            sentence=f"{row.number} acquired: {row.title}",
            lane="contacts",
            recorded_at=row.received_at,
            url=reverse("evidence:exhibit", args=[row.id]),
        )
        for row in found
    ]
