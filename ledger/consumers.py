"""Readers of the log outside the append, each with a checkpoint.

Effects in this database commit with the checkpoint (exactly once); effects elsewhere must be harmless
to repeat. A consumer that fails on an event stops there and says so, until it is fixed or the event is parked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ledger import store
from ledger.domain.errors import BadInput, Refused
from ledger.domain.events import Recorded
from ledger.models import Checkpoint, ParkedEvent

PAGE = 200
_GOING_ON: dict[str, Any] = {"stuck_position": None, "stuck_reason": "", "stuck_since": None}


class CheckpointMoved(Refused):
    """Another process read the same page first."""

    sentence = "Another process has read these events already."


class NotStuckThere(Refused):
    """Only the event that a consumer stands still at can be parked."""

    sentence = "The consumer does not stand still at this event."


@dataclass(frozen=True, kw_only=True)
class Consumer:
    """A named reader; `take` gets events in order and may raise to stop."""

    name: str
    take: Callable[[Sequence[Recorded]], None]


consumers: dict[str, Consumer] = {}
_bells: list[Callable[[], None]] = []


def consumer(name: str) -> Callable[[Callable[[Sequence[Recorded]], None]], Consumer]:
    """Register a function as a consumer."""

    def register(take: Callable[[Sequence[Recorded]], None]) -> Consumer:
        consumers[name] = Consumer(name=name, take=take)
        return consumers[name]

    return register


def bell(ring_it: Callable[[], None]) -> Callable[[], None]:
    """Register what is called after each append to wake whoever runs the consumers."""
    _bells.append(ring_it)
    return ring_it


def ring() -> None:
    """Tell the bells that there is news; a lost ring costs seconds, never an event."""
    for ring_it in _bells:
        ring_it()


def position(name: str) -> int:
    """Last position that a consumer has taken."""
    return Checkpoint.objects.filter(pk=name).values_list("position", flat=True).first() or 0


def lag(name: str) -> int:
    """How many events a consumer is behind."""
    return store.head_position() - position(name)


def catch_up(name: str) -> int:
    """Let a consumer read all there is.

    Returns:
        The number of events taken. A failing event stops it; the checkpoint row says where and why.
    """
    taken = 0
    while page := _next_page(name):
        _take(consumers[name], page)
        taken += len(page)
    return taken


def catch_up_all() -> None:
    """Let every consumer read; one that stands still does not hold up the others."""
    for name in consumers:
        with _StopNoted(name):
            catch_up(name)


def reset(name: str) -> None:
    """Put a consumer back to the start of the log, for a rebuild."""
    Checkpoint.objects.filter(pk=name).delete()


def park(*, name: str, position: int, reason: str, by: UUID, at: datetime) -> None:
    """Let a consumer pass over the event it stands still at.

    Raises:
        BadInput: no reason is given.
        NotStuckThere: the consumer does not stand still at this position.
    """
    if not reason.strip():
        raise BadInput("Give a reason.", field="reason")
    with transaction.atomic(durable=True):
        if not Checkpoint.objects.filter(pk=name, stuck_position=position).update(**_GOING_ON):
            raise NotStuckThere
        told = {"reason": reason.strip(), "parked_by": by, "parked_at": at}
        ParkedEvent.objects.get_or_create(consumer=name, position=position, defaults=told)


def parked() -> list[ParkedEvent]:
    """What readers were told to pass over, in order of reader and position."""
    return list(ParkedEvent.objects.order_by("consumer", "position"))


def _next_page(name: str) -> list[Recorded]:
    """The next events; where one cannot be read, those in front of it, one at a time."""
    after = position(name)
    with _Narrowing() as whole:
        page = store.read_page(after=after, limit=PAGE)
    if whole.failed:
        with _StopNoted(name, at=after + 1, reraise=True):
            page = store.read_page(after=after, limit=1)
    return page


def _take(reader: Consumer, page: Sequence[Recorded]) -> None:
    """Take a whole page at once; when that fails, one by one up to the event that fails."""
    with _Narrowing() as whole:
        _step(reader, page)
    if whole.failed:
        for item in page:
            with _StopNoted(reader.name, at=item.meta.position, reraise=True):
                _step(reader, [item])


def _step(reader: Consumer, page: Sequence[Recorded]) -> None:
    first, last = page[0].meta.position, page[-1].meta.position
    rows = ParkedEvent.objects.filter(consumer=reader.name, position__range=(first, last))
    passed_over = set(rows.values_list("position", flat=True))
    with transaction.atomic():
        if wanted := [item for item in page if item.meta.position not in passed_over]:
            reader.take(wanted)
        Checkpoint.objects.get_or_create(pk=reader.name)
        moved = Checkpoint.objects.filter(pk=reader.name, position=first - 1)
        if not moved.update(position=last, **_GOING_ON):
            raise CheckpointMoved


class _Narrowing:
    """Swallows the failure of a page, so that its events are tried one by one."""

    failed = False

    def __enter__(self) -> "_Narrowing":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        self.failed = kind is not None and issubclass(kind, Exception) and not issubclass(kind, CheckpointMoved)
        return self.failed


@dataclass
class _StopNoted:
    """Writes down at which event a consumer stopped, since when and why."""

    name: str
    at: int | None = None
    reraise: bool = False

    def __enter__(self) -> "_StopNoted":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if kind is None or not issubclass(kind, Exception):
            return False
        if self.at is not None and not issubclass(kind, CheckpointMoved):
            self._note(self.at, f"{kind.__name__}: {error}")
        return not self.reraise

    def _note(self, at: int, reason: str) -> None:
        """Only where the consumer still stands in front of the event: another process may have read on."""
        Checkpoint.objects.get_or_create(pk=self.name)
        stopped = Checkpoint.objects.filter(pk=self.name, position=at - 1)
        stopped.exclude(stuck_position=at).update(stuck_position=at, stuck_since=timezone.now())
        stopped.update(stuck_reason=reason[:2000])
