"""From a date as written and its zone to an instant in UTC, with what is doubtful about it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from entities.domain.dates import UnreadableDate, WrittenDate, read_date
from entities.domain.zones import candidates, existed, zone_of
from ledger.domain.when import Precision

COARSEST_FIRST = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.MINUTE, Precision.INSTANT)


class TimeFlag(StrEnum):
    """What is doubtful about a time; the instant is kept all the same."""

    DID_NOT_EXIST = "did_not_exist"
    AMBIGUOUS = "ambiguous"
    OFFSET_DIFFERS = "offset_differs"

    @property
    def sentence(self) -> str:
        """The doubt in words."""
        return _SENTENCES[self]


_SENTENCES = {
    TimeFlag.DID_NOT_EXIST: "The clocks of this zone skipped this time; the instant is what it would have been.",
    TimeFlag.AMBIGUOUS: "The clocks of this zone showed this time twice; the earlier is used for ordering.",
    TimeFlag.OFFSET_DIFFERS: "The offset that is written differs from what the zone had then; the offset is used.",
}

_TO_SECOND: dict[str, Any] = {"second": 0, "microsecond": 0}
_TO_HOUR = {"hour": 0, "minute": 0, **_TO_SECOND}
_PADDING: dict[Precision, dict[str, Any]] = {
    Precision.INSTANT: {},
    Precision.MINUTE: _TO_SECOND,
    Precision.DAY: _TO_HOUR,
    Precision.MONTH: {"day": 1, **_TO_HOUR},
    Precision.YEAR: {"month": 1, "day": 1, **_TO_HOUR},
}


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """The instant for ordering, how precisely it is known, its doubts, and every instant that it may be."""

    utc: datetime
    precision: Precision
    flags: tuple[TimeFlag, ...] = ()
    candidates: tuple[datetime, ...] = ()  # two, in order, when the local time was skipped or came twice


def resolve(date_text: str, zone: str, *, precision: Precision | None = None) -> Resolved:
    """Find the instant of a date as written. An offset in the text counts more than `zone`.

    `precision` may be coarser than what is written ("about that day"), never finer. A day, month or year
    stands for its first instant in the zone.

    Raises:
        UnreadableDate, ZoneMissing, UnknownZone.
    """
    written = read_date(date_text)
    if precision and COARSEST_FIRST.index(precision) > COARSEST_FIRST.index(written.precision):
        raise UnreadableDate(f"The date as written is known to the {written.precision.value} only.")
    known = precision or written.precision
    local = written.local.replace(**_PADDING[known])
    place = zone_of(written.zone or zone)
    doubts = _doubts(local, place, known=known)
    flags = (*doubts, *_offset_doubt(written, zone))
    utc = local.replace(tzinfo=place).astimezone(UTC)  # fold 0: the earlier of two, and past a gap as PEP 495 has it
    return Resolved(utc=utc, precision=known, flags=flags, candidates=candidates(local, place) if doubts else ())


def _doubts(local: datetime, place: tzinfo, *, known: Precision) -> tuple[TimeFlag, ...]:
    if known not in {Precision.INSTANT, Precision.MINUTE}:
        return () if _any_of_it_existed(local, place, known=known) else (TimeFlag.DID_NOT_EXIST,)
    if not existed(local, place):
        return (TimeFlag.DID_NOT_EXIST,)
    return (TimeFlag.AMBIGUOUS,) if len(candidates(local, place)) > 1 else ()


def _any_of_it_existed(local: datetime, place: tzinfo, *, known: Precision) -> bool:
    """Whole days were skipped, such as 2011-12-30 in Samoa; months and years never."""
    last = local + timedelta(days=1, microseconds=-1)
    return known is not Precision.DAY or existed(local, place) or existed(last, place)


def _offset_doubt(written: WrittenDate, zone: str) -> tuple[TimeFlag, ...]:
    if not written.zone or not zone.strip():
        return ()
    by_offset = candidates(written.local, zone_of(written.zone))
    by_zone = candidates(written.local, zone_of(zone))
    return () if set(by_offset) <= set(by_zone) else (TimeFlag.OFFSET_DIFFERS,)
