"""Counting of terms. Which rule applies is dated reference data (`cases/reference/clocks.json`), not code."""

import calendar
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from ledger.domain.errors import BadInput

FRIDAY = 4


class Unit(StrEnum):
    """What a term is counted in."""

    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    MONTHS = "months"
    YEARS = "years"


def due_on(counted_from: date, *, amount: int, unit: Unit) -> date:
    """Last day of a term. The first day does not count; a month without that day ends on its last.

    Business days skip Saturdays and Sundays only: holidays differ by office and are the reader's matter.

    Raises:
        BadInput: the term ends beyond the calendar.
    """
    try:
        match unit:
            case Unit.DAYS:
                return counted_from + timedelta(days=amount)
            case Unit.BUSINESS_DAYS:
                return _business_days(counted_from, amount)
            case Unit.MONTHS:
                return _months(counted_from, amount)
            case Unit.YEARS:
                return _months(counted_from, 12 * amount)
            case _:
                assert_never(unit)
    except (OverflowError, ValueError) as error:
        raise BadInput("This term ends beyond the calendar.", field="amount") from error


def _business_days(start: date, amount: int) -> date:
    weeks, rest = divmod(amount, 5)
    after_friday = max(0, start.weekday() - FRIDAY) if amount else 0
    day = start - timedelta(days=after_friday) + timedelta(weeks=weeks)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() <= FRIDAY
    return day


def _months(start: date, amount: int) -> date:
    years, month = divmod(start.month - 1 + amount, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
