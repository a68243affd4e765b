"""What happens to an entry of a case's chronology."""

from datetime import datetime
from uuid import UUID

from entities.domain.citations import Citation
from entities.domain.resolving import TimeFlag
from ledger.domain.events import Event, event
from ledger.domain.when import Precision


@event("entry.entered")
class EntryEntered(Event):
    """Something happened in the world, at a time kept as written and as an instant.

    The instant is kept because the rules of time zones change; what was computed once stays as it was.
    """

    case_id: UUID
    number: str  # such as EV08
    date_text: str  # as written in the source
    zone: str  # IANA name or fixed offset; empty when the text has its own offset
    precision: Precision
    utc: datetime
    flags: tuple[TimeFlag, ...] = ()
    candidates: tuple[datetime, ...] = ()  # both instants of a local time that was skipped or came twice
    summary: str
    party_ids: tuple[UUID, ...] = ()  # entities of the case
    citations: tuple[Citation, ...] = ()


@event("entry.corrected")
class EntryCorrected(Event):
    """All values as they are now held to be; the log keeps the older ones."""

    date_text: str
    zone: str
    precision: Precision
    utc: datetime
    flags: tuple[TimeFlag, ...] = ()
    candidates: tuple[datetime, ...] = ()
    summary: str
    party_ids: tuple[UUID, ...] = ()
    citations: tuple[Citation, ...] = ()
    reason: str


@event("entry.withdrawn")
class EntryWithdrawn(Event):
    """The entry no longer stands; it stays readable."""

    reason: str


EntryEvent = EntryEntered | EntryCorrected | EntryWithdrawn
