"""Events of a case as lines of a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from accounts.queries import Person
from cases.naming import names_in
from cases.visibility import family_of, thing_of
from ledger.changes import Change, changes_of
from ledger.domain.events import Recorded
from ledger.sentences import NameOf, tell
from pages.moments import moment


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One replaced value in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event in words; `thing` is what it happened to, as it was called then."""

    actor: str
    sentence: str
    event: Recorded
    family: str
    thing: str = ""
    changes: list[Changed] = field(default_factory=list)


def lines(events: Iterable[Recorded], *, who: Person, with_changes: bool = False) -> list[Line]:
    """Events as sentences for a reader, each with the names of its own time, and when asked with what it replaced."""
    listed = list(events)
    changed = changes_of(listed) if with_changes else {}
    replaced = {position: found for position, found in changed.items() if found}
    names = names_in(listed, who, also=(value for found in replaced.values() for value in _values(found)))
    return [
        Line(
            actor=name_of(item.meta.actor_id),
            sentence=tell(item, name_of),
            event=item,
            family=family_of(item),
            thing=names.thing(thing_of(item), item.meta.position),
            changes=[_changed(one, name_of) for one in replaced.get(item.meta.position, [])],
        )
        for item in listed
        for name_of in [names.at(item.meta.position)]
    ]


def _values(found: Iterable[Change]) -> list[Any]:
    return [value for one in found for value in (one.old, one.new)]


def _changed(change: Change, name_of: NameOf) -> Changed:
    old, new = (as_words(value, name_of) for value in (change.old, change.new))
    return Changed(label=change.label, old=old, new=new)


def as_words(value: Any, name_of: NameOf) -> str:
    """A value of an event as a person reads it, with names for ids."""
    match value:
        case None | "" | ():
            return "nothing"
        case UUID():
            return name_of(value)
        case bool():
            return "yes" if value else "no"
        case date():
            return moment(value).words
        case tuple():
            return ", ".join(as_words(part, name_of) for part in value)
        case StrEnum():
            return value.value.replace("_", " ")
        case _:
            return str(value)
