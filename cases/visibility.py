"""Whose eyes an event of a case's history is for.

Rooms above register the rule of their stream families; without a rule only readers of the records see it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from accounts.queries import Person
from ledger.domain.events import Recorded
from rest.positions import position_text

Rule = Callable[[Sequence[Recorded], Person], Iterable[Recorded]]
AT_ONCE = 100
_rules: dict[str, Rule] = {}

FieldMemo = dict[UUID, Any]
FieldRule = Callable[..., Any]
_fields: dict[str, FieldRule] = {}


def visibility(family: str) -> Callable[[Rule], Rule]:
    """Register the rule of a stream family, such as "exhibit": those of some events that a person may see.

    It is asked for many events at once, so that a history costs as many queries as a line of it.
    """

    def register(rule: Rule) -> Rule:
        _rules[family] = rule
        return rule

    return register


def visible(events: Iterable[Recorded], who: Person) -> Iterator[Recorded]:
    """Those of some events that a reader of the case's history may see."""
    rest = iter(events)
    while some := list(islice(rest, AT_ONCE)):
        seen = set(_seen(some, who))
        yield from (item for item in some if item.meta.position in seen)


def family_of(item: Recorded) -> str:
    """What kind of thing an event happened to, such as "exhibit"."""
    return item.meta.stream_id.partition("-")[0]


def thing_of(item: Recorded) -> UUID:
    """Id of the thing whose stream an event stands in."""
    return UUID(item.meta.stream_id.partition("-")[2])


def _seen(events: Sequence[Recorded], who: Person) -> Iterator[int]:
    families: dict[str, list[Recorded]] = defaultdict(list)
    for item in events:
        families[family_of(item)].append(item)
    for family, items in families.items():
        rule = _rules.get(family)
        yield from (item.meta.position for item in (rule(items, who) if rule else items))


def field_rule(name: str) -> Callable[[FieldRule], FieldRule]:
    """Register what readers are shown of a field of this name, in whichever event it stands.

    The rule gets the value, and `case_id`, `who` and `memo`, in which it may keep what it found out of a case.
    """

    def register(rule: FieldRule) -> FieldRule:
        _fields[name] = rule
        return rule

    return register


def shown(data: dict[str, Any], *, case_id: UUID | None, who: Person, memo: FieldMemo) -> dict[str, Any]:
    """An event's fields as a reader may have them; nothing inside a field is told that its rule withholds."""
    return {
        name: _fields[name](value, case_id=case_id, who=who, memo=memo) if name in _fields else value
        for name, value in data.items()
    }


@field_rule("position")
def opaque(value: int, **_: Any) -> str:
    """Positions inside an event would tell how much is written, like any other."""
    return position_text(value)


@field_rule("terms")
def opaque_terms(value: Any, **_: Any) -> Any:
    """Terms of a proposal, where a position stands as text."""
    if not isinstance(value, dict) or not str(value.get("position", "")).isdigit():
        return value
    return {**value, "position": position_text(int(value["position"]))}
