"""Replay of what an aggregate has decided, through the stored form of its events."""

from typing import TypeVar

from ledger import codec
from ledger.domain.aggregate import Aggregate

AnyAggregate = TypeVar("AnyAggregate", bound=Aggregate)


def replayed(live: AnyAggregate) -> AnyAggregate:
    """A second object from the stored form of the first one's events."""
    again = type(live)(live.id)
    again.fold(codec.decode(one.event_type, one.schema_version, codec.encode(one)) for one in live.pending)
    return again


def state(live: Aggregate) -> dict[str, object]:
    """What an aggregate knows, without what is about storing."""
    return {name: value for name, value in vars(live).items() if name not in {"version", "pending", "pending_when"}}
