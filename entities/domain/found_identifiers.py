"""Identifiers within the text of exhibits: found by their shape, checked, and kept when they are wrong too.

A number that many other things look like counts only when its check digit is right or when it is called by its name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entities.domain.identifier_kinds import IdentifierKind as Kind
from entities.domain.identifiers import CheckedIdentifier, check

NEARBY = 40  # characters before a number in which its name makes it certain
_START, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a kind of identifier stands in text, and the words that name it when its shape alone is not enough."""

    kind: Kind
    pattern: re.Pattern[str]
    called: re.Pattern[str] | None = None  # None: the shape alone is enough


def _shape(kind: Kind, pattern: str, *, called: str = "") -> Shape:
    words = re.compile(called, re.IGNORECASE) if called else None
    return Shape(kind=kind, pattern=re.compile(_START + pattern + _END), called=words)


SHAPES = (
    _shape(Kind.CONTAINER, r"[A-Z]{3}[UJZ][ -]?\d{6}[ -]?\d"),
    _shape(Kind.AWB, r"\d{3}[- ]\d{4} ?\d{4}", called=r"air ?waybill|\bm?awb\b"),
    _shape(Kind.LEI, r"[A-Z0-9]{18}\d{2}", called=r"\blei\b"),
    _shape(Kind.IBAN, r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?", called=r"\biban\b"),
    _shape(Kind.ITN, r"X\d{14}"),
    _shape(Kind.IMO, r"IMO[ :#]*\d{7}"),
    _shape(Kind.UETR, r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", called=r"\buetr\b"),
    _shape(Kind.MAC, r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}"),
    _shape(Kind.EMAIL, r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}(?!\"\s*:)"),
    _shape(Kind.REFERENCE, r"P\.?O\.?[- ]?(?:[Nn]o\.? ?)?\d[0-9A-Z/-]{0,20}"),
)
SERIAL = re.compile(
    r"(?:serial(?:[ _-]?(?:no\.?|numbers?))?|\bs/n)[\"']?\s*[:=#]?\s*[\"']?([A-Za-z0-9][A-Za-z0-9-]{5,24})" + _END,
    re.IGNORECASE,
)
SPEAKS_OF_SERIALS = re.compile(r"\bserials?\b", re.IGNORECASE)
LIKE_A_SERIAL = re.compile(r"(?<![\w+./-])(?:\d{12,16}|(?=(?:[A-Z]*\d){6})(?=\d*[A-Z])[A-Z0-9]{9,18})(?![\w-])")
LEAST_DIGITS = 4
COLUMNS = {"serial": Kind.SERIAL, "container": Kind.CONTAINER, "waybill": Kind.AWB, "awb": Kind.AWB, "itn": Kind.ITN}
IN_TEXT = tuple(sorted({shape.kind for shape in SHAPES} | {Kind.SERIAL}))


def found_in(text: str) -> Iterator[CheckedIdentifier]:
    """Every identifier of a stretch of text, in the order of kinds; the same one may come again."""
    taken: list[tuple[int, int]] = []
    for shape in SHAPES:
        for found in shape.pattern.finditer(text):
            checked = check(shape.kind, found[0])
            if checked.key and _counts(checked, shape, before=text[max(0, found.start() - NEARBY) : found.start()]):
                taken.append(found.span())
                yield checked
    for written in _serials(text, taken=taken):
        if (checked := serial(written)).key:
            yield checked


def _serials(text: str, *, taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    """What is called a serial, and where a stretch speaks of serials everything else that looks like one."""
    called = [found.span(1) for found in SERIAL.finditer(text)]
    yield from (text[start:end] for start, end in called)
    if SPEAKS_OF_SERIALS.search(text):
        known = [*taken, *called]
        for found in LIKE_A_SERIAL.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in known):
                yield found[0]


def found_in_row(cells: Sequence[str], *, kinds: Sequence[Kind | None]) -> Iterator[CheckedIdentifier]:
    """Identifiers of a row of a table by what its columns are called; what stands in other columns is text."""
    for cell, kind in zip(cells, kinds, strict=False):
        if kind and cell.strip() and (checked := serial(cell) if kind is Kind.SERIAL else check(kind, cell)).key:
            yield checked
    rest = [cell for place, cell in enumerate(cells) if place >= len(kinds) or kinds[place] is None]
    yield from found_in("\t".join(rest))


def kinds_of_columns(head: Sequence[str]) -> list[Kind | None]:
    """What the columns of a table hold, by their headings; None for what is no identifier."""
    return [next((kind for word, kind in COLUMNS.items() if word in cell.casefold()), None) for cell in head]


def serial(text: str) -> CheckedIdentifier:
    """A serial number; words without digits are none."""
    checked = check(Kind.SERIAL, text)
    is_one = sum(sign.isdigit() for sign in checked.normalised) >= LEAST_DIGITS
    return checked if is_one else check(Kind.SERIAL, "")


def _counts(checked: CheckedIdentifier, shape: Shape, *, before: str) -> bool:
    if shape.called is None or shape.called.search(before):
        return True
    return checked.is_valid is True and shape.kind is not Kind.UETR
