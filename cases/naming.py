"""What people and things are called in lines of a history: as of the line, never as of today.

Rooms above register how the streams of a family name their thing. All names of a page cost a fixed number of
queries; what the reader may not see has no name.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any
from uuid import UUID

from accounts import queries as accounts
from accounts.queries import Person
from cases.permissions import Action, readable_by
from cases.visibility import family_of, thing_of, visible
from ledger import store
from ledger.domain.events import Event, Recorded
from ledger.sentences import NameOf

Namer = Callable[[UUID, Sequence[Recorded]], Iterator[str]]
HIDDEN, UNKNOWN, NOBODY = "something that is not shown to you", "somebody", "nobody"
_namers: dict[str, tuple[Namer, frozenset[str]]] = {}


def named(family: str, *events: type[Event]) -> Callable[[Namer], Namer]:
    """Register how things of a family are called: the name after each of the given events of its stream."""

    def register(namer: Namer) -> Namer:
        _namers[family] = (namer, frozenset(event.event_type for event in events))
        return namer

    return register


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names of people, and of things through time: for each the positions and what it was called from there on."""

    people: dict[UUID, str]
    things: dict[UUID, tuple[list[int], list[str]]]
    hidden: frozenset[UUID]

    def at(self, position: int) -> NameOf:
        """What people and things were called at a position of the log."""

        def name_of(id: UUID | None) -> str:
            if id is None:
                return NOBODY
            return self.thing(id, position) or (HIDDEN if id in self.hidden else self.people.get(id, UNKNOWN))

        return name_of

    def thing(self, id: UUID, position: int) -> str:
        """What a thing was called at a position; empty for people and for what has no name."""
        positions, called = self.things.get(id, ([], []))
        place = bisect_right(positions, position)
        return called[place - 1] if place else ""


def names_in(events: Sequence[Recorded], who: Person, *, also: Iterable[Any] = ()) -> Names:
    """Names of everybody and everything in some events and values, as far as a reader may know them."""
    ids = {id for item in events for id in _ids(item)} | set(_uuids(tuple(also)))
    last = max((item.meta.position for item in events), default=0)
    streams = [f"{family}-{id}" for family in _namers for id in ids]
    types = {name for _, own in _namers.values() for name in own}
    found = store.read_parts([store.Part(stream_ids=frozenset(streams), types=frozenset(types))], upto=last)
    shown = list(visible(_of_readable_cases(found, who), who))
    things = _called(shown)
    hidden = frozenset(map(thing_of, found)) - things.keys()
    return Names(people=accounts.names(ids), things=things, hidden=hidden)


def _of_readable_cases(found: Sequence[Recorded], who: Person) -> list[Recorded]:
    scopes = {item.meta.scope_id for item in found if item.meta.scope_id}
    readable = set(readable_by(who, Action.READ_HISTORY).filter(pk__in=scopes).values_list("pk", flat=True))
    return [item for item in found if item.meta.scope_id in readable]


def _called(found: Sequence[Recorded]) -> dict[UUID, tuple[list[int], list[str]]]:
    streams: dict[UUID, list[Recorded]] = {}
    for item in found:
        streams.setdefault(thing_of(item), []).append(item)
    return {
        id: ([item.meta.position for item in own], list(_namers[family_of(own[0])][0](id, own)))
        for id, own in streams.items()
    }


def _ids(item: Recorded) -> Iterator[UUID]:
    yield from (item.meta.actor_id, thing_of(item))
    yield from _uuids(item.event)


def _uuids(value: Any) -> Iterator[UUID]:
    if isinstance(value, UUID):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _uuids(part)
    elif is_dataclass(value):
        yield from _uuids(tuple(getattr(value, field.name) for field in fields(value)))
