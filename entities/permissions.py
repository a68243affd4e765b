"""Whose eyes an event of an entity is for."""

from collections.abc import Sequence
from uuid import UUID

from accounts.queries import Person
from cases.permissions import Action, readable_by
from cases.visibility import visibility
from entities.domain.events import MatchLeftOpen, MatchRejected
from ledger.domain.events import Recorded


@visibility("entity")
def visible_events(items: Sequence[Recorded], who: Person) -> list[Recorded]:
    """What was held about an entity of another case is for those who read both."""
    others = {item.meta.position: _other_case(item) for item in items}
    wanted = {case_id for case_id in others.values() if case_id}
    readable = readable_by(who, Action.READ_RECORDS).filter(pk__in=wanted) if wanted else ()
    open_to = {None, *(case.pk for case in readable)}
    return [item for item in items if others[item.meta.position] in open_to]


def _other_case(item: Recorded) -> UUID | None:
    match item.event:
        case MatchRejected(other_case_id=other) | MatchLeftOpen(other_case_id=other) if other != item.meta.scope_id:
            return other
        case _:
            return None
