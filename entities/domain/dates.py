"""Dates as people write them: read without guessing. What is ambiguous is refused, not interpreted."""

import re
from dataclasses import dataclass
from datetime import datetime

from entities.domain.validity import FIRST_YEAR, LAST_YEAR
from ledger.domain.errors import BadInput
from ledger.domain.when import Precision

_TIME = r"(?:[T\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,6})\d*)?)?)?"
_ZONE = r"(?:\s*(?P<zone>Z|UTC|(?:UTC|GMT)?[+\-−]\d{1,2}(?::?\d{2})?))?"
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_HOW = re.IGNORECASE | re.ASCII
SHAPES = tuple(
    re.compile(shape, _HOW)
    for shape in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_TIME}{_ZONE}",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        r"(?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})\s+{_MONTH}\s+(?P<year>\d{{4}}){_TIME}{_ZONE}",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_TIME}{_ZONE}",
        rf"{_MONTH}\s+(?P<year>\d{{4}})",
    )
)
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LEAST = (("day", "1"), ("hour", "0"), ("minute", "0"), ("second", "0"))
_SLASHES = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}.*", re.ASCII | re.DOTALL)


class UnreadableDate(BadInput):
    """The text is no date that can be read without guessing."""

    def __init__(self, sentence: str = "") -> None:
        words = "Write the date as 2025-07-29 02:14, 2025-07-29, 2025-07, 2025, 29 July 2025 or July 2025."
        super().__init__(sentence or words, field="date_text")


@dataclass(frozen=True, kw_only=True)
class WrittenDate:
    """A local date and time with the zone that stands beside it, if any."""

    local: datetime  # naive; what is not known is padded
    precision: Precision
    zone: str = ""


def read_date(text: str) -> WrittenDate:
    """Read an ISO date or one with an English month, with or without time and offset.

    Raises:
        UnreadableDate: another form, an order of day and month that could be two things, a day or time
            that no calendar or clock has, or a year outside 1700 to 2199.
    """
    written = " ".join(text.split())
    if _SLASHES.fullmatch(written):
        raise UnreadableDate("Day and month could be exchanged here. Write the date as 2025-07-29.")
    found = next((match for shape in SHAPES if (match := shape.fullmatch(written))), None)
    if found is None:
        raise UnreadableDate
    parts = {name: value for name, value in found.groupdict().items() if value}
    return WrittenDate(local=_local(parts), precision=_precision(parts), zone=parts.get("zone", ""))


def _local(parts: dict[str, str]) -> datetime:
    year = int(parts["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDate(f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    day, hour, minute, second = (int(parts.get(name, least)) for name, least in _LEAST)
    microsecond = int(parts.get("fraction", "").ljust(6, "0"))
    try:
        return datetime(year, _month(parts), day, hour, minute, second, microsecond)
    except ValueError:
        raise UnreadableDate("No calendar and no clock has this day or time.") from None


def _month(parts: dict[str, str]) -> int:
    if "name" not in parts:
        return int(parts.get("month", "1"))
    name = parts["name"].casefold()
    for number, month in enumerate(MONTHS, start=1):
        if name in {month, month[:3], month[:4]}:
            return number
    raise UnreadableDate(f"“{parts['name']}” is no month. Write the date as 2025-07-29 or 29 July 2025.")


def _precision(parts: dict[str, str]) -> Precision:
    if "second" in parts:
        return Precision.INSTANT
    if "hour" in parts:
        return Precision.MINUTE
    if "day" in parts:
        return Precision.DAY
    return Precision.MONTH if parts.keys() & {"month", "name"} else Precision.YEAR
