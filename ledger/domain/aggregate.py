"""An aggregate: one stream's state, which decides and folds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from ledger.domain.events import Event
from ledger.domain.when import When

AnyEvent = TypeVar("AnyEvent", bound=Event)


class Aggregate(ABC, Generic[AnyEvent]):
    """State of one stream. Methods refuse or record; `_apply` folds and never refuses."""

    stream_family: ClassVar[str]

    def __init__(self, id: UUID) -> None:
        self.id = id
        self.version = 0
        self.pending: list[AnyEvent] = []
        self.pending_when: list[When | None] = []

    @classmethod
    def stream_of(cls, id: UUID) -> str:
        """Name of the stream of `id`, such as `case-<uuid>`."""
        return f"{cls.stream_family}-{id}"

    @property
    def stream_id(self) -> str:
        """Name of this aggregate's stream."""
        return self.stream_of(self.id)

    @property
    def exists(self) -> bool:
        """True when at least one event is stored or pending."""
        return self.version > 0 or bool(self.pending)

    def fold(self, events: Iterable[AnyEvent]) -> None:
        """Take stored events in order."""
        for stored in events:
            self._apply(stored)
            self.version += 1

    def _record(self, new: AnyEvent, *, when: When | None = None) -> None:
        self._apply(new)
        self.pending.append(new)
        self.pending_when.append(when)

    @abstractmethod
    def _apply(self, event: AnyEvent) -> None:
        """Fold one event."""
