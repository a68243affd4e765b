"""Values as people write them, as the index keeps them: references of cases, markings, authors and kinds.

A case that is not there and one that the reader may not open get the same note and find the same nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from accounts.domain.markings import Marking
from search.domain.documents import KINDS
from search.domain.query import In, Leaf, Node, rewritten

MARKINGS = {marking.value.removeprefix("TLP:").casefold(): str(marking.rank) for marking in Marking}


@dataclass(kw_only=True)
class Resolver:
    """What one reader's values stand for.

    `cases` gives the compartments of a case that the reader may open, by folded reference and by id; `authors` the
    names of people as documents spell them, by folded name and by sign-in name.
    """

    cases: Mapping[str, tuple[str, ...]]
    authors: Mapping[str, str]
    notes: list[str] = field(default_factory=list)

    def resolve(self, tree: Node) -> Node:
        """The tree as an engine asks it; `notes` then says which values stand for nothing."""
        return rewritten(tree, self._leaf)

    def _leaf(self, leaf: Leaf) -> Node:
        match leaf:
            case In("case", values):
                return In("case", self._each(values, self._case))
            case In("marking", values):
                return In("seal", self._each(values, self._marking))
            case In("kind", values):
                return In("kind", self._each(values, self._kind))
            case In("author", values):
                return In("author", self._each(values, self._author))
            case In("tag", values):
                return In("tag", tuple(value.casefold() for value in values))
            case _:
                return leaf

    def _each(self, values: tuple[str, ...], read: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(found for value in values for found in read(value)))

    def _case(self, value: str) -> tuple[str, ...]:
        found = self.cases.get(value.casefold(), ())
        if not found:
            self.notes.append(f"There is no case “{value}” that you may open.")
        return found

    def _marking(self, value: str) -> tuple[str, ...]:
        found = MARKINGS.get(value.casefold().removeprefix("tlp:"))
        if found is None:
            self.notes.append(f"There is no marking “{value}”. Markings are {', '.join(MARKINGS)}.")
        return () if found is None else (found,)

    def _kind(self, value: str) -> tuple[str, ...]:
        if value.casefold() in KINDS:
            return (value.casefold(),)
        self.notes.append(f"There is no kind “{value}”. Kinds are {', '.join(KINDS)}.")
        return ()

    def _author(self, value: str) -> tuple[str, ...]:
        return (self.authors.get(value.casefold(), value),)
