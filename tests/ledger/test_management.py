"""What operators do on the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Standing
from ledger import consumers
from ledger.consumers import consumer
from ledger.management.commands import event_catalogue
from tests import builders
from tests.ledger.history import FIRST, count, tamper
from tests.people import ADA

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    told = StringIO()
    call_command(*words, stdout=told, stderr=told)
    return told.getvalue()


def test_an_audit_tells_how_far_everything_holds():
    count(1, 2)

    assert run("audit", "--rebuild") == "Verified to event 2: everything holds.\n"


def test_an_audit_that_finds_something_ends_with_one():
    count(1, 2)
    tamper("UPDATE ledger_storedevent SET hash = %s WHERE position = 2", bytes(32))
    told = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("audit", stdout=told, stderr=told)

    assert ended.value.code == 1
    assert told.getvalue().startswith("event 2: Its hash does not follow")


def test_readers_catch_up_by_hand():
    taken = []
    for name in ("east", "west"):
        consumer(name)(lambda page, name=name: taken.append((name, len(page))))
    count(1, 2)

    run("consume", "west")
    assert taken == [("west", 2)]
    run("consume")
    assert taken == [("west", 2), ("east", 2)]


def test_an_unknown_reader_is_told_of_the_others():
    with pytest.raises(CommandError, match="There are: none"):
        run("consume", "north")

    consumer("east")(lambda page: None)
    with pytest.raises(CommandError, match="There are: east"):
        run("consume", "north")


def test_a_rebuild_tells_what_it_put_right():
    builders.people(ADA)
    Standing.objects.update(clearance="TLP:CLEAR")

    assert run("rebuild", "accounts.Standing") == "accounts.Standing: 1 rows put right\n"
    assert "accounts.Standing: equal to the log" in run("rebuild")


def test_an_unknown_table_is_told_of_the_others():
    with pytest.raises(CommandError, match=r"No such table: a\.B\. There are: .*accounts\.Standing"):
        run("rebuild", "a.B")


def test_a_stream_is_printed_line_by_line():
    count(1, 2, note="käfer")

    lines = [json.loads(line) for line in run("show_stream", f"tally-{FIRST}").splitlines()]

    assert [line["data"] for line in lines] == [{"number": 1, "note": "käfer"}, {"number": 2, "note": "käfer"}]
    assert lines[1]["version"] == lines[1]["position"] == 2
    assert (lines[0]["actor_id"], len(lines[0]["hash"])) == (str(ADA), 64)


def test_a_stream_that_is_not_there():
    with pytest.raises(CommandError, match="no such stream"):
        run("show_stream", "tally-none")


def test_the_catalogue_is_compared_and_written(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    with pytest.raises(CommandError, match="out of date"):
        run("event_catalogue", "--check")
    run("event_catalogue")
    run("event_catalogue", "--check")
    (tmp_path / "docs" / "events.md").write_text("old")
    with pytest.raises(CommandError, match="out of date"):
        run("event_catalogue", "--check")


def test_the_catalogue_shows_fields_and_leaves_out_what_tests_declare():
    text = event_catalogue.catalogue()

    assert "## actor.role_granted\n\nVersion 1. A person or service was given a role.\n" in text
    assert "| `role` | Role |" in text
    assert "test.counted" not in text


def test_an_event_without_fields_is_told_so():
    assert "No fields." in event_catalogue._entry(event_catalogue.event_classes["test.cleared"])


def test_the_status_of_an_empty_installation():
    assert run("status") == "log: 0 events, last recorded never\n"


def refusing(page):
    raise ValueError("cannot")


def test_the_status_tells_who_stands_still_and_why():
    consumer("east")(lambda page: None)
    consumer("west")(refusing)
    count(1, 2)
    consumers.catch_up_all()

    told = run("status")

    assert told.startswith("log: 2 events, last recorded 2026-03-02 12:00:00+00:00\neast: 0 events behind\n")
    assert "west: 2 events behind\n  stands still at event 1 since 20" in told
    assert told.endswith(": ValueError: cannot\n")


def test_an_event_is_parked_with_who_and_why():
    builders.people(ADA)
    consumer("west")(refusing)
    consumers.catch_up_all()
    words = ("park_event", "west", "1", "--actor", "ada")

    assert run(*words, "--reason", "Known defect") == "west passes over event 1.\n"

    told = run("status")
    assert "passes over event 1, parked 20" in told
    assert f"by {ADA}: Known defect\n" in told
    assert "stands still" not in told
    with pytest.raises(CommandError, match="does not stand still at this event"):
        run(*words, "--reason", "Again")


@pytest.mark.parametrize(
    ("actor", "reason", "why"), [("nobody", "Known", "There is no account nobody"), ("ada", " ", "Give a reason")]
)
def test_a_park_tells_who_and_why_or_is_refused(actor, reason, why):
    builders.people(ADA)
    consumer("west")(refusing)
    consumers.catch_up_all()

    with pytest.raises(CommandError, match=why):
        run("park_event", "west", "1", "--actor", actor, "--reason", reason)

    assert consumers.parked() == []
