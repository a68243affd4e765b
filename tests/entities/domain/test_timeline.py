"""Order, lanes, days of places and density of what happened."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.catalogue import LinkKind
from entities.domain.timeline import (
    MOST_BARS,
    Lane,
    Spot,
    histogram,
    in_order_of_happening,
    in_order_of_recording,
    lane_of,
    local,
    within,
)
from entities.domain.validity import partial_date
from ledger.domain.when import Precision
from tests.entities.domain.cast import key

NIGHT = datetime(2025, 8, 1, 16, tzinfo=UTC)  # the first instant of 2 August at +08:00


def spot(number: int, at: datetime, *, precision: Precision = Precision.MINUTE) -> Spot:
    return Spot(
        id=key(number),
        source="entry",
        at=at,
        precision=precision,
        recorded_at=datetime(2026, 1, 10 - number, tzinfo=UTC),
        lane=Lane.CHRONOLOGY,
        number=f"EV0{number}",
    )


@pytest.mark.parametrize(
    ("date_text", "zone"), [("2025-08-02", "+08:00"), ("2025-08-02", "Asia/Singapore"), ("2025-08-02 10:00+08:00", "")]
)
def test_a_day_is_the_day_of_its_place(date_text: str, zone: str):
    found = local(NIGHT, precision=Precision.DAY, date_text=date_text, zone=zone)

    assert (found.date(), found) == (date(2025, 8, 2), NIGHT)


def test_a_minute_stays_in_utc_and_an_erased_zone_is_utc():
    assert local(NIGHT, precision=Precision.MINUTE, date_text="", zone="+08:00") is NIGHT
    assert local(NIGHT, precision=Precision.DAY, date_text="[erased]", zone="[erased]").date() == date(2025, 8, 1)


def test_of_equal_instants_the_vaguer_comes_first_and_recording_has_its_own_order():
    month, minute, later = (
        spot(3, NIGHT, precision=Precision.MONTH),
        spot(1, NIGHT),
        spot(2, NIGHT + timedelta(minutes=1)),
    )

    assert in_order_of_happening([later, minute, month]) == [month, minute, later]
    assert in_order_of_recording([minute, later, month]) == [month, later, minute]


@pytest.mark.parametrize(
    ("kind", "lane"),
    [
        ("shipped_to", Lane.SHIPMENTS),
        ("paid", Lane.SHIPMENTS),
        ("owns", Lane.CORPORATE),
        ("licensed_under", Lane.LICENCE),
        ("communicated_with", Lane.CONTACTS),
    ],
)
def test_each_link_has_its_lane(kind: str, lane: Lane):
    assert lane_of(LinkKind(kind)) is lane


def test_every_kind_of_link_has_a_lane_and_every_lane_a_name():
    assert {lane_of(kind) for kind in LinkKind} <= set(Lane)
    assert all(lane.label for lane in Lane)


def test_within_is_open_where_nothing_is_said():
    day = date(2025, 3, 31)

    assert within(day, since=None, until=None)
    assert within(day, since=partial_date("2025-03", field="f"), until=partial_date("2025-03", field="f"))
    assert not within(day, since=partial_date("2025-04", field="f"), until=None)
    assert not within(day, since=None, until=partial_date("2025-03-30", field="f"))


def test_nothing_has_no_bars_and_one_day_has_one():
    assert histogram([]) == []
    (bar,) = histogram([date(2025, 3, 9), date(2025, 3, 9)])
    assert (bar.since, bar.until, bar.label, bar.count, bar.share) == (
        "2025-03-09",
        "2025-03-09",
        "9 March 2025",
        2,
        1.0,
    )


@pytest.mark.parametrize(
    ("last", "bars", "label"),
    [
        (date(2025, 1, 31), 31, "31 January 2025"),
        (date(2026, 6, 1), 18, "June 2026"),
        (date(2030, 12, 31), 24, "quarter 4 of 2030"),
        (date(2055, 1, 1), 31, "2055"),
        (date(2199, 1, 1), 18, "2190 to 2199"),
    ],
)
def test_the_unit_fits_the_time(last: date, bars: int, label: str):
    found = histogram([date(2025, 1, 1), last])

    assert (len(found), found[-1].label) == (bars, label)
    assert [bar.count for bar in found[1:-1]] == [0] * (bars - 2)


DAYS = st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31))


@given(st.lists(DAYS, min_size=1, max_size=30))
def test_a_bar_leads_to_exactly_what_it_counts(days: list[date]):
    bars = histogram(days)

    assert sum(bar.count for bar in bars) == len(days)
    assert max(bar.share for bar in bars) == 1
    assert len(bars) <= max(MOST_BARS, 51)
    for bar in bars:
        since, until = partial_date(bar.since, field="f"), partial_date(bar.until, field="f")
        assert sum(within(day, since=since, until=until) for day in days) == bar.count
