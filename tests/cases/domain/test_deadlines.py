"""Counting of terms."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.deadlines import Unit, due_on
from ledger.domain.errors import BadInput

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))
COUNTED = [
    (date(2025, 3, 3), 180, Unit.DAYS, date(2025, 8, 30)),
    (date(2025, 3, 3), 0, Unit.DAYS, date(2025, 3, 3)),
    (date(2025, 2, 27), 2, Unit.DAYS, date(2025, 3, 1)),
    (date(2025, 3, 7), 1, Unit.BUSINESS_DAYS, date(2025, 3, 10)),
    (date(2025, 3, 5), 10, Unit.BUSINESS_DAYS, date(2025, 3, 19)),
    (date(2025, 3, 8), 5, Unit.BUSINESS_DAYS, date(2025, 3, 14)),
    (date(2025, 3, 9), 1, Unit.BUSINESS_DAYS, date(2025, 3, 10)),
    (date(2025, 3, 8), 0, Unit.BUSINESS_DAYS, date(2025, 3, 8)),
    (date(2025, 1, 31), 1, Unit.MONTHS, date(2025, 2, 28)),
    (date(2024, 1, 31), 1, Unit.MONTHS, date(2024, 2, 29)),
    (date(2025, 11, 15), 14, Unit.MONTHS, date(2027, 1, 15)),
    (date(2024, 2, 29), 5, Unit.YEARS, date(2029, 2, 28)),
    (date(2024, 4, 24), 10, Unit.YEARS, date(2034, 4, 24)),
]


@pytest.mark.parametrize(("start", "amount", "unit", "last"), COUNTED)
def test_a_term_ends(start, amount, unit, last):
    assert due_on(start, amount=amount, unit=unit) == last


@pytest.mark.parametrize("unit", list(Unit))
def test_a_term_beyond_the_calendar_is_refused(unit):
    with pytest.raises(BadInput, match=r"^This term ends beyond the calendar\.$") as refused:
        due_on(date(2025, 3, 3), amount=10_000_000, unit=unit)

    assert refused.value.field == "amount"


@given(start=DAYS, amount=st.integers(0, 400))
def test_business_days_are_those_of_a_calendar_walked_day_by_day(start, amount):
    day, left = start, amount
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() <= 5

    assert due_on(start, amount=amount, unit=Unit.BUSINESS_DAYS) == day


@given(start=DAYS, amount=st.integers(0, 240))
def test_months_keep_the_day_or_end_on_the_last(start, amount):
    last = due_on(start, amount=amount, unit=Unit.MONTHS)

    assert (last.year - start.year) * 12 + last.month - start.month == amount
    assert last.day == start.day or (last.day < start.day and (last + timedelta(days=1)).day == 1)
