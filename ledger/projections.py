"""Tables made from events: registered functions, run in the append, again for a rebuild or a past moment.

A projection is `(event, meta, rows)`: it reads and writes rows by primary key, and nothing else. So the same
function writes the live table, fills a table in memory for a rebuild, and answers "as of".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from ledger import store
from ledger.domain.events import Envelope, Event, Recorded, event_classes

AnyModel = TypeVar("AnyModel", bound=Model)
AnyRow_co = TypeVar("AnyRow_co", bound=Model, covariant=True)
Function = Callable[[Any, Envelope, Any], None]
BATCH = 500


class Rows(Protocol[AnyRow_co]):
    """Rows of one table, reached by primary key alone."""

    def get(self, pk: Any) -> AnyRow_co | None:
        """The row, if it is there."""

    def insert(self, **fields: Any) -> None:
        """Add a row; every field without a default must be given."""

    def update(self, pk: Any, **changes: Any) -> None:
        """Change fields of a row that is there."""

    def delete(self, pk: Any) -> None:
        """Take a row away; a row that is not there is no matter."""


@dataclass(frozen=True)
class LiveRows(Generic[AnyModel]):
    """Rows in the database."""

    model: type[AnyModel]

    def get(self, pk: Any) -> AnyModel | None:
        """The row, if it is there."""
        return self.model._default_manager.filter(pk=pk).first()

    def insert(self, **fields: Any) -> None:
        """Add a row."""
        self.model(**fields).save(force_insert=True)

    def update(self, pk: Any, **changes: Any) -> None:
        """Change fields of a row that is there."""
        self.model._default_manager.filter(pk=pk).update(**changes)

    def delete(self, pk: Any) -> None:
        """Take a row away."""
        self.model._default_manager.filter(pk=pk).delete()


class MemoryRows(Generic[AnyModel]):
    """Rows in memory, for a rebuild or a past moment."""

    def __init__(self, model: type[AnyModel]) -> None:
        self.model = model
        self.rows: dict[Any, AnyModel] = {}

    def get(self, pk: Any) -> AnyModel | None:
        """The row, if it is there."""
        return self.rows.get(pk)

    def insert(self, **fields: Any) -> None:
        """Add a row."""
        row = self.model(**fields)
        self.rows[row.pk] = row

    def update(self, pk: Any, **changes: Any) -> None:
        """Change fields of a row that is there."""
        row = self.rows.get(pk)
        for name, value in changes.items() if row is not None else ():
            setattr(row, name, value)

    def delete(self, pk: Any) -> None:
        """Take a row away."""
        self.rows.pop(pk, None)


_by_event: dict[type[Event], list[tuple[type[Model], Function]]] = defaultdict(list)


def project(*events: type[Event], into: type[Model]) -> Callable[[Function], Function]:
    """Register a projection of some events into a table."""

    def register(function: Function) -> Function:
        for event in events:
            _by_event[event].append((into, function))
        return function

    return register


def projected_models() -> list[type[Model]]:
    """Every table made from events, in order of name."""
    found = {model for targets in _by_event.values() for model, _ in targets}
    return sorted(found, key=lambda model: model._meta.label)


def apply(recorded: Iterable[Recorded]) -> None:
    """Write events into the live tables; runs inside the append."""
    for item in recorded:
        for model, function in _by_event[type(item.event)]:
            function(item.event, item.meta, LiveRows(model))


def as_of(model: type[AnyModel], *, scope_id: UUID, upto: int) -> list[AnyModel]:
    """Rows of one scope as they stood at a position."""
    return list(_fold(model, store.read_scope(scope_id, upto=upto)).rows.values())


def as_of_stream(model: type[AnyModel], *, stream_id: str, upto: int) -> list[AnyModel]:
    """Rows that one stream made, as they stood at a position."""
    return list(_fold(model, store.read_stream(stream_id, upto=upto)).rows.values())


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How far a live table is from its rebuild."""

    model: type[Model]
    missing: list[Any]
    changed: list[Any]
    surplus: list[Any]

    @property
    def is_empty(self) -> bool:
        """True when the table equals its rebuild."""
        return not (self.missing or self.changed or self.surplus)


def compare(model: type[AnyModel]) -> Difference:
    """Fold the log into memory and compare it with the live table; changes nothing."""
    with _folded(model) as memory:
        return _difference(model, memory)


def rebuild(model: type[AnyModel]) -> Difference:
    """Make a table equal to the log by putting right the rows that differ; readers never see it empty."""
    with _folded(model) as memory:
        found = _difference(model, memory)
        _repair(memory, found)
    return found


def repair_for(event_type: str) -> None:
    """Put right every table that an event type feeds; for a caller who holds the head's lock."""
    for model in {model for model, _ in _by_event[event_classes[event_type]]}:
        memory = _fold(model, store.read_all(types=_types_of(model)))
        _repair(memory, _difference(model, memory))


@contextmanager
def _folded(model: type[AnyModel]) -> Iterator[MemoryRows[AnyModel]]:
    """The table as the log has it: folded without a lock, then, under the head's lock, up to its end."""
    upto, types = store.head_position(), _types_of(model)
    memory = _fold(model, store.read_all(upto=upto, types=types))
    with transaction.atomic(durable=True):
        _take(memory, store.read_all(after=upto, upto=store.lock_head_only(), types=types))
        yield memory


def _fold(model: type[AnyModel], events: Iterable[Recorded]) -> MemoryRows[AnyModel]:
    memory = MemoryRows(model)
    _take(memory, events)
    return memory


def _take(memory: MemoryRows[Any], events: Iterable[Recorded]) -> None:
    for item in events:
        for model, function in _by_event[type(item.event)]:
            if model is memory.model:
                function(item.event, item.meta, memory)


def _types_of(model: type[Model]) -> list[str]:
    return [event.event_type for event, targets in _by_event.items() if any(model is target for target, _ in targets)]


def _difference(model: type[AnyModel], memory: MemoryRows[AnyModel]) -> Difference:
    seen, changed, surplus = set(), [], []
    for row in model._default_manager.order_by("pk").iterator(chunk_size=BATCH):
        wanted = memory.get(row.pk)
        seen.add(row.pk)
        if wanted is None:
            surplus.append(row.pk)
        elif _values(wanted) != _values(row):
            changed.append(row.pk)
    return Difference(
        model=model, missing=[pk for pk in memory.rows if pk not in seen], changed=changed, surplus=surplus
    )


def _repair(memory: MemoryRows[Any], found: Difference) -> None:
    manager = found.model._default_manager
    for pk in [*found.changed, *found.surplus]:
        manager.filter(pk=pk).delete()
    manager.bulk_create((memory.rows[pk] for pk in [*found.missing, *found.changed]), batch_size=BATCH)


def _values(row: Model) -> list[Any]:
    return [field.to_python(getattr(row, field.attname)) for field in row._meta.concrete_fields]
