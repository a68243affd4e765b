"""Requests with a key: the same key and request take effect once and get the same answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from ledger.domain.errors import ReusedCommand
from ledger.models import Command


@dataclass(kw_only=True)
class CurrentCommand:
    """The request that events of this transaction belong to."""

    id: UUID
    correlation_id: UUID
    units: int = 0
    first_position: int | None = None
    last_position: int | None = None

    def take_id(self) -> UUID:
        """Id for the next unit of work of this request: its own for the first, derived for others."""
        self.units += 1
        return self.id if self.units == 1 else uuid5(self.id, str(self.units))

    def wrote(self, *, first: int, last: int) -> None:
        """Remember which events this request wrote."""
        self.first_position = self.first_position or first
        self.last_position = last


_current: ContextVar[CurrentCommand | None] = ContextVar("current_command", default=None)


def current_command() -> CurrentCommand | None:
    """The request being answered, if it came with a key."""
    return _current.get()


def once(
    *, command_id: UUID, digest: str, run: Callable[[], Any], at: datetime, correlation_id: UUID | None = None
) -> tuple[Any, bool]:
    """Run a command once and keep its JSON answer in the same transaction.

    Returns:
        The answer, and whether it is a stored one. A refusal is raised and not stored.

    Raises:
        ReusedCommand: the key was used for another request.
    """
    stored = _stored(command_id, digest)
    if stored is not None:
        return stored.answer, True
    try:
        return _first_time(command_id=command_id, digest=digest, run=run, at=at, correlation_id=correlation_id), False
    except IntegrityError:
        stored = _stored(command_id, digest)
        if stored is None:
            raise
        return stored.answer, True


def answer_to(*, command_id: UUID, digest: str) -> Any | None:
    """The stored answer of a request that took effect; None when it has not.

    Raises:
        ReusedCommand: the key was used for another request.
    """
    stored = _stored(command_id, digest)
    return stored.answer if stored else None


def _stored(command_id: UUID, digest: str) -> Command | None:
    stored = Command.objects.filter(pk=command_id).first()
    if stored and stored.digest != digest:
        raise ReusedCommand(command_id)
    return stored


def _first_time(
    *, command_id: UUID, digest: str, run: Callable[[], Any], at: datetime, correlation_id: UUID | None
) -> Any:
    with transaction.atomic(durable=True), _as_current(command_id, correlation_id or command_id) as current:
        row = Command.objects.create(pk=command_id, digest=digest, recorded_at=at)
        row.answer = run()
        row.first_position, row.last_position = current.first_position, current.last_position
        row.save(update_fields=["answer", "first_position", "last_position"])
        return row.answer


@contextmanager
def within(command_id: UUID) -> Iterator[None]:
    """Let units of work join the transaction that is open, as a consumer's effects commit with its checkpoint."""
    with _as_current(command_id, command_id):
        yield


@contextmanager
def _as_current(command_id: UUID, correlation_id: UUID) -> Iterator[CurrentCommand]:
    current = CurrentCommand(id=command_id, correlation_id=correlation_id)
    token = _current.set(current)
    try:
        yield current
    finally:
        _current.reset(token)
