"""Real processes on one database file: `python -m tests.ledger.stage FOLDER SCENARIO...` tells what came of each.

One process starts Django and forks the others, which costs next to nothing. Each scenario has a file of its own.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import django

from tests.ledger.tally import Counted, Tally
from tests.people import ADA, NOON

WRITERS, COMMANDS, NUMBERS = 4, 25, 25


def race() -> dict[str, Any]:
    """Four writers in streams of their own and a common one; two processes of one reader compete meanwhile."""
    from ledger import consumers, store
    from ledger.audit import audit
    from tests.ledger import stored

    table("taken")
    consumers.consumer("tail")(lambda page: note("taken", page))
    writers = [fork(lambda number=number: write(number)) for number in range(WRITERS)]
    tails = [fork(tail) for _ in range(2)]
    codes = [wait(child) for child in writers + tails]
    stored.expect_none(*stored.ALWAYS)
    return {
        "codes": codes,
        "head": store.head_position(),
        "numbers": sorted(row.data["number"] for row in stored.rows() if row.stream_id == stream_of(0)),
        "taken": noted("taken"),
        "findings": [finding.what for finding in audit()],
    }


def write(number: int) -> None:
    from ledger.unit_of_work import unit_of_work

    for step in range(COMMANDS):
        with unit_of_work(actor_id=ADA, at=NOON) as work:
            work.load_or_create(Tally, UUID(int=number + 1)).count(step)
            work.load_or_create(Tally, UUID(int=0)).count(number * COMMANDS + step)


def tail() -> None:
    from ledger import consumers, store

    while store.head_position() < WRITERS * COMMANDS * 2 or consumers.lag("tail"):
        try:
            consumers.catch_up("tail")
        except consumers.CheckpointMoved:
            continue
        time.sleep(0.002)


def unlocked() -> dict[str, Any]:
    """The negative control: numbers are taken in a transaction of their own, so that events appear out of order."""
    from ledger import store
    from ledger.domain.errors import LogDamaged
    from ledger.models import StoredEvent

    total, by_cursor, by_page = WRITERS * NUMBERS, [], []
    children = [fork(lambda number=number: write_unlocked(number)) for number in range(WRITERS)]
    damaged = 0
    while len(by_page) < total:
        after = by_cursor[-1] if by_cursor else 0
        rows = StoredEvent.objects.filter(position__gt=after).order_by("position")
        by_cursor += rows.values_list("position", flat=True)
        try:
            by_page += [item.meta.position for item in store.read_page(after=len(by_page), limit=10)]
        except LogDamaged:
            damaged += 1
        time.sleep(0.001)
    codes = [wait(child) for child in children]
    return {"codes": codes, "total": total, "by_cursor": by_cursor, "by_page": by_page, "damaged": damaged}


def write_unlocked(number: int) -> None:
    from django.db import transaction

    from ledger import store
    from ledger.models import StoredEvent

    chance = random.Random(number)
    cause = store.Cause(actor_id=ADA, command_id=UUID(int=number), correlation_id=UUID(int=number))
    for step in range(NUMBERS):
        event = store.NewEvent(
            event=Counted(number=step), stream_id=stream_of(number), version=step + 1, scope_id=None, when=None
        )
        with transaction.atomic():
            head = store.lock_head(NOON)
            row = store._row(event, head=head, cause=cause, ordinal=0, previous=bytes(32))
            head.position += 1
            head.save()
        time.sleep(chance.random() / 200)
        StoredEvent.objects.bulk_create([row])


def killed_reader() -> dict[str, Any]:
    """SIGKILL between the effect of a reader and its checkpoint; then another process of it goes on."""
    from ledger import consumers

    table("taken")
    write(0)
    reads, writes = os.pipe()

    def take(page: Sequence[Any]) -> None:
        note("taken", page)
        os.write(writes, b"!")
        time.sleep(60)

    consumers.consumer("tail")(take)
    child = fork(lambda: consumers.catch_up("tail"))
    os.read(reads, 1)
    os.kill(child, signal.SIGKILL)
    code = wait(child)
    before = {"taken": noted("taken"), "position": consumers.position("tail")}
    consumers.consumer("tail")(lambda page: note("taken", page))
    consumers.catch_up("tail")
    return {"code": code, "before": before, "taken": noted("taken"), "position": consumers.position("tail")}


def killed_writer() -> dict[str, Any]:
    """SIGKILL between the append and the commit; then another process appends."""
    from ledger import store
    from ledger.unit_of_work import unit_of_work
    from tests.ledger import stored

    reads, writes = os.pipe()

    def linger() -> None:
        os.write(writes, str(store.head_position()).encode())
        time.sleep(60)

    def append() -> None:
        with unit_of_work(actor_id=ADA, at=NOON) as work:
            work.create(Tally, UUID(int=9)).count(1)
            work.after_append(linger)

    child = fork(append)
    inside = int(os.read(reads, 9))
    os.kill(child, signal.SIGKILL)
    code, after = wait(child), store.head_position()
    write(0)
    stored.expect_none(*stored.ALWAYS)
    return {"code": code, "inside": inside, "after": after, "head": store.head_position()}


def stream_of(number: int) -> str:
    return f"tally-{UUID(int=number)}"


def table(name: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {name} (position bigint)")


def note(name: str, page: Sequence[Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {name} VALUES (%s)", [(item.meta.position,) for item in page])


def noted(name: str) -> list[int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT position FROM {name} ORDER BY rowid")
        return [row[0] for row in cursor.fetchall()]


def fork(work: Callable[[], object]) -> int:
    """A process that does one thing with connections of its own."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        connections.close_all()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def wait(child: int) -> int:
    """Exit code, or minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


SCENARIOS = {work.__name__: work for work in (race, unlocked, killed_reader, killed_writer)}


def main(folder: Path, *names: str) -> None:
    """Play scenarios, each on its copy of the empty database `empty.sqlite3`."""
    from django.db import connection

    from ledger import protection

    for name in names:
        path = folder / f"{name}.sqlite3"
        path.write_bytes((folder / "empty.sqlite3").read_bytes())
        connection.close()
        connection.settings_dict["NAME"] = str(path)
        protection.install(connection, allow_flush=False)
        (folder / f"{name}.json").write_text(json.dumps(SCENARIOS[name]()))


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]), *sys.argv[2:])
