"""Counting values over many rows at once."""

from collections import Counter
from collections.abc import Iterable

from search.domain.documents import Facet, FacetCount, Want
from search.paging import Row

SEPARATOR = "\x1f"

_COLUMNS: dict[Facet, str] = {"kind": "kind", "case": "case", "author": "author", "lang": "lang", "status": "status"}


def facet_counts(facet: Facet, rows: list[Row], *, want: Want) -> tuple[FacetCount, ...]:
    """How many things have each value; what is chosen in this facet does not filter its own list."""
    kept = chosen_rows(rows, want, but=facet)
    if len({row.root for row in kept}) == len(kept):
        counts = Counter(value for row in kept for value in values(row, facet))
    else:
        pairs = {(row.root, value) for row in kept for value in values(row, facet)}
        counts = Counter(value for _, value in pairs)
    chosen = want.chosen.get(facet, frozenset())
    lines = sorted(((key, count) for key, count in counts.items() if key), key=lambda line: (-line[1], line[0]))
    return tuple(FacetCount(key=key, count=count, is_chosen=key in chosen) for key, count in lines)


def chosen_rows(rows: list[Row], want: Want, *, but: Facet | None = None) -> list[Row]:
    """The rows that have every chosen value, choices in `but` aside."""
    choices = [(facet, values_chosen) for facet, values_chosen in want.chosen.items() if values_chosen and facet != but]
    return (
        [row for row in rows if all(_has_one(row, facet, wanted=wanted) for facet, wanted in choices)]
        if choices
        else rows
    )


def values(row: Row, facet: Facet) -> Iterable[str]:
    """The row's values of a facet."""
    if facet == "tag":
        return row.tags.strip(SEPARATOR).split(SEPARATOR) if row.tags else ()
    return (row.when[:7],) if facet == "month" else (getattr(row, _COLUMNS[facet]),)


def _has_one(row: Row, facet: Facet, *, wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(values(row, facet))
