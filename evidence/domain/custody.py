"""What a chain of custody computes to: gaps, overlaps and transfers that nobody acknowledged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """Ways in which a chain is broken."""

    GAP = "gap"
    OVERLAP = "overlap"
    UNACKNOWLEDGED = "unacknowledged"


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One interval of a chain; aware times in any zone, no `until` while it lasts."""

    entry_id: UUID
    holder: str
    since: datetime
    until: datetime | None = None
    is_acknowledged: bool = True


@dataclass(frozen=True, kw_only=True)
class CustodyFinding:
    """A break: between `before` and `after`, or of one holding (`before` is then None)."""

    kind: Kind
    since: datetime  # UTC
    until: datetime | None  # UTC
    before: Holding | None
    after: Holding

    @property
    def duration(self) -> timedelta | None:
        """How long it lasted; None for what has no end."""
        return self.until - self.since if self.until else None


def findings(holdings: Iterable[Holding]) -> list[CustodyFinding]:
    """Breaks of a chain in order of time; intervals that touch are none, and zones do not matter."""
    chain = sorted(holdings, key=lambda one: (one.since.astimezone(UTC), str(one.entry_id)))
    found = [_unacknowledged(one) for one in chain if not one.is_acknowledged]
    covering: Holding | None = None
    for after in chain:
        if covering is not None:
            found += _between(covering, after)
        covering = _longer(covering, after)
    return sorted(found, key=lambda one: (one.since, one.kind.value, str(one.after.entry_id)))


def _between(before: Holding, after: Holding) -> list[CustodyFinding]:
    begun, ended = after.since.astimezone(UTC), before.until.astimezone(UTC) if before.until else None
    if ended is not None and ended < begun:
        return [CustodyFinding(kind=Kind.GAP, since=ended, until=begun, before=before, after=after)]
    if ended is None or ended > begun:
        shared = _earlier(ended, after.until.astimezone(UTC) if after.until else None)
        return [CustodyFinding(kind=Kind.OVERLAP, since=begun, until=shared, before=before, after=after)]
    return []


def _unacknowledged(one: Holding) -> CustodyFinding:
    until = one.until.astimezone(UTC) if one.until else None
    return CustodyFinding(
        kind=Kind.UNACKNOWLEDGED, since=one.since.astimezone(UTC), until=until, before=None, after=one
    )


def _longer(one: Holding | None, other: Holding) -> Holding:
    """Whichever lasts longer covers what follows."""
    if one is None or other.until is None:
        return other
    return one if one.until is None or one.until > other.until else other


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(filter(None, (one, other)), default=None)
