"""Pages of results by an opaque, signed cursor that is bound to its reader, address and filter. No totals."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core import signing
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.domain.errors import BadInput

PARAMETERS = frozenset({"cursor", "limit"})
DEFAULT_LIMIT, LARGEST_LIMIT = 50, 500
Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True)
class Window:
    """Which part of the results is wanted: up to `limit` behind the key `after`, from the start if empty."""

    after: str
    limit: int


def window_of(request: Request) -> Window:
    """What `?cursor=` and `?limit=` ask for.

    Raises:
        BadInput: a cursor of another list, or a limit outside 1 to 500.
    """
    return Window(after=_after(request), limit=limit_of(request, default=DEFAULT_LIMIT))


def limit_of(request: Request, *, default: int) -> int:
    """How many results a page may hold.

    Raises:
        BadInput: outside 1 to 500.
    """
    text = request.query_params.get("limit") or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= LARGEST_LIMIT):
        raise BadInput(f"A page holds 1 to {LARGEST_LIMIT} results.", field="limit")
    return int(text)


def page_of(request: Request, *, rows: Iterable[Item], key: Callable[[Item], str], show: Callable[[Item], Any]) -> Any:
    """A page of rows already at hand, in order of their unique `key`: `results` and `next` (a cursor or null)."""
    window = window_of(request)
    behind = [row for row in sorted(rows, key=key) if key(row) > window.after][: window.limit + 1]
    return shaped(request, rows=behind, key=key, show=show)


def shaped(request: Request, *, rows: list[Item], key: Callable[[Item], str], show: Callable[[Item], Any]) -> Any:
    """A page from rows of which one more than the limit was asked for."""
    limit = window_of(request).limit
    shown = rows[:limit]
    cursor = signing.dumps(key(shown[-1]), salt=_salt(request)) if len(rows) > limit else None
    return {"results": [show(row) for row in shown], "next": cursor}


def linked(request: Request, page: dict[str, Any]) -> Response:
    """The page as an answer with its Link header."""
    response = Response(page)
    if page["next"]:
        query = {**request.query_params.dict(), "cursor": page["next"]}
        response["Link"] = f'<{request.build_absolute_uri(request.path)}?{urlencode(query)}>; rel="next"'
    return response


def _after(request: Request) -> str:
    cursor = request.query_params.get("cursor", "")
    if not cursor:
        return ""
    try:
        return str(signing.loads(cursor, salt=_salt(request)))
    except signing.BadSignature as error:
        raise BadInput("This cursor belongs to another list. Begin again without one.", field="cursor") from error


def _salt(request: Request) -> str:
    asked = {name: value for name, value in request.query_params.items() if name not in PARAMETERS}
    whole = f"{request.user.pk} {request.path} {sorted(asked.items())}"
    return hashlib.sha256(whole.encode()).hexdigest()
