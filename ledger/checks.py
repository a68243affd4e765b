"""System checks: the log's protection stands."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from ledger import protection


@register(Tags.database)
def triggers_stand(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse to start on a migrated database whose log has lost a trigger."""
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
    if "ledger_storedevent" not in connection.introspection.table_names():
        return []
    return protection.missing(connection, allow_flush=settings.LEDGER_ALLOWS_FLUSH)
