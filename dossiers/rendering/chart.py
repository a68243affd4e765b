"""From nodes and links to a drawing: which are drawn, how large their labels are, where all of it stands."""

import unicodedata
from collections import Counter
from itertools import accumulate

from dossiers.domain.document import Network, NetworkLink, NetworkNode
from dossiers.rendering.drawing import (
    Drawing,
    DrawnLink,
    DrawnNode,
    LabelLine,
    LegendItem,
    LegendKey,
    Plate,
    Shape,
    Stroke,
)
from entities.layout import Box, Layout, Point, layout

MOST_NODES = 40  # beyond it, labels become too small to read on one page
FRAME_ASPECT = 0.5  # height / width of the landscape page's frame
SYMBOL = 16.0
FONT = 8.0
LINE = 9.6
ADVANCE = 4.55  # mean width of a character of the chart's font at 8 points
LABEL_COLUMNS = 20
LABEL_LINES = 3
MARGIN = 6.0
LEGEND_HEIGHT = 26.0
LABEL_PLACES = (0.5, 0.38, 0.62, 0.26, 0.74, 0.14, 0.86)

SHAPES = {
    "person": Shape.CIRCLE,
    "organisation": Shape.SQUARE,
    "place": Shape.DIAMOND,
    "document": Shape.PAGE,
    "account": Shape.TRIANGLE,
}
SHAPE_WORDS = {
    Shape.CIRCLE: "Person",
    Shape.SQUARE: "Organisation",
    Shape.DIAMOND: "Place",
    Shape.PAGE: "Document",
    Shape.TRIANGLE: "Account",
    Shape.RING: "Other",
}
STROKE_WORDS = {
    Stroke.CONTROL: "Ownership or control",
    Stroke.CONTACT: "Other contact",
    Stroke.DERIVED: "Derived from equal values",
}
WEIGHTS = {"high": 1.7, "moderate": 1.2, "low": 0.7}


def draw(network: Network) -> Drawing | None:
    """The chart of the best connected nodes, or nothing when there is no link.

    Raises:
        entities.layout.LayoutFailed: no positions could be found.
    """
    if not network.links:
        return None
    nodes = _most_connected(network)
    number = {node.id: index for index, node in enumerate(nodes)}
    links = [link for link in network.links if link.source in number and link.target in number]
    labels = [_wrapped(node.label or node.id) for node in nodes]
    ends = [(number[link.source], number[link.target]) for link in links]
    placed = layout([_box(lines) for lines in labels], ends, aspect=FRAME_ASPECT)
    return _drawing(nodes, links, labels=labels, placed=placed, left_out=len(network.nodes) - len(nodes))


def _most_connected(network: Network) -> list[NetworkNode]:
    degree = Counter(end for link in network.links for end in (link.source, link.target))
    linked = [node for node in network.nodes if degree[node.id]]
    kept = {node.id for node in sorted(linked, key=lambda node: (-degree[node.id], node.id))[:MOST_NODES]}
    return [node for node in linked if node.id in kept]


def columns(text: str) -> int:
    """Width in characters; East Asian wide ones count twice, combining ones not at all."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _wrapped(label: str) -> list[str]:
    lines = [""]
    for word in label.split():
        for piece in _pieces(word):
            joined = f"{lines[-1]} {piece}".strip()
            if columns(joined) <= LABEL_COLUMNS:
                lines[-1] = joined
            else:
                lines.append(piece)
    kept = [line for line in lines if line] or ["?"]
    return kept if len(kept) <= LABEL_LINES else [*kept[: LABEL_LINES - 1], f"{kept[LABEL_LINES - 1][:-1]}…"]


def _pieces(word: str) -> list[str]:
    if columns(word) <= LABEL_COLUMNS:
        return [word]
    size = LABEL_COLUMNS // 2
    return [word[start : start + size] for start in range(0, len(word), size)]


def _plate_width(lines: list[str]) -> float:
    return max(columns(line) for line in lines) * ADVANCE + 6


def _box(lines: list[str]) -> Box:
    return Box(width=max(_plate_width(lines), SYMBOL) + 4, height=SYMBOL + len(lines) * LINE + 8)


def _drawing(
    nodes: list[NetworkNode], links: list[NetworkLink], *, labels: list[list[str]], placed: Layout, left_out: int
) -> Drawing:
    legend = _legend(nodes)
    drawn = tuple(
        _node(node, lines=lines, centre=centre)
        for node, lines, centre in zip(nodes, labels, placed.positions, strict=True)
    )
    ends = {node.id: (shape.x, shape.y) for node, shape in zip(nodes, drawn, strict=True)}
    return Drawing(
        width=round(max(placed.width + 2 * MARGIN, 560.0), 2),
        height=round(placed.height + 2 * MARGIN + LEGEND_HEIGHT, 2),
        nodes=drawn,
        links=_links(links, placed.paths, ends=ends, nodes=drawn),
        legend=legend,
        keys=_keys(links, after=legend),
        left_out=left_out,
    )


def _node(node: NetworkNode, *, lines: list[str], centre: Point) -> DrawnNode:
    x, middle = centre[0] + MARGIN, centre[1] + MARGIN
    top = middle - _box(lines).height / 2
    plate_top = top + SYMBOL + 3
    width = _plate_width(lines)
    return DrawnNode(
        title=f"{node.label} ({node.kind})",
        shape=SHAPES.get(node.kind, Shape.RING),
        x=round(x, 2),
        y=round(top + SYMBOL / 2 + 1, 2),
        plate_x=round(x - width / 2, 2),
        plate_y=round(plate_top, 2),
        plate_width=round(width, 2),
        plate_height=round(len(lines) * LINE + 1.6, 2),
        lines=tuple(
            LabelLine(text=text, y=round(plate_top + FONT + index * LINE, 2)) for index, text in enumerate(lines)
        ),
    )


def _links(
    links: list[NetworkLink],
    curves: tuple[tuple[Point, ...], ...],
    *,
    ends: dict[str, Point],
    nodes: tuple[DrawnNode, ...],
) -> tuple[DrawnLink, ...]:
    """Curves with the ids of their links, each where it hides neither a node's label nor another id."""
    taken = [
        Plate(x=node.plate_x, y=node.y - SYMBOL / 2, width=node.plate_width, height=_height(node)) for node in nodes
    ]
    drawn = []
    for link, curve in zip(links, curves, strict=True):
        points = [(round(x + MARGIN, 2), round(y + MARGIN, 2)) for x, y in curve]
        plate = _free_plate(link.id, points, taken=taken)
        taken.append(plate)
        drawn.append(
            DrawnLink(
                label=link.id,
                path=_path(points, start=ends[link.source], end=ends[link.target]),
                stroke=_stroke(link),
                weight=WEIGHTS.get(link.confidence, 1.0),
                plate=plate,
            )
        )
    return tuple(drawn)


