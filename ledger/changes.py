"""Which values an event sets, so that a history can show the old beside the new.

A room registers for each event what it sets, by label. The old value is what an earlier event of the same
stream, about the same item, set last: nothing is stored twice and nothing is guessed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger import store
from ledger.domain.events import Event, Recorded

Setter = Callable[[Any], Mapping[str, Any]]
_setters: dict[type[Event], tuple[Setter, str]] = {}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value that an event replaced."""

    label: str
    old: Any
    new: Any


def sets(*events: type[Event], item: str = "") -> Callable[[Setter], Setter]:
    """Register what some events set: a function from the event to values by label.

    `item` is the field that names the part of the stream that they are about, such as "task_id".

    Raises:
        ValueError: what one of them sets is registered already.
    """

    def register(function: Setter) -> Setter:
        for event in events:
            if event in _setters:
                raise ValueError(f"What {event.event_type} sets is registered already.")
            _setters[event] = (function, item)
        return function

    return register


def changes_of(shown: Sequence[Recorded]) -> dict[int, list[Change]]:
    """What each of some events replaced, by position; two values that are equal are no change. One query."""
    setting = [item for item in shown if type(item.event) in _setters]
    if not setting:
        return {}
    wanted = {item.meta.position for item in setting}
    found: dict[int, list[Change]] = {}
    held: dict[tuple[str, object], dict[str, Any]] = {}
    for item in store.read_parts(_parts(setting), upto=max(wanted)):
        setter, field = _setters[type(item.event)]
        values = setter(item.event)
        before = held.setdefault((item.meta.stream_id, getattr(item.event, field) if field else ""), {})
        if item.meta.position in wanted:
            changed = [label for label, value in values.items() if label in before and before[label] != value]
            found[item.meta.position] = [Change(label=one, old=before[one], new=values[one]) for one in changed]
        before.update(values)
    return found


def _parts(setting: Iterable[Recorded]) -> list[store.Part]:
    """Of which streams and items the earlier events are needed, one part for each family and field."""
    streams: dict[tuple[str, str], set[str]] = {}
    items: dict[tuple[str, str], set[str]] = {}
    for recorded in setting:
        field = _setters[type(recorded.event)][1]
        key = (_family(type(recorded.event)), field)
        streams.setdefault(key, set()).add(recorded.meta.stream_id)
        items.setdefault(key, set()).update([str(getattr(recorded.event, field))] if field else [])
    return [
        store.Part(
            stream_ids=frozenset(streams[family, field]),
            types=frozenset(
                event.event_type for event, (_, own) in _setters.items() if _family(event) == family and own == field
            ),
            field=field,
            values=frozenset(items[family, field]),
        )
        for family, field in streams
    ]


def _family(event: type[Event]) -> str:
    return event.event_type.split(".", 1)[0]
