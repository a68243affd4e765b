"""From when to when something was so, as precisely as it is known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ledger.domain.errors import BadInput
from ledger.domain.when import Precision

FIRST_YEAR, LAST_YEAR = 1700, 2199
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


class EndsBeforeStart(BadInput):
    """The time ends before it begins."""

    def __init__(self) -> None:
        super().__init__("The end lies before the beginning. Exchange the two dates or correct one.", field="valid_to")


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """A day, a month (its first day) or a year (its 1 January), in the calendar of the place."""

    first_day: date
    precision: Precision

    @property
    def last_day(self) -> date:
        """The last day that it can mean."""
        match self.precision:
            case Precision.YEAR:
                return self.first_day.replace(month=12, day=31)
            case Precision.MONTH:
                return self.first_day.replace(day=monthrange(self.first_day.year, self.first_day.month)[1])
            case _:
                return self.first_day

    def __str__(self) -> str:
        return self.first_day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)]


def partial_date(text: str, *, field: str) -> PartialDate | None:
    """Read `2025`, `2025-03` or `2025-03-14`; empty text is no date.

    Raises:
        BadInput: it is no such date, or its year is not between 1700 and 2199.
    """
    if not text.strip():
        return None
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise BadInput("Write the date as 2025-03-14, 2025-03 or 2025.", field=field)
    year, month, day = found.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise BadInput(f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}.", field=field)
    try:
        first_day = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise BadInput(f"There is no day {text.strip()} in the calendar.", field=field) from None
    return PartialDate(first_day=first_day, precision=_precision(month, day))


def check_order(valid_from: PartialDate | None, valid_to: PartialDate | None) -> None:
    """Refuse an end that lies wholly before the beginning; an unknown end is open.

    Raises:
        EndsBeforeStart: even the last possible end is before the first possible beginning.
    """
    if valid_from and valid_to and valid_to.last_day < valid_from.first_day:
        raise EndsBeforeStart


def holds_on(day: date, *, valid_from: PartialDate | None, valid_to: PartialDate | None) -> bool:
    """True when `day` may lie within the time; what is unknown is open."""
    return (valid_from is None or valid_from.first_day <= day) and (valid_to is None or day <= valid_to.last_day)


def _precision(month: str | None, day: str | None) -> Precision:
    if day:
        return Precision.DAY
    return Precision.MONTH if month else Precision.YEAR
