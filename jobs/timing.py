"""The times and limits of promised work; the setting `JOBS_TIMING` changes single values."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings


@dataclass(frozen=True, kw_only=True)
class Timing:
    """All times in seconds."""

    lease: float = 60
    heartbeat: float = 20
    sweep: float = 5
    ring_cap: float = 60
    rings_a_sweep: int = 50
    back_off: float = 10
    back_off_cap: float = 600
    attempts: int = 5
    deaths: int = 2
    keep_days: int = 30


def timing() -> Timing:
    """The times of this installation."""
    return Timing(**getattr(settings, "JOBS_TIMING", {}))


def seconds(number: float) -> timedelta:
    """A length of time for the database to add."""
    return timedelta(seconds=number)
