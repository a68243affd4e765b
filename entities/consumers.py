"""Keeps the table of sightings behind the log."""

from collections.abc import Sequence

from entities.projections import own_id
from entities.sightings import note_again
from ledger.consumers import consumer
from ledger.domain.events import Recorded


@consumer("sightings")
def sightings(events: Sequence[Recorded]) -> None:
    """Write the keys of every entity anew of which something was recorded; doing it twice changes nothing."""
    touched = {own_id(item.meta) for item in events if item.meta.stream_id.startswith("entity-")}
    if touched:
        note_again(touched)
