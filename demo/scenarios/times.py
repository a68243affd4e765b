"""Fixed times of the scenarios."""

from datetime import UTC, datetime, timedelta, timezone

EAST = timezone(timedelta(hours=8), "+08:00")  # MY, SG, HK and CN share it
PACIFIC = timezone(timedelta(hours=-7), "-07:00")  # the maker's office, in summer


def east(text: str) -> datetime:
    """`2025-08-13 10:00` at +08:00."""
    return datetime.fromisoformat(text).replace(tzinfo=EAST)


def pacific(text: str) -> datetime:
    """`2025-10-20 09:30` at -07:00."""
    return datetime.fromisoformat(text).replace(tzinfo=PACIFIC)


def universal(text: str) -> datetime:
    """`2025-10-20 16:30` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
