"""Saved searches matched in this process against each document that is indexed, for alerts.

A search is filed under words of which a document must hold one; only the searches filed under a document's own words,
and those that no word can stand for, are tested. Matching follows the reference engine, except that near words are
tested one by one and so have no limit on their number.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from entities.domain.names import has_near, shortened
from search.domain.documents import Doc, Scope
from search.domain.query import Node
from search.indexed import Indexed, indexed
from search.matching import holds
from search.meaning import Every, Formula, Key, NearName, Some, Span, meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One saved search: its own id, whose it is, and its tree."""

    id: str
    owner: str
    tree: Node


class SavedSearches:
    """The filed searches of all owners."""

    def __init__(self, searches: Iterable[Saved] = ()) -> None:
        self._formulas: dict[str, tuple[Saved, Formula]] = {}
        self._filed: dict[str, set[str]] = {}
        self._always: set[str] = set()
        for search in searches:
            self.add(search)

    def __len__(self) -> int:
        return len(self._formulas)

    def add(self, search: Saved) -> None:
        """File a search; one with the same id is replaced."""
        self.remove(search.id)
        formula = meaning(search.tree)
        self._formulas[search.id] = (search, formula)
        words = anchors(formula)
        if words is None:
            self._always.add(search.id)
        for word in words or ():
            self._filed.setdefault(word, set()).add(search.id)

    def remove(self, id: str) -> None:
        """Forget a search, known or not."""
        held = self._formulas.pop(id, None)
        self._always.discard(id)
        for word in (anchors(held[1]) or ()) if held else ():
            self._filed[word].discard(id)

    def matching(self, doc: Doc, scope_of: Callable[[str], Scope | None]) -> list[Saved]:
        """The searches that the document answers and whose owner has a scope that admits it, by id."""
        columns = indexed(doc)
        likely = self._always.union(*(self._filed[word] for word in doc_words(columns) if word in self._filed))
        tested = (self._formulas[id] for id in sorted(likely))
        return [
            search
            for search, formula in tested
            if _may_see(doc, scope_of(search.owner)) and holds(formula, doc, columns=columns)
        ]


def anchors(formula: Formula) -> frozenset[str] | None:
    """Words of which a matching document must hold at least one; none where no such words exist."""
    match formula:
        case Every(parts):
            known = [words for part in parts if (words := anchors(part)) is not None]
            return min(known, key=len, default=None)
        case Some(parts):
            every = [anchors(part) for part in parts]
            return None if None in every else frozenset().union(*(words for words in every if words))
        case Span(terms, is_prefix):
            whole = terms[:-1] if is_prefix else terms
            return frozenset({max(whole, key=len)}) if whole else None
        case Key(column, value, is_prefix=False):
            return frozenset({f"{column}:{value}"})
        case NearName(part):
            return frozenset(f"near:{short}" for short in (part, *shortened(part)))
        case _:
            return None


def doc_words(columns: Indexed) -> Iterator[str]:
    """All words under which a search for this document may be filed."""
    yield from {*columns.title, *columns.body}
    for column in ("parts", "keys", "sounds", "idents"):
        yield from (f"{column}:{value}" for value in getattr(columns, column))
    for part in filter(has_near, columns.parts):
        yield from (f"near:{short}" for short in (part, *shortened(part)))


def _may_see(doc: Doc, scope: Scope | None) -> bool:
    return scope is not None and scope.admits(doc)
