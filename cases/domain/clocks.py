"""Clocks of the law: dated rules that say from which event, how long and to which last day a term runs.

The rules are reference data (`cases/reference/clocks.json`); none of their figures stands in code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from cases.domain.deadlines import FRIDAY, Unit, due_on
from cases.domain.refusals import NotInForce
from ledger.domain.errors import BadInput


class LastDay(StrEnum):
    """What becomes of a last day on which offices are closed."""

    STANDS = "stands"
    MOVES_ON = "moves_on"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One version of a rule; days are those of its zone, and the version in force on the first day counts."""

    key: str
    version: int
    kind: str
    title: str
    runs_from: str  # the event that starts it, in words
    legal_basis: str
    amount: int
    unit: Unit
    last_day: LastDay  # moves_on: from a Saturday or Sunday to Monday; legal holidays are the reader's matter
    zone: str  # IANA name
    valid_from: date  # the first day for which this entry was checked; the law may be older
    valid_to: date | None
    source: str

    def day_of(self, began: date) -> date:
        """The day, in the rule's zone, on which an event fell; a date without a time is taken as it is."""
        return began.astimezone(ZoneInfo(self.zone)).date() if isinstance(began, datetime) else began

    def is_in_force(self, day: date) -> bool:
        """True when this version decides on an event of that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def ends_on(self, counted_from: date) -> date:
        """Last day of the term.

        Raises:
            BadInput: the term ends beyond the calendar.
        """
        last = due_on(counted_from, amount=self.amount, unit=self.unit)
        closed = self.last_day is LastDay.MOVES_ON and last.weekday() > FRIDAY
        return last + timedelta(days=7 - last.weekday()) if closed else last

    @property
    def span(self) -> str:
        """When this version is in force, in words."""
        return f"from {_day(self.valid_from)}" + (f" to {_day(self.valid_to)}" if self.valid_to else "")


def in_force(clocks: Iterable[Clock], *, key: str, began: date) -> Clock:
    """The version of a rule that decides on an event.

    Raises:
        BadInput: there is no such rule.
        NotInForce: no version of it was in force then.
    """
    versions = [clock for clock in clocks if clock.key == key]
    if not versions:
        raise BadInput("There is no such rule.", field="rule")
    for clock in versions:
        if clock.is_in_force(clock.day_of(began)):
            return clock
    newest = versions[-1]
    spans = " and ".join(clock.span for clock in versions)
    raise NotInForce(f"“{newest.title}” is in force {spans}, not on {_day(newest.day_of(began))}.")


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
