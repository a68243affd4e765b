"""One command's transaction: load, decide, append, project. All of it, or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction

from ledger import consumers, projections, store
from ledger.commands import current_command
from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import BadInput, NotFound, WrongExpectedVersion
from ledger.domain.events import Recorded

AnyAggregate = TypeVar("AnyAggregate", bound=Aggregate[Any])
Check = Callable[[], None]


@dataclass(kw_only=True)
class Work:
    """What one command has loaded and promised; `position` and `recorded` are set once it is written."""

    cause: store.Cause
    at: datetime
    loaded: dict[str, Aggregate[Any]] = field(default_factory=dict)
    scopes: dict[str, UUID | None] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    effects: list[Check] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)
    position: int = 0

    def authorise(self, check: Check) -> None:
        """Ask a right now and once more under the log's lock, so that a right taken in between is refused."""
        check()
        self.checks.append(check)

    def after_append(self, effect: Check) -> None:
        """Call this once the events are written and projected, still inside the transaction."""
        self.effects.append(effect)

    def load(
        self, kind: type[AnyAggregate], id: UUID, *, scope_id: UUID | None = None, expected_version: int | None = None
    ) -> AnyAggregate:
        """The aggregate in its present state; `scope_id` is where its new events belong.

        Raises:
            NotFound: it does not exist.
            WrongExpectedVersion: it is not in the version that the caller saw.
        """
        thing = self._fold(kind, id, scope_id=scope_id)
        if not thing.exists:
            raise NotFound
        if expected_version is not None and thing.version != expected_version:
            raise WrongExpectedVersion(stream_id=thing.stream_id, expected=expected_version, current=thing.version)
        return thing

    def create(self, kind: type[AnyAggregate], id: UUID, *, scope_id: UUID | None = None) -> AnyAggregate:
        """A new aggregate.

        Raises:
            WrongExpectedVersion: there is one of this id.
        """
        thing = self._fold(kind, id, scope_id=scope_id)
        if thing.version:
            raise WrongExpectedVersion(stream_id=thing.stream_id, expected=0, current=thing.version)
        return thing

    def load_or_create(self, kind: type[AnyAggregate], id: UUID, *, scope_id: UUID | None = None) -> AnyAggregate:
        """The aggregate, empty when nothing was recorded of it yet."""
        return self._fold(kind, id, scope_id=scope_id)

    def _fold(self, kind: type[AnyAggregate], id: UUID, *, scope_id: UUID | None) -> AnyAggregate:
        stream = kind.stream_of(id)
        if stream not in self.loaded:
            _lock_stream(stream)
            stored = store.read_stream(stream)
            thing = kind(id)
            thing.fold(item.event for item in stored)
            self.loaded[stream] = thing
            self.scopes[stream] = scope_id or (stored[0].meta.scope_id if stored else None)
        found = self.loaded[stream]
        if not isinstance(found, kind):
            raise TypeError(f"{stream} was loaded as {type(found).__name__}.")
        return found

    def pending(self) -> list[store.NewEvent]:
        """What the loaded aggregates have decided, stream by stream in order of loading."""
        return [
            store.NewEvent(
                event=event,
                stream_id=stream,
                version=thing.version + 1 + ordinal,
                scope_id=self.scopes[stream],
                when=when,
            )
            for stream, thing in self.loaded.items()
            for ordinal, (event, when) in enumerate(zip(thing.pending, thing.pending_when, strict=True))
        ]


@contextmanager
def unit_of_work(
    *, actor_id: UUID, at: datetime, before_commit: Check | None = None, correlation_id: UUID | None = None
) -> Iterator[Work]:
    """Carry out one command in one durable transaction.

    Streams are locked as they are loaded, the head of the log last; checks are asked again under
    its lock, then events, hashes, inline projections and promised jobs are committed together.
    An exception inside leaves nothing behind.

    Raises:
        BadInput: `at` has no time zone.
    """
    if at.tzinfo is None:
        raise BadInput("The time of a command needs a time zone.", field="at")
    command = current_command()
    with transaction.atomic(durable=command is None):
        cause = store.Cause(
            actor_id=actor_id,
            command_id=command.take_id() if command else uuid4(),
            correlation_id=correlation_id or (command.correlation_id if command else uuid4()),
        )
        work = Work(cause=cause, at=at.astimezone(UTC))
        yield work
        _commit(work, before_commit)


def _commit(work: Work, before_commit: Check | None) -> None:
    new = work.pending()
    if not new and before_commit is None:
        work.position = store.head_position()
        return
    head = store.lock_head(work.at)
    for check in [*work.checks, *([before_commit] if before_commit else [])]:
        check()
    work.recorded = store.append(new, head=head, cause=work.cause) if new else []
    work.position = head.position
    projections.apply(work.recorded)
    for effect in work.effects:
        effect()
    if work.recorded:
        transaction.on_commit(consumers.ring)
        if command := current_command():
            command.wrote(first=work.recorded[0].meta.position, last=work.position)


def _lock_stream(stream: str) -> None:
    """SQLite holds the whole database (IMMEDIATE); PostgreSQL locks the stream's name until the end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [stream])
