"""Short ways to write into the log of a test, and around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from ledger import protection
from ledger.domain.when import When
from ledger.unit_of_work import Work, unit_of_work
from tests.ledger.tally import Tally
from tests.people import ADA, NOON

FIRST, SECOND, THIRD = (UUID(int=number, version=4) for number in (101, 102, 103))


def count(
    *numbers: int,
    tally_id: UUID = FIRST,
    at: datetime = NOON,
    scope_id: UUID | None = None,
    note: str = "",
    when: When | None = None,
) -> Work:
    """One command that counts some numbers."""
    with unit_of_work(actor_id=ADA, at=at) as work:
        tally = work.load_or_create(Tally, tally_id, scope_id=scope_id)
        for number in numbers:
            tally.count(number, note=note, when=when)
    return work


def total(tally_id: UUID = FIRST) -> int:
    """What the log says was counted."""
    with unit_of_work(actor_id=ADA, at=NOON) as work:
        return work.load_or_create(Tally, tally_id).total


@contextmanager
def triggers_down() -> Iterator[None]:
    """What an owner of the database could do."""
    protection.remove(connection)
    try:
        yield
    finally:
        protection.install(connection, allow_flush=settings.LEDGER_ALLOWS_FLUSH)


def tamper(sql: str, *values: Any) -> None:
    """Change the stored log behind its back."""
    with triggers_down(), connection.cursor() as cursor:
        cursor.execute(sql, values)
