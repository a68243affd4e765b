"""Days, months and years from when and to when something was so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.validity import EndsBeforeStart, PartialDate, check_order, holds_on, partial_date
from ledger.domain.errors import BadInput
from ledger.domain.when import Precision


def on(text: str) -> PartialDate:
    found = partial_date(text, field="valid_from")
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "precision", "last_day"),
    [
        ("2024", Precision.YEAR, date(2024, 12, 31)),
        ("2024-02", Precision.MONTH, date(2024, 2, 29)),
        (" 2024-02-20 ", Precision.DAY, date(2024, 2, 20)),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, precision: Precision, last_day: date):
    found = on(text)

    assert (found.precision, found.last_day) == (precision, last_day)
    assert str(found) == text.strip()


def test_no_text_is_no_date():
    assert partial_date(" ", field="valid_to") is None


@pytest.mark.parametrize("text", ["2024-13", "2024-02-30", "0999", "9999-01-01", "20240220", "today", "2024-2", "٢٠٢٤"])
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(BadInput) as refusal:
        partial_date(text, field="valid_to")

    assert refusal.value.field == "valid_to"


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(EndsBeforeStart):
        check_order(on("2024-03-01"), on("2024-02"))


@pytest.mark.parametrize(("start", "end"), [("2024-03-15", "2024"), ("2024-03", "2024-03"), ("2024", "2024-01-01")])
def test_an_end_that_may_lie_after_the_beginning_is_accepted(start: str, end: str):
    check_order(on(start), on(end))


def test_an_open_end_is_accepted():
    check_order(on("2024"), None)
    check_order(None, on("2024"))


def test_a_link_holds_on_the_days_that_it_may_cover():
    assert holds_on(date(2025, 10, 15), valid_from=on("2024-03-01"), valid_to=None)
    assert not holds_on(date(2024, 1, 15), valid_from=on("2024-03-01"), valid_to=None)
    assert holds_on(date(2025, 4, 30), valid_from=None, valid_to=on("2025-04"))
    assert not holds_on(date(2025, 5, 1), valid_from=None, valid_to=on("2025-04"))


@given(day=st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31)), length=st.sampled_from([4, 7, 10]))
def test_every_written_date_is_read_back(day: date, length: int):
    text = day.isoformat()[:length]

    assert str(on(text)) == text
    assert on(text).first_day <= day <= on(text).last_day
