"""Dates as written, zones, gaps and folds of clocks."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.dates import UnreadableDate, read_date
from entities.domain.resolving import COARSEST_FIRST, Resolved, TimeFlag, resolve
from entities.domain.zones import UnknownZone, ZoneMissing, existed, zone_of
from ledger.domain.errors import BadInput
from ledger.domain.when import Precision


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "local", "precision"),
    [
        ("2025-07-29 02:14", (2025, 7, 29, 2, 14), Precision.MINUTE),
        ("2025-07-29T02:14:33", (2025, 7, 29, 2, 14, 33), Precision.INSTANT),
        ("2025-07-29 02:14:33.5", (2025, 7, 29, 2, 14, 33, 500_000), Precision.INSTANT),
        ("2025-07-29 02:14:33,1234567", (2025, 7, 29, 2, 14, 33, 123_456), Precision.INSTANT),
        ("2025-07-29", (2025, 7, 29), Precision.DAY),
        ("2025-03", (2025, 3, 1), Precision.MONTH),
        ("2025", (2025, 1, 1), Precision.YEAR),
        ("3 Mar 2025", (2025, 3, 3), Precision.DAY),
        ("3  march 2025  9:05", (2025, 3, 3, 9, 5), Precision.MINUTE),
        ("Sept. 3, 2025", (2025, 9, 3), Precision.DAY),
        ("March 2025", (2025, 3, 1), Precision.MONTH),
        ("2024-02-29", (2024, 2, 29), Precision.DAY),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(text: str, local: tuple[int, ...], precision: Precision):
    written = read_date(text)

    assert written.local == datetime(*local)
    assert written.precision is precision


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("03/04/2025", "exchanged"),
        ("3.4.2025", "exchanged"),
        ("2025-02-29", "No calendar"),
        ("2025-13-01", "No calendar"),
        ("2025-07-29 24:00", "No calendar"),
        ("2025-07-29 23:59:60", "No calendar"),
        ("3 Brumaire 2025", "no month"),
        ("0025-07-29", "not between"),
        ("9999-12-31 23:59", "not between"),
        ("yesterday", "Write the date as"),
        ("", "Write the date as"),
        ("2025-07-29 02", "Write the date as"),
        ("٢٠٢٥", "Write the date as"),
        ("2025-07-29\x00", "Write the date as"),
    ],
)
def test_what_cannot_be_read_without_guessing_is_refused(text: str, words: str):
    with pytest.raises(UnreadableDate) as refusal:
        read_date(text)

    assert words in refusal.value.sentence
    assert refusal.value.field == "date_text"


@pytest.mark.parametrize(
    ("text", "hours"),
    [("UTC", 0), ("z", 0), ("+08:00", 8), ("+0800", 8), ("UTC+8", 8), ("GMT-7", -7), ("−07:00", -7), ("-0730", -7.5)],
)
def test_a_fixed_zone_is_read(text: str, hours: float):
    assert zone_of(text).utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "text",
    ["Mars/Olympus", "America", "+15:00", "+08:75", "../../etc/passwd", "right/UTC", "localtime", "+8 hours", "\x00"],
)
def test_an_unknown_zone_is_refused(text: str):
    with pytest.raises(UnknownZone) as refusal:
        zone_of(text)

    assert refusal.value.field == "zone"


def test_a_date_without_zone_is_refused():
    with pytest.raises(ZoneMissing) as refusal:
        resolve("2025-07-29 02:14", " ")

    assert "Say in which zone" in refusal.value.sentence


def test_a_time_in_a_zone_without_changes_is_plain():
    found = resolve("2025-07-29 02:14", "Asia/Singapore")

    assert found == Resolved(utc=utc(2025, 7, 28, 18, 14), precision=Precision.MINUTE)


def test_an_offset_in_the_text_needs_no_zone():
    assert resolve("2025-07-29T02:14:00+08:00", "").utc == utc(2025, 7, 28, 18, 14)
    assert resolve("2025-10-20 09:30 −07:00", "").utc == resolve("2025-10-21 00:30", "+08:00").utc


def test_an_offset_that_the_zone_did_not_have_is_flagged():
    found = resolve("2025-07-29T02:14:00Z", "Asia/Singapore")

    assert found.flags == (TimeFlag.OFFSET_DIFFERS,)
    assert found.utc == utc(2025, 7, 29, 2, 14)
    assert resolve("2025-11-02 01:30 -05:00", "America/New_York").flags == ()


def test_a_time_that_the_clocks_skipped_is_flagged_and_both_instants_are_kept():
    found = resolve("2025-03-09 02:30", "America/New_York")

    assert found.flags == (TimeFlag.DID_NOT_EXIST,)
    assert found.candidates == (utc(2025, 3, 9, 6, 30), utc(2025, 3, 9, 7, 30))
    assert found.utc == utc(2025, 3, 9, 7, 30)


def test_a_time_that_came_twice_is_flagged_and_both_instants_are_kept():
    found = resolve("2025-11-02 01:30", "America/New_York")

    assert found.flags == (TimeFlag.AMBIGUOUS,)
    assert found.candidates == (utc(2025, 11, 2, 5, 30), utc(2025, 11, 2, 6, 30))
    assert found.utc == utc(2025, 11, 2, 5, 30)


def test_a_day_that_was_skipped_whole_is_flagged():
    assert resolve("2011-12-30", "Pacific/Apia").flags == (TimeFlag.DID_NOT_EXIST,)
    assert resolve("2011-12", "Pacific/Apia").flags == ()


def test_a_day_without_its_midnight_begins_later():
    found = resolve("2025-09-07", "America/Santiago")

    assert (found.flags, found.utc) == ((), utc(2025, 9, 7, 4, 0))


def test_a_day_with_two_midnights_begins_at_the_first():
    found = resolve("2025-11-02", "America/Havana")

    assert (found.flags, found.utc) == ((), utc(2025, 11, 2, 4, 0))


@pytest.mark.parametrize(
    ("precision", "instant"),
    [
        (Precision.INSTANT, utc(2025, 7, 29, 2, 14, 33)),
        (Precision.MINUTE, utc(2025, 7, 29, 2, 14)),
        (Precision.DAY, utc(2025, 7, 29)),
        (Precision.MONTH, utc(2025, 7, 1)),
        (Precision.YEAR, utc(2025, 1, 1)),
    ],
)
def test_a_date_may_be_taken_less_precisely_than_it_is_written(precision: Precision, instant: datetime):
    found = resolve("2025-07-29 02:14:33", "UTC", precision=precision)

    assert (found.utc, found.precision) == (instant, precision)


def test_a_date_is_not_taken_more_precisely_than_it_is_written():
    with pytest.raises(UnreadableDate) as refusal:
        resolve("2025-03", "UTC", precision=Precision.DAY)

    assert "known to the month only" in refusal.value.sentence


def test_every_flag_has_a_sentence():
    assert all(flag.sentence.endswith(".") for flag in TimeFlag)


def test_every_precision_has_its_place_in_the_order():
    assert set(COARSEST_FIRST) == set(Precision)


ZONES = st.sampled_from(
    [
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Asia/Kuala_Lumpur",
        "Africa/Cairo",
        "Asia/Tehran",
        "UTC",
    ]
)
MINUTES = st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2037, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@given(local=MINUTES, zone=ZONES)
def test_a_local_time_is_flagged_exactly_when_it_is_no_single_instant(local: datetime, zone: str):
    found = resolve(local.isoformat(sep=" ", timespec="minutes"), zone)
    place = zone_of(zone)

    assert (TimeFlag.DID_NOT_EXIST in found.flags) is not existed(local, place)
    assert len(found.candidates) == (2 if found.flags else 0)
    if not found.flags:
        assert found.utc.astimezone(place).replace(tzinfo=None) == local
    else:
        assert found.utc in found.candidates


@given(local=MINUTES, hours=st.integers(min_value=-12, max_value=14))
def test_a_fixed_offset_is_never_doubtful(local: datetime, hours: int):
    found = resolve(local.isoformat(sep=" ", timespec="minutes"), f"{hours:+03}:00")

    assert found.flags == ()
    assert found.utc == local.replace(tzinfo=timezone(timedelta(hours=hours)))


@given(text=st.text(max_size=30), zone=st.text(max_size=20))
def test_any_text_is_resolved_or_refused(text: str, zone: str):
    with suppress(BadInput):
        assert resolve(text, zone).utc.tzinfo is UTC


LOOKS_LIKE_A_DATE = r"[0-9]{4}-[01][0-9]-[0-3][0-9]([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?(Z|[+-][01][0-9]:[0-9]{2})?"


@given(text=st.from_regex(LOOKS_LIKE_A_DATE, fullmatch=True))
def test_what_looks_like_a_date_is_resolved_or_refused(text: str):
    with suppress(BadInput):
        assert resolve(text, "Pacific/Apia").utc.tzinfo is UTC
