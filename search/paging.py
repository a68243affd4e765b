"""The order of results and the cursor that says where a page ended."""

import base64
import binascii
from collections.abc import Callable, Iterable
from heapq import nlargest, nsmallest
from typing import NamedTuple

import msgspec

from ledger.domain.errors import BadInput
from search.domain.documents import LARGEST_PAGE, Sort, Want


class CursorNotKnown(BadInput):
    """The cursor of a page was not made by this search."""

    def __init__(self) -> None:
        super().__init__("This page mark is not one of ours. Search again from the start.", field="after")


class Row(NamedTuple):
    """One matching document, as narrow as ordering and counting allow."""

    number: int
    id: str
    root: str
    score: float
    recorded: str
    when: str
    kind: str
    case: str
    author: str
    lang: str
    status: str
    tags: str


Place = tuple[float | str, ...]


def place(row: Row, sort: Sort) -> Place:
    """Where a row stands: by score, then newest, then by id, so that no two stand alike."""
    return (row.score, row.recorded, row.root) if sort == "best" else (row.recorded, row.root)


def page(rows: Iterable[Row], want: Want) -> tuple[list[Row], str]:
    """The wanted page of rows that are already one a root, and the cursor of the next, empty at the end."""
    size = max(0, min(want.size, LARGEST_PAGE))
    after = _read(want.after, want.sort) if want.after else None
    is_rising = want.sort == "oldest"
    left = [row for row in rows if after is None or _is_beyond(place(row, want.sort), after, is_rising=is_rising)]
    pick = nsmallest if is_rising else nlargest
    shown = pick(size + 1, left, key=_placer(want.sort))
    has_more = len(shown) > size > 0
    return shown[:size], _written(place(shown[size - 1], want.sort), want.sort) if has_more else ""


def best_pages(rows: list[Row]) -> list[Row]:
    """One row a root: the one with the best score, the earliest page where scores are equal."""
    if len({row.root for row in rows}) == len(rows):
        return rows
    best: dict[str, Row] = {}
    for row in rows:
        held = best.get(row.root)
        if held is None or (row.score, _page_order(held)) > (held.score, _page_order(row)):
            best[row.root] = row
    return list(best.values())


def _page_order(row: Row) -> tuple[int, str]:
    pin = row.id.partition("#")[2]
    return (int(pin) if pin.isdecimal() and len(pin) < 10 else 0, pin)


def _placer(sort: Sort) -> Callable[[Row], Place]:
    return lambda row: place(row, sort)


def _is_beyond(here: Place, after: Place, *, is_rising: bool) -> bool:
    return here > after if is_rising else here < after


def _written(last: Place, sort: Sort) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode([sort, *last])).decode().rstrip("=")


def _read(cursor: str, sort: Sort) -> Place:
    try:
        made_for, *last = msgspec.json.decode(
            base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=list[float | str]
        )
    except (ValueError, binascii.Error) as refusal:
        raise CursorNotKnown from refusal
    kinds = (float, str, str) if sort == "best" else (str, str)
    if made_for != sort or len(last) != len(kinds) or not all(map(isinstance, last, kinds)):
        raise CursorNotKnown
    return tuple(last)
