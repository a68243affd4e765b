"""Whose eyes an event of a case's history is for.

Rooms above register the rule of their stream families; without a rule only readers of the records see it.
"""

from collections.abc import Callable, Iterable, Iterator

from accounts.queries import Person
from ledger.domain.events import Recorded

Rule = Callable[[Recorded, Person], bool]
_rules: dict[str, Rule] = {}


def visibility(family: str) -> Callable[[Rule], Rule]:
    """Register the rule of a stream family, such as "exhibit"."""

    def register(rule: Rule) -> Rule:
        _rules[family] = rule
        return rule

    return register


def visible(events: Iterable[Recorded], who: Person) -> Iterator[Recorded]:
    """Those of some events that a reader of the case's history may see."""
    for item in events:
        rule = _rules.get(item.meta.stream_id.split("-", 1)[0])
        if rule is None or rule(item, who):
            yield item
