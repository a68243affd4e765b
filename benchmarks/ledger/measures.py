"""The log's own ways and the barest that do the same reading or writing, on the same file."""

import hashlib
import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import orjson
from django.db import connection, transaction
from django.utils import timezone

from accounts.domain.actor import SYSTEM_ID, Actor
from accounts.domain.events import Role, RoleGranted, RoleRevoked
from accounts.models import Standing
from ledger import store
from ledger.audit import audit
from ledger.projections import rebuild
from ledger.unit_of_work import unit_of_work

EVENTS, STREAM, LOADS, COMMANDS = 10_000, 1_000, 10, 200
REASON = "Granted for the time of the joint exercise with the customs office, as decided in the weekly meeting. " * 5
LONG = UUID(int=1)
ONE_STREAM = "SELECT data FROM ledger_storedevent WHERE stream_id = ? ORDER BY version"
EVERYTHING = "SELECT position, data FROM ledger_storedevent ORDER BY position"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One thing done in two ways, `count` times or over so many events."""

    name: str
    count: int
    ours: Callable[[], object]
    bare: Callable[[], object]

    def line(self, rounds: int) -> str:
        """A row of the table; the sides take turns, and the first round only warms up."""
        pairs = [(Spent.by(self.ours), Spent.by(self.bare)) for _ in range(rounds + 1)][1:]
        rates = [self.count / statistics.median(side.cpu for side in sides) for sides in zip(*pairs, strict=True)]
        ratios = sorted(ours.cpu / bare.cpu for ours, bare in pairs)
        waited = statistics.median(ours.wall / bare.wall for ours, bare in pairs)
        cells = (ratios[0], statistics.median(ratios), ratios[-1], waited)
        told = [self.name, *(f"{rate:,.0f}" for rate in rates), *(f"{cell:.1f}" for cell in cells)]
        return f"| {' | '.join(told)} |"


@dataclass(frozen=True, kw_only=True)
class Spent:
    """Seconds of the processor and of the clock on the wall."""

    cpu: float
    wall: float

    @classmethod
    def by(cls, work: Callable[[], object]) -> "Spent":
        """What a piece of work took."""
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        return cls(cpu=time.process_time() - cpu, wall=time.perf_counter() - wall)


def fill() -> None:
    """Streams of a thousand events each, of some 700 bytes; the tables are left empty."""
    at = timezone.now()
    for number in range(EVENTS // STREAM):
        cause = store.Cause(actor_id=SYSTEM_ID, command_id=uuid4(), correlation_id=uuid4())
        stream = Actor.stream_of(UUID(int=number + 1))
        new = [
            store.NewEvent(
                event=(RoleRevoked if version % 2 == 0 else RoleGranted)(role=Role.AUDITOR, reason=REASON),
                stream_id=stream,
                version=version,
                scope_id=None,
                when=None,
            )
            for version in range(1, STREAM + 1)
        ]
        with transaction.atomic():
            store.append(new, head=store.lock_head(at), cause=cause)


def append() -> None:
    """Whole commands: load, decide, append one event with commitments and hash, project, commit."""
    for _ in range(COMMANDS):
        with unit_of_work(actor_id=SYSTEM_ID, at=timezone.now()) as work:
            work.create(Actor, uuid4()).grant(role=Role.AUDITOR, reason=REASON)


def bare_append() -> None:
    """As many transactions of one INSERT of the same row into a table with the same indexes."""
    database = raw()
    database.execute("CREATE TABLE IF NOT EXISTS bare AS SELECT * FROM ledger_storedevent WHERE 0")
    for name, columns in {"pk": "position", "id": "id", "stream": "stream_id, version"}.items():
        database.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS bare_{name} ON bare ({columns})")
    for name, columns in {"scope": "scope_id, position", "type": "type, position", "time": "recorded_at"}.items():
        database.execute(f"CREATE INDEX IF NOT EXISTS bare_{name} ON bare ({columns})")
    row = list(database.execute("SELECT * FROM ledger_storedevent LIMIT 1").fetchone())
    insert = f"INSERT INTO bare VALUES ({', '.join('?' * len(row))})"
    (last,) = database.execute("SELECT coalesce(max(position), 0) FROM bare").fetchone()
    for position in range(last + 1, last + 1 + COMMANDS):
        database.execute("BEGIN IMMEDIATE")
        database.execute(insert, [position, uuid4().hex, uuid4().hex, *row[3:]])
        database.execute("COMMIT")


def load() -> None:
    """A thousand events of one stream, read, decoded and folded."""
    for _ in range(LOADS):
        with unit_of_work(actor_id=SYSTEM_ID, at=timezone.now()) as work:
            work.load(Actor, LONG)


def bare_load() -> None:
    """Their JSON, read and parsed."""
    for _ in range(LOADS):
        rows = raw().execute(ONE_STREAM, [Actor.stream_of(LONG)])
        if sum(1 for (data,) in rows if orjson.loads(data)) != STREAM:
            raise SystemExit("The stream is not what it was filled with.")


def make_anew() -> None:
    """The table of standings, from nothing."""
    Standing.objects.all().delete()
    rebuild(Standing)


def bare_read() -> None:
    """The JSON of every event, read and parsed."""
    for _, data in raw().execute(EVERYTHING):
        orjson.loads(data)


def check() -> None:
    """The audit without tables."""
    if findings := list(audit()):
        raise SystemExit(f"The audit found {findings[0]}.")


def bare_check() -> None:
    """The JSON of every event, read, parsed and hashed once."""
    for _, data in raw().execute(EVERYTHING):
        hashlib.sha256(orjson.dumps(orjson.loads(data), option=orjson.OPT_SORT_KEYS)).digest()


def raw() -> sqlite3.Connection:
    """SQLite itself, below Django's connection."""
    connection.ensure_connection()
    found: sqlite3.Connection = connection.connection
    return found


MEASURES = (
    Measure(name=f"load a stream of {STREAM:,} events", count=STREAM * LOADS, ours=load, bare=bare_load),
    Measure(name=f"rebuild a table from {EVENTS:,} events", count=EVENTS, ours=make_anew, bare=bare_read),
    Measure(name=f"audit {EVENTS:,} events", count=EVENTS, ours=check, bare=bare_check),
    Measure(name="append: commands of one event", count=COMMANDS, ours=append, bare=bare_append),
)
