"""A link chart with every length decided: what the SVG template draws. Lengths are points, origin top left."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """The form of a node; kinds are never told apart by colour alone."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    PAGE = "page"
    TRIANGLE = "triangle"
    RING = "ring"


class Stroke(StrEnum):
    """The line of a link."""

    CONTROL = "control"
    CONTACT = "contact"
    DERIVED = "derived"


@dataclass(frozen=True, kw_only=True)
class LabelLine:
    """One line of a node's label; `y` is its baseline."""

    text: str
    y: float


@dataclass(frozen=True, kw_only=True)
class DrawnNode:
    """A symbol centred on (x, y), and the white plate that its label stands on."""

    title: str
    shape: Shape
    x: float
    y: float
    plate_x: float
    plate_y: float
    plate_width: float
    plate_height: float
    lines: tuple[LabelLine, ...]


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A white rectangle under a label."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where a centred text stands."""
        return round(self.x + self.width / 2, 2)

    @property
    def baseline(self) -> float:
        """Of one line of small text."""
        return round(self.y + 6.2, 2)

    def touches(self, other: "Plate") -> bool:
        """Whether the two share any room."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(frozen=True, kw_only=True)
class DrawnLink:
    """A curve (SVG path data), its stroke, and the id of the link on a plate."""

    label: str
    path: str
    stroke: Stroke
    weight: float
    plate: Plate


@dataclass(frozen=True, kw_only=True)
class LegendItem:
    """A shape that occurs in the chart and what it means; `x` is where it stands in the legend."""

    shape: Shape
    text: str
    x: float

    @property
    def text_x(self) -> float:
        """Where its meaning begins."""
        return round(self.x + 12, 2)


@dataclass(frozen=True, kw_only=True)
class LegendKey:
    """A line that occurs in the chart and what it means."""

    stroke: Stroke
    text: str
    x: float
    weight: float = 1.2

    @property
    def end(self) -> float:
        """Where the sample line ends."""
        return round(self.x + 24, 2)

    @property
    def text_x(self) -> float:
        """Where its meaning begins."""
        return round(self.x + 29, 2)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """The whole chart. `left_out` counts the nodes that only the table holds."""

    width: float
    height: float
    nodes: tuple[DrawnNode, ...]
    links: tuple[DrawnLink, ...]
    legend: tuple[LegendItem, ...]
    keys: tuple[LegendKey, ...]
    left_out: int = 0

    @property
    def legend_y(self) -> float:
        """The middle line of the legend."""
        return round(self.height - 10, 2)

    @property
    def legend_text_y(self) -> float:
        """The baseline of the legend's words."""
        return round(self.height - 7.2, 2)
