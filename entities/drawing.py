"""The links of a case as a drawing: where boxes and curves stand, for a template to draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width
from uuid import UUID

from entities.domain.expansion import Part
from entities.domain.paths import Edge
from entities.layout import Box, LayoutFailed, Point, layout
from entities.models import Entity

LINE_WIDTH = 150.0  # points, unless a name is so long that it would become a tower
MOST_LINES = 6
LETTER_WIDTH, WIDE_LETTER_WIDTH, LINE_HEIGHT = 6.4, 11.6, 14.0  # points at 11 points of size
PADDING, MARGIN, CORNER = 24.0, 12.0, 9.0
SHAPES = {
    **dict.fromkeys(("Person",), ("P", "round")),
    **dict.fromkeys(("Company", "Organization", "PublicBody", "LegalEntity"), ("C", "box")),
    **dict.fromkeys(("Facility", "Address", "RealEstate"), ("F", "hexagon")),
    **dict.fromkeys(("BankAccount", "Payment"), ("B", "slanted")),
    **dict.fromkeys(("Document", "EndUserStatement", "Message", "Contract", "License"), ("D", "folded")),
    **dict.fromkeys(("Shipment", "Vessel", "Vehicle"), ("S", "keel")),
}
ANY_OTHER = ("O", "octagon")
LEGEND = (
    "Shapes and letters: round P person, box C company or body, hexagon F facility or address, slanted B account or "
    "payment, folded corner D document, narrow foot S shipment or vessel, cut corners O any other. Thicker lines are "
    "held with more confidence; dashed ones follow from shared identifiers. +3: three neighbours are not drawn."
)


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """One line of a label with its place."""

    left: float
    top: float
    text: str


@dataclass(frozen=True, kw_only=True)
class DrawnBox:
    """An outline with its label, of which nothing is cut; the kind is a shape and a letter, not colour alone."""

    entity_id: UUID
    outline: str  # SVG path data
    letter: str
    number: str
    name: str
    lines: tuple[TextLine, ...]
    more: str = ""  # such as +3: neighbours that are not drawn
    right: float = 0.0
    bottom: float = 0.0


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
    legend: str = LEGEND


def drawing_of(entities: Mapping[UUID, Entity], part: Part, *, words: Mapping[str, str]) -> Drawing:
    """Draw a part of a case; `words` gives what each link says by its id or key."""
    shown = [entities[id] for id in part.entity_ids]
    place = {row.id: index for index, row in enumerate(shown)}
    labels = [wrapped(f"{row.number} {row.name}") for row in shown]
    sizes = [_size(label) for label in labels]
    ends = [(place[edge.source_id], place[edge.target_id]) for edge in part.edges]
    try:
        placed = layout(sizes, ends)
    except LayoutFailed as failed:
        return Drawing(refusal=failed.sentence)
    hidden = part.stubs_of()
    boxes = zip(shown, labels, sizes, placed.positions, strict=True)
    return Drawing(
        width=placed.width + 2 * MARGIN,
        height=placed.height + 2 * MARGIN,
        boxes=tuple(_box(row, label, size=size, at=at, hidden=hidden.get(row.id, 0)) for row, label, size, at in boxes),
        lines=tuple(_line(edge, path, words=words) for edge, path in zip(part.edges, placed.paths, strict=True)),
    )


def wrapped(text: str) -> list[str]:
    """A label in lines; nothing is left out, however long it is."""
    width = max(LINE_WIDTH, width_of(text) / MOST_LINES)
    lines = [""]
    for gap, piece in _pieces(text, width=width):
        longer = lines[-1] + (gap if lines[-1] else "") + piece
        if width_of(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def width_of(text: str) -> float:
    """About how wide a text is, in points."""
    return sum(WIDE_LETTER_WIDTH if east_asian_width(sign) in "WF" else LETTER_WIDTH for sign in text)


def _pieces(text: str, *, width: float) -> Iterable[tuple[str, str]]:
    """What must stay together, each with the gap before it; a wide script breaks between any two signs, and so does a
    word that is wider than a line.
    """
    for word in text.split():
        if width_of(word) > width or any(east_asian_width(sign) in "WF" for sign in word):
            yield from ((" " if not place else "", sign) for place, sign in enumerate(word))
        else:
            yield " ", word


def _size(label: Sequence[str]) -> Box:
    return Box(
        width=max(width_of(line) for line in label) + PADDING + 2 * CORNER,
        height=LINE_HEIGHT * len(label) + PADDING / 2,
    )


def _box(row: Entity, label: Sequence[str], *, size: Box, at: Point, hidden: int) -> DrawnBox:
    left, top = at[0] + MARGIN - size.width / 2, at[1] + MARGIN - size.height / 2
    letter, shape = SHAPES.get(row.kind, ANY_OTHER)
    first = top + (size.height - LINE_HEIGHT * len(label)) / 2 + LINE_HEIGHT * 0.75
    return DrawnBox(
        entity_id=row.id,
        outline=outline(shape, left, top=top, width=size.width, height=size.height),
        letter=letter,
        number=row.number,
        name=row.name,
        lines=tuple(
            TextLine(left=round(left + CORNER + PADDING * 0.7, 2), top=round(first + LINE_HEIGHT * place, 2), text=text)
            for place, text in enumerate(label)
        ),
        more=f"+{hidden}" if hidden else "",
        right=round(left + size.width, 2),
        bottom=round(top + size.height, 2),
    )


def outline(shape: str, left: float, *, top: float, width: float, height: float) -> str:
    """The outline of a shape as SVG path data."""
    right, bottom, middle, cut = left + width, top + height, top + height / 2, CORNER
    corners: dict[str, tuple[Point, ...]] = {
        "box": ((left, top), (right, top), (right, bottom), (left, bottom)),
        "hexagon": (
            *((left, middle), (left + cut, top), (right - cut, top)),
            *((right, middle), (right - cut, bottom), (left + cut, bottom)),
        ),
        "slanted": ((left + cut, top), (right, top), (right - cut, bottom), (left, bottom)),
        "folded": ((left, top), (right - cut, top), (right, top + cut), (right, bottom), (left, bottom)),
        "keel": ((left, top), (right, top), (right - cut, bottom), (left + cut, bottom)),
        "octagon": (
            *((left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut)),
            *((right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut)),
        ),
    }
    if shape == "round":
        arc = f"A {cut * 1.6:.2f} {height / 2:.2f} 0 0 1"
        side = cut * 1.6
        return (
            f"M {left + side:.2f} {top:.2f} H {right - side:.2f} {arc} {right - side:.2f} {bottom:.2f} "
            f"H {left + side:.2f} {arc} {left + side:.2f} {top:.2f} Z"
        )
    return "M " + " L ".join(f"{x:.2f} {y:.2f}" for x, y in corners[shape]) + " Z"


def _line(edge: Edge, path: tuple[Point, ...], *, words: Mapping[str, str]) -> DrawnLine:
    start, *rest = [f"{round(x + MARGIN, 2)} {round(y + MARGIN, 2)}" for x, y in path]
    return DrawnLine(
        path=f"M {start} C {', '.join(rest)}",
        title=words.get(str(edge.link_id), ""),
        width=round(1 + edge.confidence.rank * 0.6, 2),
        dashes="4 3" if edge.is_derived else "",
    )
