"""When something was true in the world: an instant and how precisely it is known."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How much of an instant is known; the rest of it is padding, not knowledge."""

    INSTANT = "instant"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class When:
    """An aware instant with its precision: 'March 2025' is the 1st at 00:00 with MONTH."""

    at: datetime
    precision: Precision = Precision.INSTANT
