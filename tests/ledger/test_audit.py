"""The audit finds what was changed behind the log's back, and where."""

from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import Standing
from ledger import protection, store
from ledger.audit import Finding, audit
from ledger.models import LogHead
from tests import builders
from tests.ledger.history import FIRST, SECOND, count, tamper
from tests.people import ADA, BEN, NOON

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FORGED = "00" * 16


@pytest.fixture(autouse=True)
def _log():
    """Positions 1, 2 and 4 in one stream, 3 in another; an hour between commands."""
    count(1, 2, note="first")
    count(3, tally_id=SECOND, at=NOON + HOUR)
    count(4, at=NOON + 2 * HOUR)


def where() -> list[str]:
    return [finding.where for finding in audit()]


def test_an_untouched_log_holds():
    assert list(audit(with_projections=True)) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", BEN.hex),
        ("type", "test.cleared"),
        ("schema_version", 2),
        ("scope_id", BEN.hex),
        ("actor_id", BEN.hex),
        ("command_id", BEN.hex),
        ("correlation_id", BEN.hex),
        ("causation_id", BEN.hex),
        ("occurred_at", "2020-01-01 00:00:00"),
        ("occurred_precision", "day"),
        ("recorded_at", "2026-03-02 12:00:00.000001"),
        ("data", '{"number": 9, "note": "first"}'),
        ("hash", bytes(32)),
    ],
)
def test_a_changed_column_is_found_at_its_event(column, value):
    tamper(f"UPDATE ledger_storedevent SET {column} = %s WHERE position = 2", value)

    assert "event 2" in where()


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("salts", "{}", "KeyError"),
        ("salts", '{"number": "xy", "note": "xy"}', "ValueError"),
        ("salts", '{"number": 1, "note": 2}', "TypeError"),
        ("data", "[]", "AttributeError"),
    ],
)
def test_fields_without_their_salts_are_found(column, value, kind):
    tamper(f"UPDATE ledger_storedevent SET {column} = %s WHERE position = 2", value)

    assert Finding(where="event 2", what=f"Its columns, fields and salts do not fit together ({kind}).") in list(
        audit()
    )


@pytest.mark.parametrize(
    ("column", "value"), [("id", "no id"), ("actor_id", 7), ("recorded_at", "yesterday"), ("occurred_at", "2026-02-30")]
)
def test_an_unreadable_event_is_found_and_the_others_are_checked(column, value):
    tamper(f"UPDATE ledger_storedevent SET {column} = %s WHERE position = 1", value)
    tamper("UPDATE ledger_storedevent SET hash = %s WHERE position = 3", bytes(32))

    found = {finding.where: finding.what for finding in audit()}

    assert found["event 1"].startswith("Its columns")
    assert "event 3" in found


def test_a_deleted_event_is_found_at_the_next():
    tamper("DELETE FROM ledger_storedevent WHERE position = 2")

    found = [finding.what for finding in audit()]

    assert "Positions 2 to 2 are missing." in found
    assert f"Version 3 of tally-{FIRST} follows version 1." in found


def test_a_deleted_end_is_found_at_the_head():
    tamper("DELETE FROM ledger_storedevent WHERE position = 4")

    assert list(audit()) == [Finding(where="head", what="The head says 4, the last event is 3.")]


def test_an_emptied_log_is_found_at_the_head():
    tamper("DELETE FROM ledger_storedevent")

    assert list(audit()) == [Finding(where="head", what="The head says 4, the last event is 0.")]


def test_a_lost_head_is_found():
    LogHead.objects.all().delete()

    assert list(audit()) == [Finding(where="head", what="The head says 0, the last event is 4.")]


def test_a_head_that_was_put_back_in_time_is_found():
    LogHead.objects.update(recorded_at=NOON)

    assert list(audit()) == [Finding(where="head", what="The head's time lies before that of the last event.")]


def test_a_time_that_falls_is_found():
    tamper("UPDATE ledger_storedevent SET recorded_at = '2026-03-02 11:00:00' WHERE position = 3")

    assert Finding(where="event 3", what="Its time lies before that of the event in front of it.") in list(audit())


def test_an_exchange_of_two_events_of_a_stream_is_found():
    for position, version in ((1, 9), (2, 1), (1, 2)):
        tamper(f"UPDATE ledger_storedevent SET version = {version} WHERE position = {position}")

    assert {"event 1", "event 2"} <= set(where())


def test_a_missing_trigger_is_found():
    protection.remove(connection)

    assert Finding(where="database", what="The trigger ledger_no_update is missing.") in list(audit())


def test_a_table_that_differs_from_the_log_is_found_when_asked_for():
    builders.people(ADA)
    Standing.objects.update(clearance="TLP:CLEAR")

    assert list(audit()) == []
    assert list(audit(with_projections=True)) == [
        Finding(where="accounts.Standing", what=f"The table differs in 1 rows, first {ADA}.")
    ]


def test_what_is_appended_during_an_audit_is_no_finding():
    tamper("UPDATE ledger_storedevent SET hash = %s WHERE position = 1", bytes(32))
    checking = audit()

    assert next(checking).where == "event 1"
    count(5)

    assert [finding.where for finding in checking] == ["event 2"]
    assert store.head_position() == 5
