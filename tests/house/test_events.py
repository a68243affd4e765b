"""Every event can be told, and everything that was ever stored can still be read."""

import json
import re

from ledger import codec, sentences
from ledger.domain.events import event_classes, upcasters
from scripts.samples import FOLDER, ours
from tests.house import tree

NAME = re.compile(r"(?P<name>[a-z_]+\.[a-z_]+)\.v(?P<version>\d+)\.json")


def test_there_are_events():
    assert "actor.role_granted" in ours()


def test_every_event_has_a_sentence():
    tree.expect_none([name for name, cls in sorted(ours().items()) if not sentences.has_sentence(cls)])


def test_every_version_of_every_event_has_a_stored_sample():
    wanted = {f"{name}.v{version}.json" for name, cls in ours().items() for version in range(1, cls.schema_version + 1)}

    tree.expect_none(sorted(wanted - {path.name for path in FOLDER.glob("*.json")}))


def test_every_stored_sample_still_loads():
    for path in sorted(FOLDER.glob("*.json")):
        named = NAME.fullmatch(path.name)
        assert named, f"{path.name} is not <event name>.v<version>.json"
        event = codec.decode(named["name"], int(named["version"]), json.loads(path.read_text()))
        assert type(event) is event_classes[named["name"]]


def test_every_older_version_can_be_lifted():
    missing = [
        f"{name} from {version}"
        for name, cls in ours().items()
        for version in range(1, cls.schema_version)
        if (name, version) not in upcasters
    ]

    tree.expect_none(missing)
