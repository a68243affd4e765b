"""The value of a dossier: its wire form and the hash that an approval binds to."""

import copy
from dataclasses import replace

import msgspec
import pytest

from dossiers.domain.content import content_sha256, from_json, to_json
from dossiers.domain.document import Document, ExhibitSheet, IndexEntry, Name, Party, index_entries
from tests.dossiers.sample import COVER, sample_document

VOLATILE = ("certification.signatories", "disclosures", "verification")
VOLATILE_OF_COVER = {"content_sha256", "state", "approver", "issued", "copy"}


def _texts(value, path=""):
    """The path of every text in a JSON value."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}".strip("."))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}.{index}")


def _changed(value, path):
    changed = copy.deepcopy(value)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = changed
    for step in way:
        place = place[step]
    place[last] = "gap" if way[:1] == ["custody"] and last == "kind" else f"{place[last]} changed"
    return changed


def _is_volatile(path):
    return path.startswith(VOLATILE) or path.removeprefix("cover.") in VOLATILE_OF_COVER


def test_a_document_survives_the_wire():
    document = sample_document()

    assert from_json(to_json(document)) == document


def test_the_wire_form_is_canonical():
    assert to_json(from_json(to_json(sample_document()))) == to_json(sample_document())


def test_json_that_is_no_dossier_is_refused():
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"cover": 3}')


def test_a_lone_surrogate_becomes_a_replacement_character():
    document = Document(cover=replace(COVER, title="a\ud800b"))

    assert from_json(to_json(document)).cover.title == "a\ufffdb"


def test_any_change_of_what_is_read_changes_the_content_hash():
    document = sample_document()
    plain, before = msgspec.json.decode(to_json(document)), content_sha256(document)
    paths = [path for path in _texts(plain) if not _is_volatile(path) and not path.endswith("kind")]

    unchanged = [
        path for path in paths[::7] if content_sha256(msgspec.convert(_changed(plain, path), Document)) == before
    ]

    assert unchanged == []


def test_what_the_approval_writes_leaves_the_content_hash_as_it_is():
    document = sample_document()
    plain, before = msgspec.json.decode(to_json(document)), content_sha256(document)
    paths = [path for path in _texts(plain) if _is_volatile(path)]

    assert len(paths) > 20
    assert {content_sha256(msgspec.convert(_changed(plain, path), Document)) for path in paths} == {before}


def test_another_recipient_is_another_content():
    document = sample_document()
    other = replace(document, cover=replace(document.cover, recipient="Somebody else"))

    assert content_sha256(other) != content_sha256(document)


def test_the_index_holds_every_name_and_joins_equal_ones():
    parties = (
        Party(id="E1", kind="Company", names=(Name(text="Zeta"), Name(text="alpha"))),
        Party(id="E2", kind="Company", names=(Name(text="alpha"),)),
    )

    entries = index_entries(parties=parties, exhibits=(ExhibitSheet(number="X-01", title="Ledger"),))

    assert entries == (
        IndexEntry(term="alpha", parties=("E1", "E2")),
        IndexEntry(term="X-01 Ledger", exhibits=("X-01",)),
        IndexEntry(term="Zeta", parties=("E1",)),
    )


def test_a_party_without_a_name_is_called_by_its_id():
    assert Party(id="E9", kind="Company", names=()).name == "E9"
