"""Long sections of a page, a sheet at a time: each section has its own number in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

SHEET_ROWS = 50
LAST_SHEET = 10_000


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Rows of one section, and the queries of the sheets beside it; empty where there is none."""

    rows: list[Any]
    previous: str
    next: str


def sheet_of(request: HttpRequest, name: str, *, read: Callable[..., list[Any]]) -> Sheet:
    """The sheet that the address asks for under a section's name; `read` gives the rows of a `window`."""
    wanted = request.GET.get(name, "")
    number = min(int(wanted), LAST_SHEET) if wanted.isdecimal() and int(wanted) else 1
    first = (number - 1) * SHEET_ROWS
    found = read(window=slice(first, first + SHEET_ROWS + 1))
    return Sheet(
        rows=found[:SHEET_ROWS],
        previous=_query(request, name, number=number - 1) if number > 1 else "",
        next=_query(request, name, number=number + 1) if len(found) > SHEET_ROWS else "",
    )


def _query(request: HttpRequest, name: str, *, number: int) -> str:
    values = request.GET.copy()
    values[name] = str(number)
    return f"?{values.urlencode()}#{name}"
