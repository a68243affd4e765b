"""Citations: which exhibit, and where in it.

A pin is written as investigators write it: `p.3`, `row 118`, `rows 4-9`, `sheet K1 rows 4-9`,
`p.3 box 100,200,300,150`, `part 4`, `whole`.
"""

import re
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

import msgspec

from cases.domain.text import optional, required
from ledger.domain.errors import BadInput

LAST_PAGE, LAST_ROW, PER_MILLE, LONGEST_NAME = 1_000_000, 100_000_000, 1000, 200


class BadPin(BadInput):
    """No place in an exhibit can be read from the text."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, field="pin")


class Page(msgspec.Struct, frozen=True, kw_only=True, tag="page"):
    """A page, counted from 1 as the file counts."""

    number: int

    def __post_init__(self) -> None:
        _require_page(self.number)


class Rows(msgspec.Struct, frozen=True, kw_only=True, tag="rows"):
    """Rows of a table from `first` to `last`, both included, counted from 1 with the heading."""

    first: int
    last: int
    sheet: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= LAST_ROW:
            raise BadPin("Rows are counted from 1, and the last is not before the first.")
        _require_plain(self.sheet)


class Region(msgspec.Struct, frozen=True, kw_only=True, tag="region"):
    """A box on a page, in thousandths of its width and height from the top left corner."""

    page: int
    left: int
    top: int
    width: int
    height: int

    def __post_init__(self) -> None:
        _require_page(self.page)
        if self.left < 0 or self.top < 0 or self.width < 1 or self.height < 1:
            raise BadPin("A box has a corner on the page, a width and a height.")
        if self.left + self.width > PER_MILLE or self.top + self.height > PER_MILLE:
            raise BadPin("A box lies on the page: give thousandths of its width and height.")


class Part(msgspec.Struct, frozen=True, kw_only=True, tag="part"):
    """A named part, such as the attachment 4 of a message."""

    name: str

    def __post_init__(self) -> None:
        _require_plain(required(self.name, field="pin"))


class Whole(msgspec.Struct, frozen=True, kw_only=True, tag="whole"):
    """The exhibit as a whole."""


Pin = Page | Rows | Region | Part | Whole
WHOLE = Whole()


@dataclass(frozen=True, kw_only=True)
class Citation:
    """What a statement, a link or an entry rests on."""

    exhibit_id: UUID
    pin: Pin = WHOLE


def pin_text(pin: Pin) -> str:
    """The pin as investigators write it; `parse_pin` reads it back."""
    match pin:
        case Page(number=number):
            return f"p.{number}"
        case Rows(first=first, last=last, sheet=sheet):
            rows = f"row {first}" if first == last else f"rows {first}-{last}"
            return f"sheet {sheet} {rows}" if sheet else rows
        case Region(page=page, left=left, top=top, width=width, height=height):
            return f"p.{page} box {left},{top},{width},{height}"
        case Part(name=name):
            return f"part {name}"
        case Whole():
            return "whole"
        case _:
            assert_never(pin)


_PAGE = re.compile(r"(?:p\.?|page)\s*(\d{1,9})", re.IGNORECASE | re.ASCII)
_BOX = re.compile(
    _PAGE.pattern + r"\s+box\s+(\d{1,4}),\s*(\d{1,4}),\s*(\d{1,4}),\s*(\d{1,4})", re.IGNORECASE | re.ASCII
)
_ROWS = re.compile(r"(?:sheet\s+(.+?)[\s,]+)?rows?\s+(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?", re.IGNORECASE | re.ASCII)
_PART = re.compile(r"part\s+(.+)", re.IGNORECASE | re.ASCII)


def parse_pin(text: str) -> Pin:
    """Read `p.3`, `row 118`, `rows 4-9`, `sheet K1 rows 4-9`, `p.3 box 100,200,300,150`, `part 4` or `whole`.

    Empty text is the whole exhibit.

    Raises:
        BadPin: the text is nothing of this, or its numbers make no place.
    """
    written = " ".join(text.split())
    if written.casefold() in {"", "whole"}:
        return WHOLE
    if found := _PAGE.fullmatch(written):
        return Page(number=int(found[1]))
    if found := _BOX.fullmatch(written):
        page, left, top, width, height = map(int, found.groups())
        return Region(page=page, left=left, top=top, width=width, height=height)
    if found := _ROWS.fullmatch(written):
        return Rows(first=int(found[2]), last=int(found[3] or found[2]), sheet=found[1] or "")
    if found := _PART.fullmatch(written):
        return Part(name=found[1])
    raise BadPin("Write the place as p.3, row 118, rows 4-9, p.3 box 100,200,300,150, part 4, or whole.")


def without_repeats(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations in order, each once."""
    return tuple(dict.fromkeys(citations))


def _require_plain(name: str) -> None:
    optional(name, field="pin", longest=LONGEST_NAME)
    if name != " ".join(name.split()) or name.endswith(","):
        raise BadPin("The name of a sheet or part has single blanks and no comma at its end.")


def _require_page(number: int) -> None:
    if not 1 <= number <= LAST_PAGE:
        raise BadPin("Pages are counted from 1.")
