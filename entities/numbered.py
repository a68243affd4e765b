"""Pages by number over what is put in order in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

PAGE_ROWS = 50
AnyRow = TypeVar("AnyRow")


@dataclass(frozen=True, kw_only=True)
class Numbered(Generic[AnyRow]):
    """One page of rows, and the addresses of the pages beside it."""

    rows: Sequence[AnyRow]
    count: int
    first: int  # number of its first row, counted from 1
    before: str
    after: str


def numbered(request: HttpRequest, rows: Sequence[AnyRow], *, address: Callable[[int], str]) -> Numbered[AnyRow]:
    """The page that `?page=` asks for, the last one when there are fewer; `address` is the query of another page."""
    last = max(0, (len(rows) - 1) // PAGE_ROWS)
    place = min(last, _asked(request))
    return Numbered(
        rows=rows[place * PAGE_ROWS : (place + 1) * PAGE_ROWS],
        count=len(rows),
        first=place * PAGE_ROWS + 1,
        before=address(place) if place else "",
        after=address(place + 2) if place < last else "",
    )


def _asked(request: HttpRequest) -> int:
    wanted = request.GET.get("page", "")
    return max(0, int(wanted) - 1) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 0
