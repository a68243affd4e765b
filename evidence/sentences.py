"""What happened to an exhibit, in words."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from cases.naming import named
from evidence.domain import events as e
from ledger.domain.events import Recorded
from ledger.sentences import NameOf, sentence


@named("exhibit", e.ExhibitReceived, e.ExhibitDescribed)
def exhibit_names(_: UUID, events: Sequence[Recorded]) -> Iterator[str]:
    """Number and title, such as X-05 “Entries”."""
    number = ""
    for item in events:
        if isinstance(item.event, e.ExhibitReceived):
            number = item.event.number
        if isinstance(item.event, e.ExhibitReceived | e.ExhibitDescribed):
            yield f"{number} “{item.event.title}”"


@sentence(e.ExhibitReceived)
def exhibit_received(event: e.ExhibitReceived, _: NameOf) -> str:
    return f"took in {event.number} “{event.title}” from {event.source}, SHA-256 {event.sha256[:8]}"


@sentence(e.ExhibitQuarantined)
def exhibit_quarantined(event: e.ExhibitQuarantined, _: NameOf) -> str:
    return f"put an exhibit into quarantine: {event.reason}"


@sentence(e.StepFinished)
def step_finished(event: e.StepFinished, _: NameOf) -> str:
    return f"finished the step {event.step} of an exhibit ({event.outcome.replace('_', ' ')}): {event.reason}"


@sentence(e.StepRetried)
def step_retried(event: e.StepRetried, _: NameOf) -> str:
    return f"ordered the step {event.step} of an exhibit again: {event.reason}"


@sentence(e.CustodyRecorded)
def custody_recorded(event: e.CustodyRecorded, _: NameOf) -> str:
    return f"recorded that {event.holder} held an exhibit: {event.purpose}"


@sentence(e.CustodyEnded)
def custody_ended(event: e.CustodyEnded, _: NameOf) -> str:
    return f"recorded the end of a holding at {event.held_until:%d %b %Y %H:%M} UTC"


@sentence(e.CustodyAcknowledged)
def custody_acknowledged(event: e.CustodyAcknowledged, _: NameOf) -> str:
    return f"acknowledged the custody of an exhibit{': ' + event.remark if event.remark else ''}"


@sentence(e.ExhibitDescribed)
def exhibit_described(event: e.ExhibitDescribed, _: NameOf) -> str:
    return f"described an exhibit anew as “{event.title}”"


@sentence(e.ReleasabilitySet)
def releasability_set(event: e.ReleasabilitySet, _: NameOf) -> str:
    return f"set the releasability of an exhibit to “{event.releasability}”: {event.reason}"


@sentence(e.ExhibitSuperseded)
def exhibit_superseded(event: e.ExhibitSuperseded, name_of: NameOf) -> str:
    return f"let {name_of(event.successor_id)} take the place of an exhibit: {event.reason}"


@sentence(e.ExhibitMarkingRaised)
def marking_raised(event: e.ExhibitMarkingRaised, _: NameOf) -> str:
    return f"raised the marking of an exhibit to {event.marking.value}: {event.reason}"


@sentence(e.ExhibitMarkingLowered)
def marking_lowered(event: e.ExhibitMarkingLowered, _: NameOf) -> str:
    return f"lowered the marking of an exhibit to {event.marking.value}: {event.reason}"


@sentence(e.ExhibitWalled)
def exhibit_walled(event: e.ExhibitWalled, name_of: NameOf) -> str:
    return f"walled an exhibit for {', '.join(map(name_of, event.reader_ids))} only: {event.reason}"


@sentence(e.ExhibitReaderAdded)
def reader_added(event: e.ExhibitReaderAdded, name_of: NameOf) -> str:
    return f"let {name_of(event.person_id)} read a walled exhibit: {event.reason}"


@sentence(e.ExhibitUnwalled)
def exhibit_unwalled(event: e.ExhibitUnwalled, _: NameOf) -> str:
    return f"took down the wall of an exhibit: {event.reason}"


@sentence(e.ExhibitViewed)
def exhibit_viewed(_: e.ExhibitViewed, __: NameOf) -> str:
    return "opened an exhibit"


@sentence(e.OriginalDownloaded)
def original_downloaded(event: e.OriginalDownloaded, _: NameOf) -> str:
    return f"downloaded the original of an exhibit: {event.reason}"


@sentence(e.FixityChecked)
def fixity_checked(event: e.FixityChecked, _: NameOf) -> str:
    return f"checked the stored file of an exhibit: SHA-256 {event.sha256[:8]} stands"


@sentence(e.FixityFailed)
def fixity_failed(event: e.FixityFailed, _: NameOf) -> str:
    return f"opened an incident about an exhibit: {event.reason}"


@sentence(e.IncidentSettled)
def incident_settled(event: e.IncidentSettled, _: NameOf) -> str:
    return f"settled an incident about an exhibit: {event.explanation}"
