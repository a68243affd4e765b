"""Time zones as people write them, and what they make of a local time."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from ledger.domain.errors import BadInput

_OFFSET = re.compile(r"(?:UTC|GMT)?([+\-−])(\d{1,2})(?::?(\d{2}))?", re.ASCII)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(/[A-Za-z0-9_+\-]+){0,2}")
MOST_HOURS = 14
NO_PLACES = {"localtime", "posixrules", "Factory", "posix", "right"}  # of this machine, or counting leap seconds


class ZoneMissing(BadInput):
    """A local time says nothing without its zone."""

    def __init__(self) -> None:
        super().__init__("Say in which zone this time was kept, such as Asia/Singapore, +08:00 or UTC.", field="zone")


class UnknownZone(BadInput):
    """Nobody keeps this zone."""

    def __init__(self, zone: str) -> None:
        super().__init__(f"“{zone[:60]}” is no time zone. Write Asia/Singapore, +08:00 or UTC.", field="zone")


def zone_of(text: str) -> tzinfo:
    """The zone of an IANA name, of a fixed offset such as +08:00 or UTC-7, or of UTC, GMT and Z.

    Raises:
        ZoneMissing: the text is empty.
        UnknownZone: it is none of these, or more than 14 hours from UTC.
    """
    written = text.strip()
    if not written:
        raise ZoneMissing
    if written.upper() in {"UTC", "GMT", "Z"}:
        return UTC
    if found := _OFFSET.fullmatch(written.upper()):
        return _fixed(found, written)
    return _named(written)


def candidates(local: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The instants, in UTC and in order, that a wall clock in `zone` may mean: one, or two around a change of it."""
    both = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(both))


def existed(local: datetime, zone: tzinfo) -> bool:
    """False for a time that the clocks of the zone skipped."""
    return any(instant.astimezone(zone).replace(tzinfo=None) == local for instant in candidates(local, zone))


def _fixed(found: re.Match[str], written: str) -> tzinfo:
    sign, hours, minutes = found[1], int(found[2]), int(found[3] or 0)
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > timedelta(hours=MOST_HOURS):
        raise UnknownZone(written)
    return timezone(offset if sign == "+" else -offset)


def _named(written: str) -> tzinfo:
    if not _NAME.fullmatch(written) or written.split("/", maxsplit=1)[0] in NO_PLACES:
        raise UnknownZone(written)
    try:
        return ZoneInfo(written)
    except (LookupError, ValueError, OSError):
        raise UnknownZone(written) from None
