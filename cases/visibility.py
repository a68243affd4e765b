"""Whose eyes an event of a case's history is for.

Rooms above register the rule of their stream families; without a rule only readers of the records see it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from accounts.queries import Person
from ledger.domain.events import Recorded

Rule = Callable[[Sequence[Recorded], Person], Iterable[Recorded]]
AT_ONCE = 100
_rules: dict[str, Rule] = {}


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


def thing_of(item: Recorded) -> UUID:
    """Id of the thing whose stream an event stands in."""
    return UUID(item.meta.stream_id.partition("-")[2])


def _seen(events: Sequence[Recorded], who: Person) -> Iterator[int]:
    families: dict[str, list[Recorded]] = defaultdict(list)
    for item in events:
        families[item.meta.stream_id.partition("-")[0]].append(item)
    for family, items in families.items():
        rule = _rules.get(family)
        yield from (item.meta.position for item in (rule(items, who) if rule else items))
