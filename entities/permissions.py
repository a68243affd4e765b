"""Whose eyes an event of an entity is for."""

from accounts.queries import Person
from cases.permissions import Action, readable_by
from cases.visibility import visibility
from entities.domain.events import MatchLeftOpen, MatchRejected
from ledger.domain.events import Recorded


@visibility("entity")
def is_visible(item: Recorded, who: Person) -> bool:
    """What was held about an entity of another case is for those who read both."""
    event = item.event
    if not isinstance(event, MatchRejected | MatchLeftOpen) or event.other_case_id == item.meta.scope_id:
        return True
    return readable_by(who, Action.READ_RECORDS).filter(pk=event.other_case_id).exists()
