"""Instants in words: in the reader's zone with the zone named, as precise as they are known and no more."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import timezone

from ledger.domain.when import Precision, When

_BOUNDS = {"": "", "before": "before ", "after": "after ", "about": "about "}


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What a `<time>` element needs: the machine's form, the words, and UTC for hover and print."""

    machine: str
    words: str
    utc: str


def moment(value: When | datetime | date, *, precision: str = "", bound: str = "") -> Moment:
    """Put an instant, a day or a `When` into words.

    `precision` is a value of `ledger.domain.when.Precision` (default: a date is a day, a time an instant);
    `bound` is one of before, after, about. Days, months and years are never moved to another zone.
    """
    at, known = _taken_apart(value, precision)
    prefix = _BOUNDS[bound]
    match known:
        case Precision.YEAR:
            return Moment(machine=f"{at:%Y}", words=f"{prefix}{at:%Y}", utc="")
        case Precision.MONTH:
            return Moment(machine=f"{at:%Y-%m}", words=f"{prefix}{at:%B %Y}", utc="")
        case Precision.DAY:
            return Moment(machine=f"{at:%Y-%m-%d}", words=f"{prefix}{_day(at)}", utc="")
        case _:
            return _with_clock(at, prefix=prefix, seconds=known is Precision.INSTANT)


def zone_name(at: datetime) -> str:
    """The zone of a local time as people write it: CET, UTC, UTC+08."""
    name = at.strftime("%Z")
    return f"UTC{name}" if name[:1] in "+-" else name


def _taken_apart(value: When | datetime | date, precision: str) -> tuple[datetime, Precision]:
    if isinstance(value, When):
        return value.at, Precision(precision or value.precision)
    if isinstance(value, datetime):
        return value, Precision(precision or Precision.INSTANT)
    return datetime(value.year, value.month, value.day, tzinfo=UTC), Precision(precision or Precision.DAY)


def _with_clock(at: datetime, *, prefix: str, seconds: bool) -> Moment:
    local, utc = timezone.localtime(at), at.astimezone(UTC)
    clock = "%H:%M:%S" if seconds else "%H:%M"
    return Moment(
        machine=utc.strftime(f"%Y-%m-%dT{clock}Z"),
        words=f"{prefix}{_day(local)} {local:%H:%M} {zone_name(local)}",
        utc=f"{_day(utc)} {utc.strftime(clock)} UTC",
    )


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"
