"""What an event is: a small frozen value with a name that lasts for ever."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar, cast, dataclass_transform
from uuid import UUID

from ledger.domain.when import Precision


class Event:
    """A fact recorded once. Subclasses are declared with `@event`."""

    event_type: ClassVar[str]
    schema_version: ClassVar[int]


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Everything the log knows of an event besides its own fields; times are aware UTC."""

    position: int
    event_id: UUID
    stream_id: str
    version: int
    scope_id: UUID | None
    actor_id: UUID
    command_id: UUID
    correlation_id: UUID
    causation_id: UUID | None
    occurred_at: datetime
    occurred_precision: Precision
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """An event as read back from the log, in the newest version of its type."""

    event: Event
    meta: Envelope
    hash: bytes
    data: dict[str, Any]


EventClass = TypeVar("EventClass", bound=type[Event])
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

event_classes: dict[str, type[Event]] = {}
upcasters: dict[tuple[str, int], Upcaster] = {}


@dataclass_transform(kw_only_default=True, frozen_default=True)
def event(name: str, *, version: int = 1) -> Callable[[EventClass], EventClass]:
    """Declare an event type under its wire name, such as "case.closed".

    Raises:
        ValueError: the name is taken.
    """

    def declare(cls: EventClass) -> EventClass:
        if name in event_classes:
            raise ValueError(f"The event name {name} is taken by {event_classes[name].__qualname__}.")
        declared = dataclass(frozen=True, kw_only=True)(cls)
        declared.event_type = name
        declared.schema_version = version
        event_classes[name] = declared
        return cast(EventClass, declared)

    return declare


def upcaster(name: str, from_version: int) -> Callable[[Upcaster], Upcaster]:
    """Declare the pure function that lifts stored data of `name` by one schema version."""

    def declare(function: Upcaster) -> Upcaster:
        if (name, from_version) in upcasters:
            raise ValueError(f"There is an upcaster of {name} from version {from_version} already.")
        upcasters[name, from_version] = function
        return function

    return declare
