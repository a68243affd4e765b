"""The style sheet with what this dossier prints in the margins of every page."""

from dataclasses import dataclass
from pathlib import Path
from string import Template

from dossiers.domain.document import Document

SHEET = Path(__file__).parent / "assets" / "dossier.css"
# Traffic Light Protocol 2.0: text colours on black.
TLP_INK = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}
MILLIMETRES_PER_CHARACTER = 2.8  # of the marking at 12 points
PAPER_WIDTH, PAPER_MARGIN = 210.0, 18.0
WIDEST_PLATE = 70.0
LONGEST_FOOT, LONGEST_STATE = 90, 60


def css_string(text: str) -> str:
    """A CSS string literal; everything but plain letters, digits and spaces is written as an escape."""
    return (
        '"'
        + "".join(
            char if char.isascii() and (char.isalnum() or char == " ") else f"\\{ord(char):06x} " for char in text
        )
        + '"'
    )


@dataclass(frozen=True, kw_only=True)
class Plate:
    """The black plate of the marking: a long marking gets smaller type instead of a wider plate."""

    width: float
    points: float

    @classmethod
    def of(cls, marking: str) -> "Plate":
        """The plate that a marking needs."""
        wanted = len(marking) * MILLIMETRES_PER_CHARACTER + 7
        width = min(wanted, WIDEST_PLATE)
        return cls(width=width, points=12 * width / wanted)


def stylesheet(document: Document) -> str:
    """CSS text for one dossier."""
    cover, plate = document.cover, Plate.of(document.cover.marking)
    banner = document.handling.banner
    return Template(SHEET.read_text(encoding="utf-8")).substitute(
        reference=css_string(shortened(cover.case_reference)),
        marking=css_string(cover.marking),
        ink=TLP_INK.get(cover.marking, "#ffffff"),
        size=f"{plate.points:.2f}pt",
        plate=f"{plate.width:.1f}mm",
        rest=f"{PAPER_WIDTH - PAPER_MARGIN - plate.width:.1f}mm",
        state=css_string(shortened(cover.state, most=LONGEST_STATE)),
        copy=css_string(shortened(_copy_line(document))),
        banner=css_string(banner) if banner else "none",
        banner_line=css_string(f"{banner}\n") if banner else '""',
    )


def shortened(text: str, *, most: int = LONGEST_FOOT) -> str:
    """At most so many characters, for a margin or a line of the contents; the whole text stands elsewhere."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _copy_line(document: Document) -> str:
    cover = document.cover
    parts = (f"Copy {cover.copy}" if cover.copy else "", cover.recipient)
    return ", ".join(part for part in parts if part)
