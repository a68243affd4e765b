"""Custody is intervals compared in UTC: gaps, overlaps and unacknowledged transfers are computed, never typed."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.custody import Holding, Kind, findings
from evidence.presenters import duration

EAST, PACIFIC = timezone(timedelta(hours=8)), timezone(timedelta(hours=-7))


def holding(number, holder, *when, is_acknowledged=True):
    since, until = (*when, None)[:2]
    return Holding(entry_id=UUID(int=number), holder=holder, since=since, until=until, is_acknowledged=is_acknowledged)


def test_a_gap_is_told_to_the_minute():
    found = findings(
        [
            holding(1, "officer", datetime(2025, 9, 9, 9, 0, tzinfo=EAST), datetime(2025, 9, 10, 17, 40, tzinfo=EAST)),
            holding(2, "Fay", datetime(2025, 9, 13, 9, 5, tzinfo=EAST)),
        ]
    )

    assert [(one.kind, duration(one.duration)) for one in found] == [(Kind.GAP, "63 h 25 min")]


def test_an_overlap_is_told_to_the_minute():
    found = findings(
        [
            holding(1, "Ben", datetime(2025, 8, 22, 9, 0, tzinfo=EAST), datetime(2025, 8, 22, 14, 30, tzinfo=EAST)),
            holding(2, "Fay", datetime(2025, 8, 22, 10, 0, tzinfo=EAST)),
        ]
    )

    assert [(one.kind, duration(one.duration)) for one in found] == [(Kind.OVERLAP, "4 h 30 min")]


def test_the_same_instant_in_two_zones_is_no_gap():
    found = findings(
        [
            holding(1, "E01", datetime(2025, 10, 1, tzinfo=PACIFIC), datetime(2025, 10, 20, 9, 30, tzinfo=PACIFIC)),
            holding(2, "Fay", datetime(2025, 10, 21, 0, 30, tzinfo=EAST)),
        ]
    )

    assert found == []


def test_a_transfer_that_nobody_acknowledged_is_found():
    found = findings(
        [
            holding(1, "Fay", datetime(2025, 8, 12, tzinfo=EAST), datetime(2025, 8, 13, 10, 0, tzinfo=EAST)),
            holding(
                2,
                "translator",
                datetime(2025, 8, 13, 10, 0, tzinfo=EAST),
                datetime(2025, 8, 15, 11, 30, tzinfo=EAST),
                is_acknowledged=False,
            ),
            holding(3, "Fay", datetime(2025, 8, 15, 11, 30, tzinfo=EAST)),
        ]
    )

    assert [(one.kind, one.after.holder) for one in found] == [(Kind.UNACKNOWLEDGED, "translator")]


def test_a_short_holding_inside_a_long_one_does_not_hide_a_gap_after_both():
    day = [datetime(2025, 1, day, tzinfo=UTC) for day in range(1, 10)]
    found = findings([holding(1, "a", day[0], day[5]), holding(2, "b", day[1], day[2]), holding(3, "c", day[6])])

    assert [(one.kind, one.since, one.until) for one in found] == [
        (Kind.OVERLAP, day[1], day[2]),
        (Kind.GAP, day[5], day[6]),
    ]


STARTS = st.lists(st.integers(min_value=0, max_value=500), min_size=1, max_size=8, unique=True)


@given(starts=STARTS)
def test_a_chain_without_breaks_has_no_findings_in_whatever_order_it_is_told(starts):
    hours = sorted(starts)
    begun = datetime(2025, 1, 1, tzinfo=UTC)
    chain = [
        holding(
            place,
            "h",
            begun + timedelta(hours=hour),
            begun + timedelta(hours=hours[place + 1]) if place + 1 < len(hours) else None,
        )
        for place, hour in enumerate(hours)
    ]

    assert findings(reversed(chain)) == []
