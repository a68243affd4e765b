"""The links of a case as a drawing: where boxes and curves stand, for a template to draw."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from entities.domain.catalogue import CATALOGUE, LinkKind
from entities.domain.paths import Edge
from entities.layout import Box, LayoutFailed, Point, layout
from entities.models import Entity

MOST_DRAWN = 500
LONGEST_LABEL = 28
LETTER_WIDTH, BOX_HEIGHT, PADDING, MARGIN = 6.4, 30.0, 34.0, 12.0  # points
LETTERS = {"Person": "P", "Facility": "F", "Address": "A", "BankAccount": "B", "Document": "D", "EndUserStatement": "D"}


@dataclass(frozen=True, kw_only=True)
class DrawnBox:
    """A box with its corner, centre and label; kind is a letter, not colour alone."""

    left: float
    top: float
    width: float
    height: float
    middle: float
    letter: str
    number: str
    label: str


@dataclass(frozen=True, kw_only=True)
class DrawnLine:
    """A curve as SVG path data; derived links are dashed, low confidence is thin."""

    path: str
    title: str
    width: float
    dashes: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture of a size in points, or a sentence that says why there is none."""

    width: float = 0.0
    height: float = 0.0
    boxes: tuple[DrawnBox, ...] = ()
    lines: tuple[DrawnLine, ...] = ()
    refusal: str = ""


def drawing_of(entities: Iterable[Entity], edges: Collection[Edge], *, words: Mapping[str, str]) -> Drawing:
    """Draw the entities that have a link; `words` gives what each link says by its id or key."""
    linked = {end for edge in edges for end in (edge.source_id, edge.target_id)}
    shown = [row for row in entities if row.id in linked]
    if len(shown) > MOST_DRAWN:
        return Drawing(refusal=f"{len(shown)} entities are too many for one picture; narrow it down or read the table.")
    place = {row.id: index for index, row in enumerate(shown)}
    sizes = [Box(width=len(_label(row)) * LETTER_WIDTH + PADDING, height=BOX_HEIGHT) for row in shown]
    ends = [(place[edge.source_id], place[edge.target_id]) for edge in edges]
    try:
        placed = layout(sizes, ends)
    except LayoutFailed as failed:
        return Drawing(refusal=failed.sentence)
    return Drawing(
        width=placed.width + 2 * MARGIN,
        height=placed.height + 2 * MARGIN,
        boxes=tuple(_box(row, size, at=at) for row, size, at in zip(shown, sizes, placed.positions, strict=True)),
        lines=tuple(_line(edge, path, words=words) for edge, path in zip(edges, placed.paths, strict=True)),
    )


def words_of(kind: str) -> str:
    """What a kind of link says, in words."""
    return CATALOGUE[LinkKind(kind)].forward


def only(edges: Iterable[Edge], *, about: UUID) -> list[Edge]:
    """Edges at one entity and among its neighbours: one hop."""
    listed = list(edges)
    near = {about} | {end for edge in listed for end in _ends(edge) if about in _ends(edge)}
    return [edge for edge in listed if set(_ends(edge)) <= near]


def _ends(edge: Edge) -> tuple[UUID, UUID]:
    return edge.source_id, edge.target_id


def _label(row: Entity) -> str:
    return row.name if len(row.name) <= LONGEST_LABEL else row.name[: LONGEST_LABEL - 1] + "…"


def _box(row: Entity, size: Box, *, at: Point) -> DrawnBox:
    x, y = at[0] + MARGIN, at[1] + MARGIN
    return DrawnBox(
        left=round(x - size.width / 2, 2),
        top=round(y - size.height / 2, 2),
        width=round(size.width, 2),
        height=size.height,
        middle=round(y, 2),
        letter=LETTERS.get(row.kind, "O"),
        number=row.number,
        label=_label(row),
    )


def _line(edge: Edge, path: tuple[Point, ...], *, words: Mapping[str, str]) -> DrawnLine:
    start, *rest = [f"{round(x + MARGIN, 2)} {round(y + MARGIN, 2)}" for x, y in path]
    return DrawnLine(
        path=f"M {start} C {', '.join(rest)}",
        title=words.get(str(edge.link_id), ""),
        width=1 + edge.confidence.rank * 0.6,
        dashes="4 3" if edge.is_derived else "",
    )
