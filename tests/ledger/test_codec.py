"""Payloads keep one profile, so that their bytes and hashes are equal everywhere."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from ledger import codec
from ledger.codec import ProfileViolation, decode, encode
from ledger.domain.errors import LogDamaged
from ledger.domain.events import Event, event
from tests.ledger.tally import Counted
from tests.people import ADA, NOON


@event("test.anything")
class Anything(Event):
    """Holds one value of any kind."""

    value: Any


def stored(value: Any) -> Any:
    return encode(Anything(value=value))["value"]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (True, True),
        ("Käfer 芯片", "Käfer 芯片"),
        (2**53 - 1, 2**53 - 1),
        (-(2**53) + 1, -(2**53) + 1),
        (ADA, str(ADA)),
        ((1, ("a", None)), [1, ["a", None]]),
        ({"a": {"b": (1,)}}, {"a": {"b": [1]}}),
        (datetime(2026, 3, 2, 12, tzinfo=UTC), "2026-03-02T12:00:00.000000Z"),
        (datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=8))), "2026-03-02T04:00:00.000000Z"),
    ],
)
def test_a_value_is_kept_in_one_spelling(value, kept):
    assert stored(value) == kept


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        "a\x00b",
        "\ud800",
        2**53,
        -(2**53),
        NOON.replace(tzinfo=None),
        {"ä": 1},
        {"$erased": "00"},
        [[{"a": (1, 1.5)}]],
    ],
)
def test_a_value_that_hashes_differently_somewhere_is_a_programming_error(value):
    with pytest.raises(ProfileViolation):
        stored(value)


def test_a_key_is_text():
    with pytest.raises(ProfileViolation):
        codec._profiled({1: "one"})


def test_what_was_encoded_is_decoded():
    counted = Counted(number=3, note="three")

    assert decode("test.counted", 3, encode(counted)) == counted


@pytest.mark.parametrize(
    ("version", "data", "lifted"),
    [
        (1, {"count": 3}, Counted(number=3, note="none given")),
        (2, {"count": 3, "note": "old"}, Counted(number=3, note="old")),
        (3, {"number": 3, "note": "new"}, Counted(number=3, note="new")),
    ],
)
def test_older_versions_are_lifted_one_by_one(version, data, lifted):
    assert decode("test.counted", version, data) == lifted


def test_an_erased_value_reads_as_such():
    decoded = decode("test.counted", 3, {"number": 3, "note": {"$erased": "ab" * 32}})

    assert decoded == Counted(number=3, note="[erased]")


def test_only_the_mark_alone_is_erased():
    assert codec.is_erased({"$erased": "ab"})
    assert not codec.is_erased({"$erased": "ab", "more": 1})
    assert not codec.is_erased("$erased")


def test_an_unknown_type_is_damage():
    with pytest.raises(LogDamaged, match=r"unknown type test\.never"):
        decode("test.never", 1, {})


def test_data_that_do_not_fit_are_damage():
    with pytest.raises(LogDamaged, match=r"test\.counted do not fit"):
        decode("test.counted", 3, {"number": "three", "note": ""})
