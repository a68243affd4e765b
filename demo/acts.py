"""A scenario as acts: service calls with their fixed times, in the order of time over all cases.

The log's clock never falls, so cases are told side by side as they happened, not one after the other.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "https://interdict.example/demo")


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that a person does at a time."""

    at: datetime
    run: Callable[[], object]


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Acts by time; those of one moment stay as they were told."""
    return sorted(acts, key=lambda act: act.at)


def id_of(*parts: str) -> UUID:
    """The id that a told thing always gets."""
    return uuid5(NAMESPACE, "/".join(parts))


def spaced(start: datetime, acts: Iterable[Callable[[datetime], object]]) -> Iterator[Act]:
    """Acts that follow one another by a minute."""
    for minute, run in enumerate(acts):
        at = start + timedelta(minutes=minute)
        yield Act(at=at, run=_bound(run, at))


def _bound(run: Callable[[datetime], object], at: datetime) -> Callable[[], object]:
    return lambda: run(at)
