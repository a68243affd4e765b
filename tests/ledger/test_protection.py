"""The database itself refuses to change the log; a missing trigger stops the start."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from ledger import protection
from ledger.checks import triggers_stand
from ledger.models import StoredEvent
from tests.ledger.history import count, triggers_down
from tests.people import BEN

pytestmark = pytest.mark.django_db
DEFAULT = ["default"]


@pytest.fixture
def whole(settings):
    """Protected as in an installation: emptying the table is refused, too."""
    settings.LEDGER_ALLOWS_FLUSH = False
    protection.install(connection, allow_flush=False)
    count(1, 2)


def refused(sql: str, *values: object) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    assert [row.version for row in StoredEvent.objects.order_by("position")] == [1, 2]


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("column", protection._KEPT)
def test_no_column_is_updated(column):
    refused(f"UPDATE ledger_storedevent SET {column} = NULL WHERE position = 1")


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("column", ["data", "salts"])
def test_no_field_is_updated_without_an_order(column):
    refused(f"UPDATE ledger_storedevent SET {column} = '{{}}' WHERE position = 1")


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("where", ["position = 2", "1 = 1"])
def test_nothing_is_deleted(where):
    refused(f"DELETE FROM ledger_storedevent WHERE {where}")


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    "chosen",
    [
        {"position": 1},
        {"position": 9, "version": 1},
        {"position": 9, "version": 9, "same_id": True},
    ],
    ids=["position", "version", "id"],
)
def test_nothing_is_replaced(chosen):
    row = StoredEvent.objects.get(position=1)
    columns = [field.column for field in StoredEvent._meta.concrete_fields]
    values = {name: f"'{BEN.hex}'" if name == "id" else name for name in columns}
    values |= {name: str(number) for name, number in chosen.items() if name != "same_id"}
    values |= {"id": "id"} if "same_id" in chosen else {}
    picked = ", ".join(values[name] for name in columns)

    refused(
        f"INSERT OR REPLACE INTO ledger_storedevent ({', '.join(columns)}) "
        f"SELECT {picked} FROM ledger_storedevent WHERE position = %s",
        row.position,
    )


@pytest.mark.usefixtures("whole")
def test_appending_goes_on():
    assert count(3).position == 3


def test_a_migrated_database_with_every_trigger_may_start():
    assert triggers_stand(DEFAULT) == []
    assert triggers_stand(None) == []


def test_a_missing_trigger_stops_the_start():
    with triggers_down():
        errors = triggers_stand(DEFAULT)

    assert {error.id for error in errors} == {"ledger.E001"}
    assert "The log is not protected: the trigger ledger_no_update is missing." in [error.msg for error in errors]


def test_a_database_that_is_yet_to_be_migrated_may_lack_triggers():
    MigrationRecorder(connection).record_unapplied("ledger", "0003_protection")
    with triggers_down():
        assert triggers_stand(DEFAULT) == []


def test_missing_triggers_are_put_back(capsys):
    protection.remove(connection)

    call_command("protect_log")
    call_command("protect_log")

    told = capsys.readouterr().out
    assert "Installed: ledger_no_" in told
    assert "Every trigger was there." in told
    assert protection.missing(connection, allow_flush=True) == []
