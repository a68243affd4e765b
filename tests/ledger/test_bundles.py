"""A scope of the log as its recipient gets it, checked by the program that goes with it."""

import json
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from ledger import bundles, canonical, consumers, signing, tree, verify
from ledger.codec import ERASED_KEY
from ledger.models import StoredEvent
from tests.ledger.history import FIRST, SECOND, THIRD, count, triggers_down
from tests.ledger.keys import use_a_key
from tests.people import ADA, NOON

pytestmark = pytest.mark.django_db(transaction=True)
CASE, OTHER = FIRST, uuid4()


@pytest.fixture(autouse=True)
def _log(settings, tmp_path):
    """Events of a case in two streams, of another case, and of no case."""
    consumers.consumer(tree.NAME)(tree.grow.take)
    use_a_key(settings, tmp_path)
    signing.announce_keys(by=ADA, at=NOON)
    for number in range(9):
        count(number, tally_id=FIRST, scope_id=CASE, note='Über "x"\n\x01\x7f\u2028 香港')
        count(number, tally_id=SECOND, scope_id=OTHER)
        count(number, tally_id=THIRD, scope_id=CASE)
    count(1, tally_id=uuid4())
    consumers.catch_up(tree.NAME)


@pytest.fixture
def record(tmp_path) -> Path:
    """The case's record in a folder."""
    folder = tmp_path / "record"
    call_command("export_record", CASE, folder, stdout=StringIO())
    return folder


def told(folder: Path, fingerprint: str = "") -> list[str]:
    """What the program says, run in this process."""
    return list(verify.check(folder, fingerprint))


def rewritten(folder: Path, change: Callable[[list[bytes]], list[bytes]]) -> Path:
    path = folder / "events.jsonl"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    return folder


def test_a_recipient_checks_a_case_with_nothing_but_the_folder(record):
    key = signing.public_keys()[0].fingerprint.hex()
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", ".", "--key", key[:16]], cwd=record, capture_output=True, text=True
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        "All 19 events are in the log as it was with 29 events, and no event of this case is missing.",
        f"The head is signed by the key {key}.",
        "0 fields are withheld from you; they are sealed as they were recorded.",
        "Not proved: that what was recorded is true, nor that nothing happened which nobody recorded.",
    ]


@pytest.mark.parametrize(("key", "sentence"), [("0" * 16, "not signed by the key 0000"), ("abc", "at least 16 digits")])
def test_another_key_is_refused_with_a_sentence(record, key, sentence):
    ran = subprocess.run([sys.executable, "verify.py", ".", "--key", key], cwd=record, capture_output=True, text=True)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert sentence in ran.stderr


def test_withheld_fields_are_counted_and_everything_holds(tmp_path):
    call_command("export_record", CASE, tmp_path / "less", withhold=["test.counted.note"], stdout=StringIO())

    assert "18 fields are withheld from you" in " ".join(told(tmp_path / "less"))
    assert "香港" not in (tmp_path / "less" / "events.jsonl").read_text()


def test_a_commitment_in_place_of_a_field_is_no_secret_door(record):
    def swap(lines: list[bytes]) -> list[bytes]:
        event = json.loads(lines[3])
        event["fields"]["number"] = "00" * 32
        return [*lines[:3], json.dumps(event).encode() + b"\n", *lines[4:]]

    with pytest.raises(ValueError, match="not those of the signed head"):
        told(rewritten(record, swap))


@pytest.mark.parametrize("line", range(19))
def test_a_line_left_out_is_noticed(record, line):
    with pytest.raises(ValueError, match=r"missing|not those|not signed|left out"):
        told(rewritten(record, lambda lines: lines[:line] + lines[line + 1 :]))


@pytest.mark.parametrize("line", range(18))
def test_lines_doubled_or_swapped_are_noticed(record, line):
    whole = (record / "events.jsonl").read_bytes()
    with pytest.raises(ValueError, match=r"missing|twice"):
        told(rewritten(record, lambda lines: lines[: line + 1] + lines[line:]))
    (record / "events.jsonl").write_bytes(whole)
    with pytest.raises(ValueError, match=r"missing|twice"):
        told(rewritten(record, lambda lines: [*lines[:line], lines[line + 1], lines[line], *lines[line + 2 :]]))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["events.jsonl", "proof.json", "manifest.json"])
def test_no_flipped_bit_goes_unnoticed(record, name):
    path = record / name
    whole = path.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 120)):
        for bit in (1, 32):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            with pytest.raises((ValueError, KeyError, TypeError, IndexError, AttributeError)):
                told(record)


def test_the_proof_of_another_case_does_not_do(record, tmp_path):
    call_command("export_record", OTHER, tmp_path / "other", stdout=StringIO())
    (record / "proof.json").write_bytes((tmp_path / "other" / "proof.json").read_bytes())

    with pytest.raises(ValueError, match="not those of the signed head"):
        told(record)


def test_an_older_head_does_not_do(record, tmp_path):
    older = (record / "proof.json").read_bytes()
    count(10, scope_id=CASE)
    call_command("export_record", CASE, tmp_path / "later", stdout=StringIO())
    (tmp_path / "later" / "proof.json").write_bytes(older)

    with pytest.raises(ValueError, match="not those of the signed head"):
        told(tmp_path / "later")


def test_an_erased_field_stands_as_its_commitment(tmp_path):
    position = StoredEvent.objects.filter(scope_id=CASE, type="test.counted").first().position
    row = StoredEvent.objects.get(position=position)
    with triggers_down():
        committed = canonical.commitments(row.data, row.salts)["note"]
        row.data, row.salts = {**row.data, "note": {ERASED_KEY: committed}}, {**row.salts, "note": ""}
        row.save()
    call_command("export_record", CASE, tmp_path / "erased", stdout=StringIO())

    assert "1 fields are withheld" in " ".join(told(tmp_path / "erased"))


def test_what_cannot_be_proved_is_said(settings, tmp_path, record):
    with pytest.raises(CommandError, match="nothing of"):
        call_command("export_record", uuid4(), tmp_path / "none")
    with pytest.raises(CommandError, match="there already"):
        call_command("export_record", CASE, record)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_both_write_the_same_canonical_text(text):
    assert verify.hashed(b"", [text]) == verify.sha(canonical.canonical([text]))


def test_the_program_is_short_and_needs_nothing():
    source = bundles.PROGRAM.read_text()

    assert len(source.splitlines()) < 150
    assert "import argparse, base64, hashlib, json, pathlib, sys\n" in source
    assert source.count("import ") == 1
