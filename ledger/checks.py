"""System checks: the log's protection stands."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from ledger import protection


@register(Tags.database)
def triggers_stand(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse to start on a database whose log has lost a trigger; one that is yet to be migrated may lack some."""
    absent = [name for alias in databases or () for name in _absent(alias)]
    return [
        Error(
            f"The log is not protected: the trigger {name} is missing.",
            hint="Find out who dropped it, run `manage.py audit`, then `manage.py protect_log`.",
            id="ledger.E001",
        )
        for name in absent
    ]


def _absent(alias: str) -> list[str]:
    connection = connections[alias]
    if _has_migrations_to_come(connection):
        return []
    return protection.missing(connection, allow_flush=settings.LEDGER_ALLOWS_FLUSH)


def _has_migrations_to_come(connection: BaseDatabaseWrapper) -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes("ledger")))
