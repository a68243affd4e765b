"""Pins: written, read back, stored, refused."""

from contextlib import suppress
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.citations import (
    WHOLE,
    BadPin,
    Citation,
    Page,
    Part,
    Pin,
    Region,
    Rows,
    parse_pin,
    pin_text,
    without_repeats,
)
from ledger.domain.errors import BadInput

X05 = UUID(int=5)


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("p.3", Page(number=3)),
        ("Page 12", Page(number=12)),
        ("row 118", Rows(first=118, last=118)),
        ("rows 4-9", Rows(first=4, last=9)),
        ("rows 4 – 9", Rows(first=4, last=9)),
        ("sheet GPU list, rows 4-9", Rows(first=4, last=9, sheet="GPU list")),
        ("p.3 box 100,200,300,150", Region(page=3, left=100, top=200, width=300, height=150)),
        ("part 4", Part(name="4")),
        ("whole", WHOLE),
        ("  ", WHOLE),
    ],
)
def test_a_pin_is_read_as_investigators_write_it(text: str, pin: Pin):
    assert parse_pin(text) == pin


@pytest.mark.parametrize(
    "text",
    [
        "p.0",
        "p.-1",
        "row 0",
        "rows 9-4",
        "page three",
        "p.3 box 900,0,200,10",
        "p.3 box 0,0,0,10",
        "part",
        "p.99999999",
    ],
)
def test_a_place_that_is_none_is_refused(text: str):
    with pytest.raises(BadPin) as refusal:
        parse_pin(text)

    assert refusal.value.field == "pin"


@pytest.mark.parametrize("name", ["two  blanks", "ends,", "x" * 201, "nul\x00"])
def test_a_name_that_could_not_be_read_back_or_stored_is_refused(name: str):
    with pytest.raises(BadInput):
        Part(name=name)
    with pytest.raises(BadInput):
        Rows(first=1, last=1, sheet=name)


def test_a_part_has_a_name():
    with pytest.raises(BadInput):
        Part(name="")


NAMES = st.text(alphabet="abcÄ1 .K-", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
PER_MILLE = st.integers(min_value=1, max_value=500)
PINS = st.one_of(
    st.builds(Page, number=st.integers(min_value=1, max_value=1_000_000)),
    st.builds(
        lambda first, more, sheet: Rows(first=first, last=first + more, sheet=sheet),
        st.integers(min_value=1, max_value=10_000),
        st.integers(min_value=0, max_value=10_000),
        NAMES | st.just(""),
    ),
    st.builds(Region, page=PER_MILLE, left=PER_MILLE, top=PER_MILLE, width=PER_MILLE, height=PER_MILLE),
    st.builds(Part, name=NAMES),
    st.just(WHOLE),
)


@given(pin=PINS)
def test_every_pin_is_read_back_from_its_text(pin: Pin):
    assert parse_pin(pin_text(pin)) == pin


@given(pin=PINS)
def test_every_citation_comes_back_from_json(pin: Pin):
    citation = Citation(exhibit_id=X05, pin=pin)

    assert msgspec.convert(msgspec.to_builtins(citation), Citation) == citation


@given(text=st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str):
    with suppress(BadInput):
        pin = parse_pin(text)
        assert parse_pin(pin_text(pin)) == pin


def test_a_citation_counts_once():
    whole, page = Citation(exhibit_id=X05), Citation(exhibit_id=X05, pin=Page(number=1))

    assert without_repeats((whole, page, whole)) == (whole, page)


def test_a_pin_of_another_kind_is_a_programming_error():
    with pytest.raises(AssertionError):
        pin_text(object())
