"""Past moments: which position `?as_of=` asks for, now or then."""

from datetime import UTC, date, datetime, time

from django.utils.dateparse import parse_datetime
from rest_framework.request import Request

from ledger import store
from ledger.domain.errors import BadInput
from rest.positions import PREFIX, position_of, position_text

AS_OF = frozenset({"as_of"})
WANTED = "Give a position, a day such as 2026-03-02, or a time with its zone such as 2026-03-02T12:00:00Z."


def moment(request: Request) -> int | None:
    """The position that `?as_of=` asks for; None means now.

    Raises:
        BadInput: neither a position of ours, nor a day, nor a time with its zone.
    """
    return moment_of(request.query_params.get("as_of", ""))


def moment_of(text: str) -> int | None:
    """The position of a moment as written; a day stands for its end in UTC. None for empty text.

    Raises:
        BadInput: neither a position of ours, nor a day, nor a time with its zone.
    """
    written = text.strip().replace(" ", "+")
    if not written:
        return None
    if written.startswith(PREFIX):
        return position_of(written, field="as_of")
    return store.position_at(_day_end(written) or _instant(written))


def as_of_text(upto: int | None) -> str:
    """What an answer is as of, on the wire: the position asked for, or the newest."""
    return position_text(store.head_position() if upto is None else upto)


def _day_end(written: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(written), time.max, UTC) if len(written) == 10 else None
    except ValueError:
        return None


def _instant(written: str) -> datetime:
    try:
        found = parse_datetime(written)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadInput(WANTED, field="as_of")
    return found
