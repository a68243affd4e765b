"""Keep what is found again, in statements and in the text of exhibits, behind the log."""

from collections.abc import Sequence

from entities.found_identifiers import note_exhibit
from entities.projections import own_id
from entities.sightings import note_again
from evidence.domain.events import StepFinished
from ledger.consumers import consumer
from ledger.domain.events import Recorded


@consumer("sightings")
def sightings(events: Sequence[Recorded]) -> None:
    """Write the keys of every entity anew of which something was recorded; doing it twice changes nothing."""
    touched = {own_id(item.meta) for item in events if item.meta.stream_id.startswith("entity-")}
    if touched:
        note_again(touched)


@consumer("identifiers")
def identifiers(events: Sequence[Recorded]) -> None:
    """Read the identifiers of every exhibit anew of which text was read; doing it twice changes nothing."""
    read = [item for item in events if isinstance(item.event, StepFinished) and item.event.step == "text"]
    for exhibit_id in {own_id(item.meta) for item in read}:
        note_exhibit(exhibit_id)
