"""What happens to alerts: a kept search found something new, and its owner saw it."""

from uuid import UUID

from ledger.domain.events import Event, event


@event("alert.raised")
class AlertRaised(Event):
    """A thing that is new or was changed answers a kept search; its words stand nowhere here."""

    search_id: UUID
    owner_id: UUID
    thing: str  # kind and id of what was found, such as note:9a..
    case_id: UUID


@event("alert.seen")
class AlertSeen(Event):
    """The owner has seen it."""


AlertEvent = AlertRaised | AlertSeen
