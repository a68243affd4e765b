"""What an event changed of an entity, a link or an entry: old and new values under their labels."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from entities.domain.chronology import ChronologyEntry
from entities.domain.entity import Entity
from entities.domain.kinds import KINDS, Property, PropertyType
from entities.domain.link import Link
from entities.domain.link_properties import FORMS, LinkProperty
from entities.domain.statement import Statement
from ledger.domain.aggregate import Aggregate
from ledger.domain.events import Event


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value under its label."""

    label: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Change:
    """What stood under a label before an event and after it; None where there was nothing."""

    label: str
    old: Any
    new: Any


def changes(thing: Aggregate[Any], events: Iterable[Event]) -> Iterator[tuple[Event, list[Change]]]:
    """Fold events one by one into an empty thing, and tell after each what it changed."""
    before: dict[Any, Value] = {}
    for event in events:
        thing.fold([event])
        after = _snapshot(thing)
        yield event, list(_between(before, after))
        before = after


def _between(before: Mapping[Any, Value], after: Mapping[Any, Value]) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if (old.value if old else None) != (new.value if new else None):
            label = (new or old or Value(label="", value=None)).label
            yield Change(label=label, old=old.value if old else None, new=new.value if new else None)


def _snapshot(thing: Aggregate[Any]) -> dict[Any, Value]:
    """Every value with something in it, by a key that stays the same."""
    if isinstance(thing, Entity):
        found = _of_entity(thing)
    elif isinstance(thing, Link):
        found = _of_link(thing)
    else:
        found = _of_entry(cast(ChronologyEntry, thing))
    return {key: one for key, one in found if one.value not in (None, "", (), False)}


def _of_entity(thing: Entity) -> Iterator[tuple[Any, Value]]:
    yield "kind", Value(label="Kind", value=KINDS[thing.kind].label if thing.kind in KINDS else thing.kind)
    yield "description", Value(label="Description", value=thing.description)
    yield "merged", Value(label="Merged into", value=thing.merged_into)
    for id in thing.absorbed:
        yield ("absorbed", id), Value(label="Recognised as this one", value=id)
    for id, (answer, _) in thing.answers.items():
        yield ("answer", id), Value(label="Compared with", value=(id, answer))
    for statement in thing.statements.values():
        yield from _of_statement(statement, asked=_property(thing.kind, statement.property))
    for property, id in thing.preferred.items():
        label = f"{_property(thing.kind, property).label} shown first"
        yield ("preferred", property), Value(label=label, value=thing.statements[id].value)


def _of_statement(one: Statement, *, asked: Property) -> Iterator[tuple[Any, Value]]:
    about = f"{asked.label} “{one.value}”" if asked.type is not PropertyType.ENTITY else asked.label
    if not one.is_withdrawn:
        yield (one.statement_id, "value"), Value(label=asked.label, value=(asked.type, one.value))
    yield (one.statement_id, "grade"), Value(label=f"Grade of {about}", value=str(one.grade))
    yield (one.statement_id, "citations"), Value(label=f"Citations of {about}", value=one.citations)


def _property(kind: str, name: str) -> Property:
    """The property, also one that the present kind does not have."""
    known = KINDS[kind].properties if kind in KINDS else ()
    return next((one for one in known if one.name == name), Property(name=name, label=name))


def _of_link(thing: Link) -> Iterator[tuple[Any, Value]]:
    yield "kind", Value(label="Kind", value=thing.spec.forward)
    yield "source", Value(label="From", value=thing.source_id)
    yield "target", Value(label="To", value=thing.target_id)
    yield "confidence", Value(label="Confidence", value=thing.confidence.value)
    yield "valid_from", Value(label="Valid from", value=thing.valid_from)
    yield "valid_to", Value(label="Valid to", value=thing.valid_to)
    yield "remark", Value(label="Remark", value=thing.remark)
    yield "citations", Value(label="Citations", value=thing.citations)
    yield "withdrawn", Value(label="Withdrawn", value=thing.is_withdrawn)
    yield "reviewed", Value(label="Reviewed", value=thing.is_reviewed)
    for name, value in thing.properties.items():
        label = FORMS[LinkProperty(name)].label if name in list(LinkProperty) else name
        yield ("property", name), Value(label=label, value=value)


def _of_entry(thing: ChronologyEntry) -> Iterator[tuple[Any, Value]]:
    yield "date_text", Value(label="When, as written", value=thing.date_text)
    yield "zone", Value(label="Zone", value=thing.zone)
    yield "utc", Value(label="Instant", value=thing.utc)
    yield "precision", Value(label="Known to the", value=thing.precision.value)
    yield "summary", Value(label="What happened", value=thing.summary)
    yield "parties", Value(label="Parties", value=thing.party_ids)
    yield "citations", Value(label="Citations", value=thing.citations)
    yield "withdrawn", Value(label="Withdrawn", value=thing.is_withdrawn)
