"""Timeline, graph and paths of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from cases.frame import CasePage
from entities import forms, queries
from entities.citing import exhibits_for
from entities.domain.grades import Confidence
from entities.domain.paths import Edge, shortest_paths
from entities.drawing import drawing_of, only
from entities.models import Entity
from entities.presenters import LinkLine, derived_line, link_line
from entities.views import context_of, link_table, read
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


@login_required
@require_GET
def graph(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The links of a case as a picture drawn by the server, and the same data as a table."""
    page = read(request, case_id, "entities:graph")
    filters = forms.ConfidenceFilter(request.GET)
    wanted = filters.cleaned_data["confidence"] if filters.is_valid() else ""
    world = World.of(page)
    edges = [edge for edge in world.edges if edge.confidence.rank >= Confidence(wanted or "low").rank]
    about = request.GET.get("about", "")
    chosen = next((row for row in world.entities.values() if str(row.id) == about), None)
    edges = only(edges, about=chosen.id) if chosen else edges
    shown = [world.lines[str(edge.link_id)] for edge in edges]
    context = context_of(
        page,
        drawing=drawing_of(world.entities.values(), edges, words=_titles(shown, edges)),
        links=link_table(shown, caption="The same as a table"),
        filters=filters,
        about=chosen,
    )
    return respond(request, "entities/graph.html", context)


@login_required
@require_GET
def paths(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The shortest chains of links between two entities, and where they are weakest."""
    page = read(request, case_id, "entities:graph")
    world = World.of(page)
    standing = [row for row in world.entities.values() if row.merged_into is None]
    asked = "start" in request.GET
    form = forms.PathForm(request.GET if asked else None, entities=standing)
    found: list[dict[str, Any]] | None = None
    if asked and form.is_valid():
        found = _found_paths(world, form.cleaned_data)
    return respond(request, "entities/paths.html", context_of(page, form=form, found=found))


@dataclass(frozen=True, kw_only=True)
class World:
    """Entities, edges and lines of a case at the moment of a page."""

    entities: dict[UUID, Entity]
    edges: list[Edge]
    lines: dict[str, LinkLine]

    @classmethod
    def of(cls, page: CasePage) -> "World":
        """Read everything that is drawn, in four queries."""
        case_id, upto = page.case.id, page.upto
        found = {row.id: row for row in queries.entities(case_id, upto=upto)}
        stated, linked = queries.statements(case_id, upto=upto), queries.links(case_id, upto=upto)
        exhibits = exhibits_for(case_id, page.who)
        derived = queries.derived_links(found.values(), stated)
        lines = {str(row.id): link_line(row, found, exhibits=exhibits) for row in linked}
        lines |= {queries.derived_id(one): derived_line(one, found, exhibits=exhibits) for one in derived}
        return cls(entities=found, edges=queries.edges(found.values(), stated=stated, linked=linked), lines=lines)


def _found_paths(world: World, asked: dict[str, Any]) -> list[dict[str, Any]]:
    found = shortest_paths(
        world.edges,
        asked["start"],
        goal_id=asked["goal"],
        minimum=Confidence(asked["minimum"] or "low"),
        with_derived=asked["derived"],
        with_uncited=asked["uncited"],
    )
    return [
        {
            "path": path,
            "steps": [
                {
                    "from": world.entities[step.from_id],
                    "to": world.entities[step.to_id],
                    "lines": [world.lines[str(edge.link_id)] for edge in step.edges],
                    "confidence": step.confidence,
                    "is_weakest": step.edges[0] in path.weakest,
                }
                for step in path.steps
            ],
        }
        for path in found
    ]


def _titles(shown: Iterable[LinkLine], edges: Iterable[Edge]) -> dict[str, str]:
    return {
        str(edge.link_id): f"{line.source.number} {line.words} {line.target.number}"
        for edge, line in zip(edges, shown, strict=True)
    }


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
