"""Database triggers that keep the log append-only, apart from one erasure by an executed order.

An owner of the database can drop them; `missing` tells, and what was then changed shows in the audit.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

ERASURE_EVENT = "erasure.executed"
_REFUSAL = "The log is append-only."
_KEPT = (
    *(f"{name}_id" for name in ("stream", "scope", "actor", "command", "correlation", "causation")),
    *("position", "id", "version", "type", "schema_version", "hash"),
    *("occurred_at", "occurred_precision", "recorded_at"),
)

FLUSH_TRIGGERS = {"ledger_no_delete", "ledger_no_truncate", "ledger_no_head_delete", "ledger_no_head_truncate"}


def install(connection: BaseDatabaseWrapper, *, allow_flush: bool) -> None:
    """Create the triggers that are missing; `allow_flush` leaves out those against emptying the table."""
    absent = missing(connection, allow_flush=allow_flush)
    with connection.cursor() as cursor:
        for name, statements in _definitions(connection).items():
            for statement in statements if name in absent else ():
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger, to reverse the migration."""
    on = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name in _definitions(connection):
            table = "ledger_treehead" if "_head_" in name else "ledger_storedevent"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on else ""))


def missing(connection: BaseDatabaseWrapper, *, allow_flush: bool) -> list[str]:
    """Names of the triggers that should stand and do not."""
    table = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} LIKE 'ledger_no_%'")
        present = {row[0] for row in cursor.fetchall()}
    wanted = set(_definitions(connection)) - (FLUSH_TRIGGERS if allow_flush else set())
    return sorted(wanted - present)


def _definitions(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    return _postgresql() if connection.vendor == "postgresql" else _sqlite()


def _sqlite() -> dict[str, list[str]]:
    kept = " AND ".join(f"OLD.{column} IS NEW.{column}" for column in _KEPT)
    ordered = (
        f"EXISTS (SELECT 1 FROM ledger_storedevent WHERE type = '{ERASURE_EVENT}' "
        "AND json_extract(data, '$.position') = OLD.position)"
    )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    on, on_heads = "ON ledger_storedevent", "ON ledger_treehead"
    return {
        "ledger_no_update": [
            f"CREATE TRIGGER ledger_no_update BEFORE UPDATE {on} WHEN NOT ({kept} AND {ordered}) {refuse}"
        ],
        "ledger_no_delete": [f"CREATE TRIGGER ledger_no_delete BEFORE DELETE {on} {refuse}"],
        "ledger_no_replace": [
            f"CREATE TRIGGER ledger_no_replace BEFORE INSERT {on} "
            "WHEN EXISTS (SELECT 1 FROM ledger_storedevent WHERE position = NEW.position OR id = NEW.id "
            f"OR (stream_id = NEW.stream_id AND version = NEW.version)) {refuse}"
        ],
        "ledger_no_head_update": [f"CREATE TRIGGER ledger_no_head_update BEFORE UPDATE {on_heads} {refuse}"],
        "ledger_no_head_delete": [f"CREATE TRIGGER ledger_no_head_delete BEFORE DELETE {on_heads} {refuse}"],
        "ledger_no_head_replace": [
            f"CREATE TRIGGER ledger_no_head_replace BEFORE INSERT {on_heads} "
            f"WHEN EXISTS (SELECT 1 FROM ledger_treehead WHERE size = NEW.size) {refuse}"
        ],
    }


def _postgresql() -> dict[str, list[str]]:
    kept = " AND ".join(f"OLD.{column} IS NOT DISTINCT FROM NEW.{column}" for column in _KEPT)
    ordered = (
        f"EXISTS (SELECT 1 FROM ledger_storedevent WHERE type = '{ERASURE_EVENT}' "
        "AND (data->>'position')::bigint = OLD.position)"
    )
    body = f"BEGIN RAISE EXCEPTION '{_REFUSAL}'; END"
    refuse = f"CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    update = (
        "CREATE OR REPLACE FUNCTION ledger_check_update() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {kept} AND {ordered} THEN RETURN NEW; END IF; RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    on, on_heads = "ON ledger_storedevent", "ON ledger_treehead"
    every_row, statement = "FOR EACH ROW EXECUTE FUNCTION", "FOR EACH STATEMENT EXECUTE FUNCTION"
    return {
        "ledger_no_update": [
            update,
            f"CREATE TRIGGER ledger_no_update BEFORE UPDATE {on} {every_row} ledger_check_update()",
        ],
        "ledger_no_delete": [
            refuse,
            f"CREATE TRIGGER ledger_no_delete BEFORE DELETE {on} {every_row} ledger_refuse()",
        ],
        "ledger_no_truncate": [
            refuse,
            f"CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE {on} {statement} ledger_refuse()",
        ],
        "ledger_no_head_update": [
            refuse,
            f"CREATE TRIGGER ledger_no_head_update BEFORE UPDATE {on_heads} {every_row} ledger_refuse()",
        ],
        "ledger_no_head_delete": [
            refuse,
            f"CREATE TRIGGER ledger_no_head_delete BEFORE DELETE {on_heads} {every_row} ledger_refuse()",
        ],
        "ledger_no_head_truncate": [
            refuse,
            f"CREATE TRIGGER ledger_no_head_truncate BEFORE TRUNCATE {on_heads} {statement} ledger_refuse()",
        ],
    }
