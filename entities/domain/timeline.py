"""What happened when, as far as order, lanes and density go."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from entities.domain.catalogue import CATALOGUE, Chain, LinkKind
from entities.domain.dates import read_date
from entities.domain.resolving import COARSEST_FIRST
from entities.domain.validity import PartialDate
from entities.domain.zones import zone_of
from ledger.domain.errors import BadInput
from ledger.domain.when import Precision

MOST_BARS = 36


class Lane(StrEnum):
    """Which side of the story something belongs to."""

    CHRONOLOGY = "chronology"
    SHIPMENTS = "shipments"
    CORPORATE = "corporate"
    LICENCE = "licence"
    CONTACTS = "contacts"
    ACTIONS = "own"

    @property
    def label(self) -> str:
        """The lane in words."""
        return _LABELS[self]


_LABELS = {
    Lane.CHRONOLOGY: "Chronology",
    Lane.SHIPMENTS: "Trade and shipments",
    Lane.CORPORATE: "Corporate",
    Lane.LICENCE: "Licences and listings",
    Lane.CONTACTS: "Contacts",
    Lane.ACTIONS: "Our actions",
}
_TRADE = {LinkKind.SOLD_TO, LinkKind.ORDERED_BY, LinkKind.PAID, LinkKind.GUARANTEED, LinkKind.NOTIFY}
_LICENCE = {LinkKind.LICENSED_UNDER, LinkKind.LISTED_AS, LinkKind.SIGNED}
_CONTACTS = {LinkKind.COMMUNICATED_WITH, LinkKind.MENTIONS}


def lane_of(kind: LinkKind) -> Lane:
    """The lane of a kind of link."""
    if kind in _TRADE or CATALOGUE[kind].chain is Chain.SHIPMENT:
        return Lane.SHIPMENTS
    if kind in _LICENCE:
        return Lane.LICENCE
    return Lane.CONTACTS if kind in _CONTACTS else Lane.CORPORATE


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Something on the timeline: which row it is, when it happened where it happened, and when we learned it."""

    id: UUID
    source: str  # entry, link or exhibit
    at: datetime  # of a day, month or year its first instant in the zone of the place
    precision: Precision
    recorded_at: datetime
    lane: Lane
    number: str

    @property
    def day(self) -> date:
        """The day of its place."""
        return self.at.date()


def in_order_of_happening(spots: Iterable[Spot]) -> list[Spot]:
    """By instant; of equal instants the vaguer first, then by number."""
    return sorted(spots, key=lambda one: (one.at, COARSEST_FIRST.index(one.precision), one.number))


def in_order_of_recording(spots: Iterable[Spot]) -> list[Spot]:
    """By when it was recorded."""
    return sorted(spots, key=lambda one: (one.recorded_at, one.number))


def within(day: date, *, since: PartialDate | None, until: PartialDate | None) -> bool:
    """Whether a first day lies in a time; what is open has no end."""
    return (since is None or since.first_day <= day) and (until is None or day <= until.last_day)


def local(utc: datetime, *, precision: Precision, date_text: str, zone: str) -> datetime:
    """An instant where it happened, so that a day is that place's day and not the day before in UTC."""
    return utc.astimezone(_place(date_text, zone)) if precision in _DAYS else utc


@lru_cache(maxsize=4096)
def _place(date_text: str, zone: str) -> tzinfo:
    try:
        return zone_of(zone or read_date(date_text).zone)
    except BadInput:
        return UTC  # what was erased has no zone any more


_DAYS = {Precision.DAY, Precision.MONTH, Precision.YEAR}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A stretch of time with how much lies in it; `since` and `until` as addresses write them."""

    since: str
    until: str
    label: str
    count: int
    share: float  # of the highest bar, 0 to 1


class Unit(StrEnum):
    """How much time one bar holds."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


def histogram(days: Sequence[date]) -> list[Bar]:
    """Bars of equal length over all days, empty ones too; the finest unit that gives few enough bars."""
    if not days:
        return []
    first, last = min(days), max(days)
    unit = next((unit for unit in Unit if _number(last, unit) - _number(first, unit) < MOST_BARS), Unit.DECADE)
    counts = Counter(_number(day, unit) for day in days)
    highest = max(counts.values())
    return [
        _bar(number, unit, count=counts[number], highest=highest)
        for number in range(_number(first, unit), _number(last, unit) + 1)
    ]


def _number(day: date, unit: Unit) -> int:
    match unit:
        case Unit.DAY:
            return day.toordinal()
        case Unit.MONTH:
            return day.year * 12 + day.month - 1
        case Unit.QUARTER:
            return day.year * 4 + (day.month - 1) // 3
        case Unit.YEAR:
            return day.year
        case _:
            return day.year // 10


def _bar(number: int, unit: Unit, *, count: int, highest: int) -> Bar:
    since, until, label = _ends(number, unit)
    return Bar(since=since, until=until, label=label, count=count, share=count / highest)


def _ends(number: int, unit: Unit) -> tuple[str, str, str]:
    match unit:
        case Unit.DAY:
            day = date.min + timedelta(days=number - 1)
            return day.isoformat(), day.isoformat(), f"{day.day} {day:%B %Y}"
        case Unit.MONTH:
            month = date(number // 12, number % 12 + 1, 1)
            return f"{month:%Y-%m}", f"{month:%Y-%m}", f"{month:%B %Y}"
        case Unit.QUARTER:
            year, quarter = divmod(number, 4)
            return f"{year}-{quarter * 3 + 1:02}", f"{year}-{quarter * 3 + 3:02}", f"quarter {quarter + 1} of {year}"
        case Unit.YEAR:
            return str(number), str(number), str(number)
        case _:
            return f"{number}0", f"{number}9", f"{number}0 to {number}9"
