"""What cases write about themselves: sentences for every event, the role table, the lifecycle."""

import json
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from cases.domain import events as e
from cases.domain.proposal import ProposalEvent
from ledger import codec
from ledger.domain.events import Envelope, Recorded, event_classes
from ledger.domain.when import Precision
from ledger.sentences import tell
from scripts.samples import FOLDER
from tests.people import ADA, NOON

OWN = [
    name
    for name, cls in sorted(event_classes.items())
    if issubclass(cls, e.CaseEvent.__args__) or issubclass(cls, ProposalEvent.__args__)
]
META = Envelope(
    position=1,
    event_id=UUID(int=1),
    stream_id=f"case-{UUID(int=2)}",
    version=1,
    scope_id=None,
    actor_id=ADA,
    command_id=UUID(int=3),
    correlation_id=UUID(int=3),
    causation_id=None,
    occurred_at=NOON,
    occurred_precision=Precision.INSTANT,
    recorded_at=NOON,
)


@pytest.mark.parametrize("name", OWN)
def test_every_event_is_a_sentence_without_codes(name):
    version = event_classes[name].schema_version
    data = json.loads((FOLDER / f"{name}.v{version}.json").read_text())
    item = Recorded(event=codec.decode(name, version, data), meta=META, hash=b"", data=data)

    sentence = tell(item, lambda _: "Ada")

    assert sentence.strip() == sentence
    assert "00000000-" not in sentence
    assert "_" not in sentence


@pytest.mark.parametrize(("command", "document"), [("role_table", "roles.md"), ("state_diagrams", "lifecycle.md")])
def test_a_document_is_written_and_compared(settings, tmp_path, command, document):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    with pytest.raises(CommandError, match="is out of date"):
        call_command(command, check=True)
    call_command(command)
    call_command(command, check=True)
    (tmp_path / "docs" / document).write_text("Old")

    with pytest.raises(CommandError, match="is out of date"):
        call_command(command, check=True)
