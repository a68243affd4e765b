"""The archive step: all is listed and counted, nothing is followed, bombs are refused while they unfold."""

import hashlib

import pytest

from evidence.processing.limits import Limits
from evidence.processing.results import Outcome, Step
from tests.evidence.processing import corpus


def test_entries_are_listed_with_size_and_hash(look):
    seen = look(Step.ARCHIVE, corpus.zipped({"a.txt": b"alpha", "folder/": b""}))

    [first, folder] = seen.entries
    assert (first.name, first.size_bytes) == ("a.txt", 5)
    assert first.sha256 == hashlib.sha256(b"alpha").hexdigest()
    assert folder.kind == "folder"
    assert seen.result.facts["archive"]["entries"] == 2


def test_archives_in_archives_are_listed_level_by_level(look):
    inner = corpus.tarred({"deep.txt": b"deep"})

    seen = look(Step.ARCHIVE, corpus.zipped({"inner.tgz": inner}))

    assert [(*entry.path, entry.name) for entry in seen.entries] == [
        ("inner.tgz",),
        ("inner.tgz", "content"),
        ("inner.tgz", "content", "deep.txt"),
    ]
    assert "inner.tgz > content > deep.txt" in seen.text


def test_the_fourth_level_is_not_opened(look):
    content = corpus.zipped({"x": b"x"})
    for level in range(4):
        content = corpus.zipped({f"{level}.zip": content})

    seen = look(Step.ARCHIVE, content)

    assert len(seen.entries) == 3
    assert "archive_depth" in seen.codes


@pytest.mark.parametrize("bomb", [corpus.flat_bomb(), corpus.nested_bomb()], ids=["flat", "nested"])
def test_a_bomb_is_refused_while_it_unfolds(look, bomb):
    seen = look(Step.ARCHIVE, bomb)

    assert seen.result.outcome is Outcome.REFUSED
    assert "unpack_ratio" in seen.codes
    assert seen.result.facts["archive"]["unpacked_bytes"] < 20 * corpus.MIB


def test_a_total_over_the_ceiling_is_refused(look):
    seen = look(Step.ARCHIVE, corpus.tarred({"a": bytes(5000)}), limits=Limits(unpacked_bytes=4000))

    assert "unpacked_size" in seen.codes


def test_links_and_names_that_climb_are_found_and_not_followed(look):
    content = corpus.zipped({"../../x": b"x", "/etc/passwd": b"y"}, links={"shadow": "/etc/shadow"})

    seen = look(Step.ARCHIVE, content)

    assert {"entry_link", "entry_name_path"} <= seen.codes
    assert [entry.kind for entry in seen.entries] == ["file", "file", "link"]


def test_entries_that_need_a_password_are_listed(look):
    seen = look(Step.ARCHIVE, corpus.encrypted_zip())

    assert seen.result.outcome is Outcome.ENCRYPTED
    assert [entry.is_encrypted for entry in seen.entries] == [True]


def test_more_entries_than_allowed_are_cut(look):
    content = corpus.zipped({f"{number}.txt": b"x" for number in range(20)})

    seen = look(Step.ARCHIVE, content, limits=Limits(entries=5))

    assert len(seen.entries) == 5
    assert "entries_cap" in seen.codes


def test_a_damaged_archive_is_refused(look):
    seen = look(Step.ARCHIVE, corpus.tarred({"a": b"a" * 5000})[:60])

    assert seen.result.outcome is Outcome.REFUSED
    assert "archive_damaged" in seen.codes
