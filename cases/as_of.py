"""Pages of the past: which position an address asks for."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest

from ledger import store
from ledger.domain.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class AsOf:
    """A moment of a case: global position for queries, its own event number and time for the page."""

    upto: int
    position: int  # the number of the case's own events, which pages show
    at: datetime
    back: str


def as_of(request: HttpRequest, case_id: UUID) -> AsOf | None:
    """What `?as_of=` asks for: the number of an event of this case, or an RFC 3339 time. None means now.

    Raises:
        BadInput: neither, or before the case began.
    """
    wanted = request.GET.get("as_of", "").strip()
    if not wanted:
        return None
    upto = store.nth_of_scope(case_id, int(wanted)) if wanted.isdigit() else store.position_at(_time(wanted))
    number = store.count_of_scope(case_id, upto=upto) if upto else 0
    if not upto or not number:
        raise BadInput("This case has no event at that number or time.", field="as_of")
    at = (store.time_at(upto) if wanted.isdigit() else _time(wanted)) or datetime.now(UTC)
    return AsOf(upto=upto, position=number, at=at, back=request.path)


def _time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00").replace(" ", "+"))
    except ValueError as error:
        raise BadInput("Give the number of an event or a time such as 2026-03-02T12:00:00Z.", field="as_of") from error
    if found.tzinfo is None:
        raise BadInput("This time has no zone. Add Z or an offset such as +08:00.", field="as_of")
    return found