def _height(node: DrawnNode) -> float:
    return node.plate_y + node.plate_height - node.y + SYMBOL / 2


def _free_plate(label: str, points: list[Point], *, taken: list[Plate]) -> Plate:
    """The first place along the curve that is still free, else its middle."""
    plates = [_plate(label, _along(points, share)) for share in LABEL_PLACES]
    return next((plate for plate in plates if not any(map(plate.touches, taken))), plates[0])


def _plate(label: str, middle: Point) -> Plate:
    width = columns(label) * 3.8 + 3
    return Plate(x=round(middle[0] - width / 2, 2), y=round(middle[1] - 4, 2), width=round(width, 2), height=8.0)


def _along(points: list[Point], share: float) -> Point:
    """The point at a share of a chain of cubic Bezier pieces, counted in pieces."""
    pieces = (len(points) - 1) // 3
    piece = min(int(share * pieces), pieces - 1)
    t = share * pieces - piece
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    chosen = list(zip(weights, points[piece * 3 : piece * 3 + 4], strict=True))
    return sum(w * x for w, (x, _) in chosen), sum(w * y for w, (_, y) in chosen)


def _stroke(link: NetworkLink) -> Stroke:
    if link.is_derived:
        return Stroke.DERIVED
    return Stroke.CONTROL if link.is_control else Stroke.CONTACT


def _path(points: list[Point], *, start: Point, end: Point) -> str:
    """SVG path data from symbol to symbol; between them the curve that goes around other nodes."""
    first, *rest = (f"{x:g},{y:g}" for x, y in points)
    near_start = _distance(points[0], start) <= _distance(points[0], end)
    a, b = (start, end) if near_start else (end, start)
    return f"M{a[0]:g},{a[1]:g} L{first} C{' '.join(rest)} L{b[0]:g},{b[1]:g}"


def _distance(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _legend(nodes: list[NetworkNode]) -> tuple[LegendItem, ...]:
    kinds = {SHAPES.get(node.kind, Shape.RING) for node in nodes}
    texts = {shape: SHAPE_WORDS[shape] for shape in Shape if shape in kinds}
    places = accumulate((_legend_width(text) for text in texts.values()), initial=MARGIN + 8)
    return tuple(
        LegendItem(shape=shape, text=text, x=round(x, 2))
        for (shape, text), x in zip(texts.items(), places, strict=False)
    )


def _keys(links: list[NetworkLink], *, after: tuple[LegendItem, ...]) -> tuple[LegendKey, ...]:
    strokes = {_stroke(link) for link in links}
    texts = {stroke: STROKE_WORDS[stroke] for stroke in Stroke if stroke in strokes}
    start = after[-1].x + _legend_width(after[-1].text)
    places = accumulate((_legend_width(text) + 17 for text in texts.values()), initial=start)
    return tuple(
        LegendKey(stroke=stroke, text=text, x=round(x, 2))
        for (stroke, text), x in zip(texts.items(), places, strict=False)
    )


def _legend_width(text: str) -> float:
    return len(text) * ADVANCE + 30
