"""The feed: what a caller may see of the log today, in order of commit, and where access ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Any, cast
from uuid import UUID, uuid5

from accounts.domain.events import ClearanceSet
from accounts.domain.markings import Marking
from accounts.queries import Person
from cases.domain import events as e
from cases.domain.case import Case
from cases.permissions import RULES, Action, readable_by
from cases.visibility import AT_ONCE, FieldMemo, shown, visible
from ledger import store
from ledger.codec import encode, is_erased, utc_text
from ledger.domain.events import Recorded
from rest.positions import position_text

LOOKS_AT = 5000
ACCESS_ENDED = "access.ended"
ENDINGS = (e.MemberRemoved, e.PersonRecused, e.CaseWalled, e.WallReaderRemoved, e.MarkingRaised)
Item = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Page:
    """Items for a reader, and the last position that was looked at."""

    items: list[Item]
    seen: int


@dataclass(kw_only=True)
class Reading:
    """One reading of the feed: the reader, the cases that are theirs today, and what was found out on the way."""

    who: Person
    cases: frozenset[UUID]
    types: frozenset[str] | None
    losses: dict[UUID, frozenset[int]] = field(default_factory=dict)
    memo: FieldMemo = field(default_factory=dict)

    def items_of(self, events: Iterable[Recorded]) -> Iterator[tuple[int, list[Item]]]:
        """Each event's position with what the reader gets of it: itself, the end of their access, or nothing."""
        for some in _chunks(events):
            seen = {item.meta.position for item in visible(filter(self._is_asked, some), self.who)}
            for item in some:
                told = [self._told(item)] if item.meta.position in seen else []
                yield item.meta.position, told or [_ended(item, id, who=self.who) for id in self._ended_by(item)]

    def _is_asked(self, item: Recorded) -> bool:
        return item.meta.scope_id in self.cases and (self.types is None or item.event.event_type in self.types)

    def _ended_by(self, item: Recorded) -> list[UUID]:
        """Cases to which this event ended the reader's access."""
        if isinstance(item.event, ENDINGS) and item.meta.scope_id and item.meta.scope_id not in self.cases:
            asked = [item.meta.scope_id]
        elif isinstance(item.event, ClearanceSet) and item.meta.stream_id == f"actor-{self.who.id}":
            asked = [case_id for case_id in store.scopes() if case_id not in self.cases]
        else:
            asked = []
        return [case_id for case_id in asked if item.meta.position in self._losses_of(case_id)]

    def _losses_of(self, case_id: UUID) -> frozenset[int]:
        if case_id not in self.losses:
            self.losses[case_id] = losses(self.who, case_id)
        return self.losses[case_id]

    def _told(self, item: Recorded) -> Item:
        kind, meta = type(item.event), item.meta
        erased = [name for name, value in item.data.items() if is_erased(value)]
        return {
            **_frame(item),
            "id": str(meta.event_id),
            "type": kind.event_type,
            "subject": meta.stream_id,
            "dataschema": f"urn:interdict:event:{kind.event_type}:{kind.schema_version}",
            "data": shown(encode(item.event), case_id=meta.scope_id, who=self.who, memo=self.memo),
            "case": str(meta.scope_id),
            "actor": str(meta.actor_id),
            **({"erasedfields": ",".join(erased)} if erased else {}),
        }


def page(who: Person, *, after: int, upto: int | None, limit: int, types: frozenset[str] | None) -> Page:
    """Items behind a position, about `limit` of them; an event that ends access to several cases may overdo it."""
    cases = frozenset(readable_by(who, Action.READ_HISTORY).values_list("id", flat=True))
    reading, found, seen = Reading(who=who, cases=cases, types=types), list[Item](), after
    for position, told in reading.items_of(islice(store.read_all(after=after, upto=upto), LOOKS_AT)):
        seen = position
        found += told
        if len(found) >= limit:
            break
    return Page(items=found, seen=seen)


def losses(who: Person, case_id: UUID) -> frozenset[int]:
    """Positions of the events by which a person's access to the history of a case ended."""
    case, clearance, had, found = Case(case_id), Marking.CLEAR, False, set[int]()
    own = [item for item in store.read_stream(f"actor-{who.id}") if isinstance(item.event, ClearanceSet)]
    for item in merge(store.read_stream(Case.stream_of(case_id)), own, key=lambda one: one.meta.position):
        if isinstance(item.event, ClearanceSet):
            clearance = item.event.marking
        else:
            case.fold([cast(e.CaseEvent, item.event)])
        has = _has_access(who, case, clearance=clearance)
        if had and not has:
            found.add(item.meta.position)
        had = has
    return frozenset(found)


def _has_access(who: Person, case: Case, *, clearance: Marking) -> bool:
    """`may` for the history, as the log stood there; the token's reach is today's."""
    roles = frozenset(role for person_id, role in case.team if person_id == who.id)
    is_walled = case.wall is not None
    return (
        not roles.isdisjoint(RULES[Action.READ_HISTORY])
        and clearance.rank >= case.marking.rank
        and who.id not in case.recused
        and (case.wall is None or who.id in case.wall)
        and (who.reach is None or who.reach.allows(case.id, is_walled=is_walled))
    )


def _ended(item: Recorded, case_id: UUID, *, who: Person) -> Item:
    """The tombstone: that access ended and when, not by whose hand or why."""
    return {
        **_frame(item),
        "id": str(uuid5(item.meta.event_id, f"{who.id} {case_id}")),
        "type": ACCESS_ENDED,
        "subject": Case.stream_of(case_id),
        "dataschema": f"urn:interdict:event:{ACCESS_ENDED}:1",
        "data": {},
        "case": str(case_id),
        "actor": None,
    }


def _chunks(events: Iterable[Recorded]) -> Iterator[list[Recorded]]:
    rest = iter(events)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _frame(item: Recorded) -> Item:
    return {
        "source": "/api/v1/events",
        "specversion": "1.0",
        "time": utc_text(item.meta.recorded_at),
        "datacontenttype": "application/json",
        "position": position_text(item.meta.position),
    }
