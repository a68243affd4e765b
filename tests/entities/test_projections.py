"""Projections of this room beside what is not there."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from entities.projections import scope
from ledger import codec
from ledger.domain.events import Envelope, Event, event_classes
from ledger.domain.when import Precision
from ledger.projections import MemoryRows, _by_event
from scripts.samples import FOLDER

OURS = sorted(name for name, cls in event_classes.items() if cls.__module__.startswith("entities."))
FIRST = {"entity.created", "link.asserted", "entry.entered"}
NOW = datetime(2026, 3, 2, tzinfo=UTC)
META = Envelope(
    position=9,
    event_id=UUID(int=9),
    stream_id=f"entity-{UUID(int=1)}",
    version=2,
    scope_id=UUID(int=3),
    actor_id=UUID(int=4),
    command_id=UUID(int=5),
    correlation_id=UUID(int=6),
    causation_id=None,
    occurred_at=NOW,
    occurred_precision=Precision.INSTANT,
    recorded_at=NOW,
)


def sample(name: str) -> Event:
    (path,) = FOLDER.glob(f"{name}.v*.json")
    data = json.loads(path.read_text())
    return codec.decode(name, event_classes[name].schema_version, data | ({"kind": "Person"} if "kind" in data else {}))


@pytest.mark.parametrize("name", [name for name in OURS if name not in FIRST])
def test_what_happens_to_a_thing_that_is_not_there_changes_no_row(name: str):
    event = sample(name)

    for model, function in _by_event[type(event)]:
        rows = MemoryRows(model)
        function(event, META, rows)
        assert all(row.pk != UUID(int=1) for row in rows.rows.values())


def test_an_event_without_a_case_is_a_programming_error():
    with pytest.raises(ValueError, match="belongs to no case"):
        scope(replace(META, scope_id=None))
