"""Graph and paths of a case, as pages and as files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.frame import CasePage
from entities import queries
from entities.citing import exhibits_for
from entities.domain.catalogue import CATALOGUE, LinkKind
from entities.domain.expansion import MOST_DRAWN, Opened, Part, Stub, part_of
from entities.domain.grades import Confidence
from entities.domain.paths import Edge, shortest_paths
from entities.drawing import Drawing, drawing_of
from entities.filters import GraphFilter, PathForm
from entities.graphml import graphml
from entities.models import Entity, Link
from entities.presenters import LinkLine, derived_line, link_line
from entities.views import context_of, link_table, read
from pages.respond import respond

MOST_OPENED = 50


@dataclass(frozen=True, kw_only=True)
class World:
    """Entities, edges and lines of a case at the moment of a page."""

    entities: dict[UUID, Entity]
    edges: list[Edge]
    lines: dict[str, LinkLine]
    links: dict[UUID, Link]

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
        edges = queries.edges(found.values(), stated=stated, linked=linked)
        return cls(entities=found, edges=edges, lines=lines, links={row.id: row for row in linked})

    def lines_of(self, edges: Iterable[Edge]) -> list[LinkLine]:
        """Lines of some edges, in their order."""
        return [self.lines[str(edge.link_id)] for edge in edges]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What an address asks of the graph: filters, the entity in the middle, and what was opened."""

    filters: GraphFilter
    about: Entity | None
    opened: tuple[Opened, ...]
    part: Part

    @classmethod
    def of(cls, request: HttpRequest, world: World) -> "Wanted":
        """Read the address; what it names and the case does not have is passed over."""
        filters = GraphFilter(request.GET)
        about = next((row for row in world.entities.values() if str(row.id) == request.GET.get("about", "")), None)
        opened = tuple(filter(None, map(_opened, request.GET.getlist("open")[:MOST_OPENED])))
        edges = [edge for edge in world.edges if filters.takes(edge, world.links)]
        part = part_of(edges, about=about.id if about else None, opened=opened, most=MOST_DRAWN) if edges else Part()
        return cls(filters=filters, about=about, opened=opened, part=part)

    def address(self, *opened: Opened, about: UUID | None = None) -> str:
        """The query of another picture with the same filters."""
        named = about or (self.about.id if self.about else self.part.seed)
        pairs = [*self.filters.kept(), *([("about", str(named))] if named else [])]
        return urlencode([*pairs, *(("open", f"{one.entity_id}.{one.kind}") for one in opened)])

    def kept(self) -> list[tuple[str, str]]:
        """What a filter's form carries along unseen."""
        middle = [("about", str(self.about.id))] if self.about else []
        return [*middle, *(("open", f"{one.entity_id}.{one.kind}") for one in self.opened)]


@login_required
@require_GET
def graph(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The links of a case as a picture drawn by the server, and the same data as a table."""
    page = read(request, case_id, "entities:graph")
    world = World.of(page)
    wanted = Wanted.of(request, world)
    lines = world.lines_of(wanted.part.edges)
    query = request.GET.urlencode()
    context = context_of(
        page,
        drawing=_drawing(world, wanted.part),
        links=link_table(lines, caption="The same as a table"),
        filters=wanted.filters,
        kept=wanted.kept(),
        about=wanted.about or world.entities.get(wanted.part.seed or case_id),
        opened=[
            _shown_opened(one, world=world, wanted=wanted) for one in wanted.opened if one.entity_id in world.entities
        ],
        stubs=[_shown_stub(stub, world=world, wanted=wanted) for stub in wanted.part.stubs],
        hidden=sum(stub.count for stub in wanted.part.stubs),
        query=f"?{query}" if query else "",
    )
    return respond(request, "entities/graph.html", context)


@login_required
@require_GET
def drawn(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The picture as an SVG file."""
    page = read(request, case_id, "entities:graph")
    world = World.of(page)
    drawing = _drawing(world, Wanted.of(request, world).part)
    answer = render(
        request, "entities/graph.svg", {"drawing": drawing, "case": page.case}, content_type="image/svg+xml"
    )
    answer["Content-Disposition"] = f'attachment; filename="{page.case.reference}-graph.svg"'
    return answer


@login_required
@require_GET
def exported(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same part of the case as GraphML, for other programs."""
    page = read(request, case_id, "entities:graph")
    world = World.of(page)
    part = Wanted.of(request, world).part
    content = graphml(
        (world.entities[id] for id in part.entity_ids), zip(part.edges, world.lines_of(part.edges), strict=True)
    )
    answer = HttpResponse(content, content_type="application/graphml+xml")
    answer["Content-Disposition"] = f'attachment; filename="{page.case.reference}.graphml"'
    return answer


@login_required
@require_GET
def paths(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The shortest chains of links between two entities, and where they are weakest."""
    page = read(request, case_id, "entities:graph")
    world = World.of(page)
    standing = [row for row in world.entities.values() if row.merged_into is None]
    asked = "start" in request.GET
    form = PathForm(request.GET if asked else None, entities=standing)
    found: list[dict[str, Any]] | None = None
    if asked and form.is_valid():
        found = _found_paths(world, form.cleaned_data)
    return respond(request, "entities/paths.html", context_of(page, form=form, found=found))


def _drawing(world: World, part: Part) -> Drawing:
    words = {
        str(edge.link_id): f"{line.source.number} {line.words} {line.target.number}"
        for edge, line in zip(part.edges, world.lines_of(part.edges), strict=True)
    }
    return drawing_of(world.entities, part, words=words)


def _opened(text: str) -> Opened | None:
    id, _, kind = text.partition(".")
    if kind not in list(LinkKind):
        return None
    try:
        return Opened(entity_id=UUID(id), kind=kind)
    except ValueError:
        return None


def _shown_opened(one: Opened, *, world: World, wanted: Wanted) -> dict[str, Any]:
    others = [other for other in wanted.opened if other != one]
    return {
        "entity": world.entities[one.entity_id],
        "words": CATALOGUE[LinkKind(one.kind)].forward,
        "back": wanted.address(*others),
    }


def _shown_stub(stub: Stub, *, world: World, wanted: Wanted) -> dict[str, Any]:
    more = Opened(entity_id=stub.entity_id, kind=stub.kind)
    return {
        "entity": world.entities[stub.entity_id],
        "words": CATALOGUE[LinkKind(stub.kind)].forward,
        "count": stub.count,
        "open": wanted.address(*wanted.opened, more),
        "around": wanted.address(about=stub.entity_id),
    }


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
                    "lines": world.lines_of(step.edges),
                    "confidence": step.confidence,
                    "is_weakest": step.edges[0] in path.weakest,
                }
                for step in path.steps
            ],
        }
        for path in found
    ]
