"""Dense tables: 50 rows, sort links, a keyset cursor that costs the same on page 1 and on page 1,000."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

PAGE_ROWS = 50


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column; `sort` is the model field it sorts by, none for a column that does not."""

    label: str
    sort: str = ""
    is_number: bool = False
    is_hidden_label: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A page of rows with the links of its head and foot; `{% table %}` draws it."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    sort: str = ""
    query: str = ""
    before: str = ""
    after: str = ""
    empty: str = "Nothing here yet."

    def heads(self) -> list[dict[str, Any]]:
        """Label, link and direction of every column."""
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> dict[str, Any]:
        is_up, is_down = self.sort == column.sort, self.sort == f"-{column.sort}"
        direction = "ascending" if is_up else "descending" if is_down else ""
        wanted = f"-{column.sort}" if is_up else column.sort
        link = f"?{_joined(self.query, f'sort={wanted}')}" if column.sort else ""
        return {"column": column, "link": link, "direction": direction if column.sort else ""}

    @property
    def previous_link(self) -> str:
        """Address of the page before this one, or nothing."""
        return f"?{_joined(self.query, self._sorted, f'before={self.before}')}" if self.before else ""

    @property
    def next_link(self) -> str:
        """Address of the page after this one, or nothing."""
        return f"?{_joined(self.query, self._sorted, f'after={self.after}')}" if self.after else ""

    @property
    def _sorted(self) -> str:
        return f"sort={self.sort}" if self.sort else ""


def table_of(
    request: HttpRequest,
    rows: QuerySet[Any, Any],
    *,
    caption: str,
    columns: Sequence[Column],
    sort: str,
    empty: str = Table.empty,
) -> Table:
    """One page of a queryset (of models or of `.values()` with `pk`), sorted as the address says, else by `sort`.

    The cursor is the key of the row at the edge: no text of a row ever stands in an address.
    """
    chosen = _allowed(request.GET.get("sort", ""), columns=columns) or sort
    page = _page(rows, sort=chosen, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return Table(caption=caption, columns=columns, sort=chosen, query=_filters(request), empty=empty, **page)


def _allowed(wanted: str, *, columns: Sequence[Column]) -> str:
    known = {column.sort for column in columns if column.sort}
    return wanted if wanted.removeprefix("-") in known else ""


def _filters(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name in ("sort", "after", "before"):
        kept.pop(name, None)
    return kept.urlencode()


def _page(rows: QuerySet[Any, Any], *, sort: str, after: str, before: str) -> dict[str, Any]:
    edge = _edge(rows, sort=sort, key=before or after)
    backwards = bool(before) and edge is not None
    ordered = _ordered(rows, sort=sort, backwards=backwards)
    found = list((ordered.filter(_beyond(edge, sort=sort, backwards=backwards)) if edge else ordered)[: PAGE_ROWS + 1])
    shown, more = found[:PAGE_ROWS], len(found) > PAGE_ROWS
    if backwards:
        shown.reverse()
    has_before, has_after = (more, True) if backwards else (edge is not None, more)
    return {
        "rows": shown,
        "before": _key(shown[0]) if shown and has_before else "",
        "after": _key(shown[-1]) if shown and has_after else "",
    }


def _edge(rows: QuerySet[Any, Any], *, sort: str, key: str) -> tuple[Any, Any] | None:
    if not key:
        return None
    try:
        return rows.order_by().filter(pk=key).values_list(sort.removeprefix("-"), "pk").first()
    except (ValueError, TypeError, ValidationError):
        return None


def _ordered(rows: QuerySet[Any, Any], *, sort: str, backwards: bool) -> QuerySet[Any, Any]:
    descending = sort.startswith("-") != backwards
    column = F(sort.removeprefix("-"))
    nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    key = "-pk" if backwards else "pk"
    return rows.order_by(column.desc(**nulls) if descending else column.asc(**nulls), key)


def _beyond(edge: tuple[Any, Any], *, sort: str, backwards: bool) -> Q:
    """Rows past the edge in the order of travel; unknown values come last, so they come first on the way back."""
    value, key = edge
    name = sort.removeprefix("-")
    tie = Q(pk__lt=key) if backwards else Q(pk__gt=key)
    unknown = Q(**{f"{name}__isnull": True})
    if value is None:
        return (unknown & tie) | ~unknown if backwards else unknown & tie
    side = "lt" if sort.startswith("-") != backwards else "gt"
    past = Q(**{f"{name}__{side}": value}) | (Q(**{name: value}) & tie)
    return past if backwards else past | unknown


def _key(row: Any) -> str:
    return str(row["pk"] if isinstance(row, dict) else row.pk)


def _joined(*parts: str) -> str:
    return "&".join(part for part in parts if part)
