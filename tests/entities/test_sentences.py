"""What each event of this room says to a reader."""

import json
from uuid import UUID

import pytest

from ledger import codec
from ledger.domain.events import event_classes
from ledger.sentences import _sentences
from scripts.samples import FOLDER

OURS = sorted(name for name, cls in event_classes.items() if cls.__module__.startswith("entities."))
WORDS = {
    "entity.kind_changed": "called the entity a person: text",
    "entity.match_rejected": "held somebody to be a different entity (by text): text",
    "entity.match_left_open": "could not tell whether somebody is this entity (by text): text",
    "entity.statement_graded": "graded a statement A1: text",
    "entity.statement_made": "stated text “text” by text, grade A1",
    "link.corrected": "corrected the link to low confidence from 2025-03-02 to 2025-03-02: text",
    "link.reviewed": "reviewed the link: text",
    "entry.corrected": "corrected the entry to “text” (text text): text",
}


def told(name: str, **changed: object) -> str:
    (path,) = FOLDER.glob(f"{name}.v*.json")
    cls = event_classes[name]
    event = codec.decode(name, cls.schema_version, {**json.loads(path.read_text()), **changed})
    return _sentences[cls](event, lambda _: "somebody")


@pytest.mark.parametrize("name", OURS)
def test_every_event_is_told_in_words_without_ids(name: str):
    kind = {"kind": "Person"} if name in {"entity.created", "entity.kind_changed"} else {}

    words = told(name, **kind)

    assert words[0].islower()
    assert str(UUID(int=1, version=4)) not in words
    assert words == WORDS.get(name, words)


def test_what_is_not_known_leaves_no_gap():
    assert told("link.reviewed", remark="") == "reviewed the link"
    assert told("entity.match_left_open", remark="", grounds=[]) == "could not tell whether somebody is this entity"
    assert told("entry.entered", zone="").endswith("(text): text")
    assert "from" not in told("link.corrected", valid_from=None, valid_to=None)
