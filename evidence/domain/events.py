"""Everything that can happen to an exhibit."""

from datetime import datetime
from uuid import UUID

from accounts.domain.markings import Marking
from ledger.domain.events import Event, event
from ledger.domain.when import Precision


@event("exhibit.received")
class ExhibitReceived(Event):
    """A file was taken in; hash and size are the server's own."""

    number: str  # for a part; never given twice in a case
    parent_id: UUID | None
    title: str
    source: str
    file_name: str  # as claimed, hidden characters made visible
    safe_name: str  # fit for a download
    size_bytes: int
    sha256: str  # lowercase hex
    declared_sha256: str | None  # what the sender said, lowercase hex
    acquired_at: datetime
    acquired_precision: Precision
    acquired_zone: str  # as written by the collector, such as +08:00
    acquired_by: str
    method: str
    legal_basis: str
    marking: Marking
    releasability: str


@event("exhibit.quarantined")
class ExhibitQuarantined(Event):
    """What arrived is not what was declared; it is kept, but cannot be cited."""

    reason: str


@event("exhibit.step_finished")
class StepFinished(Event):
    """One look into the file came to its end state; `next_steps` are those worth taking after it."""

    step: str
    outcome: str
    reason: str
    isolation: str
    media_type: str  # by content; empty when the step did not say
    tools: dict[str, str]
    limits: dict[str, str]
    findings: tuple[tuple[str, str], ...]  # code and sentence
    next_steps: tuple[str, ...]


@event("exhibit.step_retried")
class StepRetried(Event):
    """A step was ordered again, with other limits where `limits` names them."""

    step: str
    limits: dict[str, int]
    reason: str


@event("exhibit.custody_recorded")
class CustodyRecorded(Event):
    """Somebody held the exhibit; no `held_until` means that they still do."""

    entry_id: UUID
    holder: str
    held_from: datetime
    held_until: datetime | None
    purpose: str
    method: str
    seal: str
    is_acknowledged: bool


@event("exhibit.custody_ended")
class CustodyEnded(Event):
    """A holding that was open came to its end."""

    entry_id: UUID
    held_until: datetime


@event("exhibit.custody_acknowledged")
class CustodyAcknowledged(Event):
    """The holder confirmed having taken over the exhibit."""

    entry_id: UUID
    remark: str


@event("exhibit.described")
class ExhibitDescribed(Event):
    """Title and description were written anew."""

    title: str
    description: str


@event("exhibit.releasability_set")
class ReleasabilitySet(Event):
    """Whether and to whom the exhibit may be passed on."""

    releasability: str
    reason: str


@event("exhibit.superseded")
class ExhibitSuperseded(Event):
    """A corrected exhibit takes its place; both stay."""

    successor_id: UUID
    reason: str


@event("exhibit.marking_raised")
class ExhibitMarkingRaised(Event):
    """The exhibit is marked more strictly."""

    marking: Marking
    reason: str


@event("exhibit.marking_lowered")
class ExhibitMarkingLowered(Event):
    """Three people marked the exhibit less strictly."""

    marking: Marking
    proposal_id: UUID
    reason: str


@event("exhibit.walled")
class ExhibitWalled(Event):
    """Only the named people of the team may read the exhibit."""

    reader_ids: tuple[UUID, ...]
    reason: str


@event("exhibit.reader_added")
class ExhibitReaderAdded(Event):
    """One more person may read the walled exhibit."""

    person_id: UUID
    reason: str


@event("exhibit.unwalled")
class ExhibitUnwalled(Event):
    """Three people took the wall down; the named readers are so no longer."""

    reader_ids: tuple[UUID, ...]
    proposal_id: UUID
    reason: str


@event("exhibit.viewed")
class ExhibitViewed(Event):
    """Somebody opened the exhibit's page."""


@event("exhibit.original_downloaded")
class OriginalDownloaded(Event):
    """Somebody was given the original."""

    reason: str


@event("exhibit.fixity_checked")
class FixityChecked(Event):
    """The stored bytes still have their hash."""

    sha256: str


@event("exhibit.fixity_failed")
class FixityFailed(Event):
    """The stored bytes are gone or have another hash: an incident that stops citing until it is settled."""

    incident_id: UUID
    found_sha256: str  # empty when there are no bytes
    reason: str


@event("exhibit.incident_settled")
class IncidentSettled(Event):
    """A person explained an incident and closed it."""

    incident_id: UUID
    explanation: str


ExhibitEvent = (
    ExhibitReceived
    | ExhibitQuarantined
    | StepFinished
    | StepRetried
    | CustodyRecorded
    | CustodyEnded
    | CustodyAcknowledged
    | ExhibitDescribed
    | ReleasabilitySet
    | ExhibitSuperseded
    | ExhibitMarkingRaised
    | ExhibitMarkingLowered
    | ExhibitWalled
    | ExhibitReaderAdded
    | ExhibitUnwalled
    | ExhibitViewed
    | OriginalDownloaded
    | FixityChecked
    | FixityFailed
    | IncidentSettled
)
