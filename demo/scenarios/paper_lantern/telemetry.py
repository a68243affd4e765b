"""Firmware check-ins as the maker's server logged them: 9,412 rows, ordered by time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from random import Random

from demo.scenarios.paper_lantern.units import ABROAD, FIRST_ABROAD, REPORTED_BEFORE_LEAVING, TELEMETRY_ENDS, units

ROWS = 9412
SEED = 64505
MALAYSIA, HONG_KONG = 64500, 64505
NETWORKS = {MALAYSIA: "192.0.2", HONG_KONG: "203.0.113"}
POSITIONS = {MALAYSIA: (1.50, 103.70), HONG_KONG: (22.30, 114.20)}  # degrees north and east, rounded
ROWS_ABROAD, ROWS_BEFORE_LEAVING = 16, 12
FIRST_HOUR = time(0, 40)  # UTC; keeps the day at +08:00 equal to the day in UTC for first check-ins
DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """One line of the log; `serial` is the logical serial that the controller reports."""

    serial: str
    at: datetime
    ip: str
    asn: int


@dataclass(frozen=True, kw_only=True)
class _Series:
    serial: str
    asn: int
    address: int
    first: date
    last: date
    rows: int


@cache
def checkins() -> tuple[CheckIn, ...]:
    """All rows in the order of the file; row 1 of the file is the heading."""
    draw = Random(SEED)  # the same times every time is the point
    rows = [row for series in _series() for row in _rows(series, draw=draw)]
    return tuple(sorted(rows, key=lambda row: (row.at, row.serial)))


def _series() -> list[_Series]:
    abroad = [
        _Series(
            serial=label,
            asn=HONG_KONG,
            address=20 + place,
            first=FIRST_ABROAD[label],
            last=TELEMETRY_ENDS,
            rows=ROWS_ABROAD,
        )
        for place, label in enumerate(ABROAD)
    ]
    return abroad + _malaysian(ROWS - len(ABROAD) * ROWS_ABROAD - len(REPORTED_BEFORE_LEAVING) * ROWS_BEFORE_LEAVING)


def _malaysian(remaining: int) -> list[_Series]:
    """What remains is shared evenly by the machines that stayed; the first few get one row more."""
    staying = sum(1 for one in units() if one.telemetry_from and not one.is_abroad)
    each, more = divmod(remaining, staying)
    found, place = [], 0
    for one in units():
        if one.telemetry_from is None or one.telemetry_until is None:
            continue
        rows = ROWS_BEFORE_LEAVING
        if not one.is_abroad:
            rows, place = each + (place < more), place + 1
        found.append(
            _Series(
                serial=one.label,
                asn=MALAYSIA,
                address=10 + one.number % 200,
                first=one.telemetry_from,
                last=one.telemetry_until,
                rows=rows,
            )
        )
    return found


def _rows(series: _Series, *, draw: Random) -> list[CheckIn]:
    """Evenly spread with jitter; the first falls on the first day, the last on the last."""
    start = datetime.combine(series.first, FIRST_HOUR, UTC)
    span = (series.last - series.first).days * DAY_SECONDS
    step = span // (series.rows - 1)
    marks = [draw.randrange(600, 10_000)]
    marks += [place * step + draw.randrange(-step // 3, step // 3) for place in range(1, series.rows - 1)]
    marks.append(span + draw.randrange(600, 10_000))
    ip = f"{NETWORKS[series.asn]}.{series.address}"
    return [
        CheckIn(serial=series.serial, at=start + timedelta(seconds=mark), ip=ip, asn=series.asn)
        for mark in sorted(marks)
    ]


def serials_by_asn() -> dict[int, set[str]]:
    """Which machines reported from which network."""
    return {asn: {row.serial for row in checkins() if row.asn == asn} for asn in NETWORKS}


def last_before_first_abroad() -> dict[str, timedelta]:
    """For machines seen from both networks, the silence between the two."""
    gaps = {}
    for label in REPORTED_BEFORE_LEAVING:
        rows = [row for row in checkins() if row.serial == label]
        gaps[label] = next(after.at - before.at for before, after in pairwise(rows) if before.asn != after.asn)
    return gaps
