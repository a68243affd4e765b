"""The oracle: sets and loops over documents in memory, one pool for everybody and one a walled case."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from entities.domain.names import has_near, is_near
from search.domain.documents import (
    LARGEST_TOTAL,
    Applied,
    Doc,
    Facet,
    FacetCount,
    Found,
    Hit,
    Scope,
    Want,
)
from search.domain.query import All, In, Node, Range
from search.edits import closest, neighbours
from search.highlighting import hit
from search.indexed import Indexed, indexed
from search.matching import has_probe, has_value, values_of
from search.meaning import Every, Formula, Key, NearName, NearWord, No, Probe, Some, Span, meaning, probes
from search.paging import Row, best_pages, page
from search.suggestions import suggestion

WEIGHTS = {"title": 4.0, "body": 1.0, "parts": 5.0, "likes": 1.0, "keys": 3.0, "sounds": 0.8, "idents": 3.0}


class ReferenceBackend:
    """Slow, plain and right; the double for tests of other rooms."""

    def __init__(self) -> None:
        self._docs: dict[str, Doc] = {}
        self._columns: dict[str, Indexed] = {}
        self._position = 0
        self._filled: list[_Pool] | None = None

    def apply(self, puts: Sequence[Doc], upto: int) -> Applied:
        """Keep the later of two documents with one id."""
        written = 0
        for doc in puts:
            held = self._docs.get(doc.id)
            if held is None or held.pos < doc.pos:
                self._docs[doc.id], self._columns[doc.id] = doc, indexed(doc)
                written += 1
        self._filled = None
        self._position = max(self._position, upto)
        return Applied(written=written, known=len(puts) - written, position=self._position)

    def position(self) -> int:
        """The highest position that a batch completed."""
        return self._position

    def fetch(self, ids: Sequence[str], scope: Scope) -> list[Doc]:
        """Documents by id."""
        return [doc for id in ids if (doc := self._docs.get(id)) and scope.admits(doc)]

    def parts(self, root: str) -> list[str]:
        """Ids of what is there."""
        return sorted(id for id, doc in self._docs.items() if doc.group == root and not doc.gone)

    is_outdated = False

    @contextmanager
    def rebuild(self) -> Iterator["ReferenceBackend"]:
        """Fill another index, then take over what it holds."""
        target = ReferenceBackend()
        yield target
        later = [doc for doc in self._docs.values() if doc.pos > target.position()]
        target.apply(later, max(self._position, target.position()))
        self._docs, self._columns, self._position = target._docs, target._columns, target._position
        self._filled = None

    def search(self, query: Node, scope: Scope, *, want: Want) -> Found:
        """Everything that matches, counted and ordered by loops."""
        if scope.is_empty:
            return Found(position=self._position)
        looked_for = meaning(query)
        matching = self._matching(looked_for, scope)
        chosen = [doc for doc in matching if _has_chosen(doc, want, but=None)]
        rows = best_pages([_row(doc, self._score(doc, looked_for)) for doc in chosen])
        shown, following = page(rows, want)
        return Found(
            hits=tuple(self._hit(row, wanted=probes(looked_for), want=want) for row in shown),
            total=min(len(rows), LARGEST_TOTAL),
            is_total_capped=len(rows) > LARGEST_TOTAL,
            facets={facet: _counts(facet, matching, want=want) for facet in want.facets},
            next=following,
            position=self._position,
            suggestion=self._suggestion(query, scope) if want.suggestion and not rows else "",
        )

    def _matching(self, looked_for: Formula, scope: Scope) -> list[Doc]:
        found = set().union(*(pool.ids(looked_for) for pool in self._pools()))
        return [doc for id in sorted(found) if scope.admits(doc := self._docs[id])]

    def _pools(self) -> list["_Pool"]:
        if self._filled is None:
            pools: dict[str, dict[str, Doc]] = {}
            for doc in self._docs.values():
                if not doc.gone:
                    pools.setdefault(doc.case if doc.is_walled else "", {})[doc.id] = doc
            self._filled = [_Pool(docs, self._columns) for docs in pools.values()]
        return self._filled

    def _score(self, doc: Doc, looked_for: Formula) -> float:
        columns = self._columns[doc.id]
        return round(sum(_weight(probe, columns) for probe in probes(looked_for) if has_probe(probe, columns)), 6)

    def _hit(self, row: Row, *, wanted: list[Probe], want: Want) -> Hit:
        return hit(self._docs[row.id], score=row.score, probes=wanted, has_fragments=want.fragments)

    def _suggestion(self, query: Node, scope: Scope) -> str:
        readable = [self._columns[id] for id, doc in self._docs.items() if scope.admits(doc)]
        known = {term for held in readable for term in (*held.title, *held.body)}
        return suggestion(
            query,
            count=lambda tree: len({doc.group for doc in self._matching(meaning(tree), scope)}),
            near=lambda word: (known & neighbours(word)) - {word},
        )


class _Pool:
    """Documents that share their vocabulary, with the set of ids for every word and value."""

    def __init__(self, docs: Mapping[str, Doc], columns: Mapping[str, Indexed]) -> None:
        self._docs, self._columns = docs, columns
        self._words: dict[str, set[str]] = {}
        self._values: dict[tuple[str, str], set[str]] = {}
        for id in docs:
            for word in (*columns[id].title, *columns[id].body):
                self._words.setdefault(word, set()).add(id)
            for name in ("parts", "keys", "sounds", "idents"):
                for value in getattr(columns[id], name):
                    self._values.setdefault((name, value), set()).add(id)

    def ids(self, formula: Formula) -> set[str]:
        """The ids of all documents for which the formula is true."""
        match formula:
            case Every(parts):
                return set(self._docs).intersection(*(self.ids(part) for part in parts))
            case Some(parts):
                return set().union(*(self.ids(part) for part in parts))
            case No(part):
                return set(self._docs) - self.ids(part)
            case Range() | In() | All():
                return {id for id, doc in self._docs.items() if has_value(formula, doc)}
            case _:
                return self._probed(formula)

    def _probed(self, probe: Probe) -> set[str]:
        match probe:
            case Span(terms, is_prefix):
                whole = terms[:-1] if is_prefix else terms
                able = set(self._docs).intersection(*(self._words.get(term, set()) for term in whole))
                return {id for id in able if has_probe(probe, self._columns[id])}
            case Key(column, value, is_prefix=False):
                return self._values.get((column, value), set())
            case Key():
                return {id for id in self._docs if has_probe(probe, self._columns[id])}
            case NearWord(word):
                return self._any_word(closest(word, self._words.keys() & neighbours(word)))
            case NearName(part):
                known = {value for column, value in self._values if column == "parts" and has_near(value)}
                found = closest(part, (value for value in known if is_near(part, value)))
                return set().union(*(self._values["parts", value] for value in found))

    def _any_word(self, words: list[str]) -> set[str]:
        return set().union(*(self._words[word] for word in words))


def _weight(probe: Probe, columns: Indexed) -> float:
    match probe:
        case Span():
            in_title = has_probe(probe, replace(columns, body=()))
            return WEIGHTS["title"] if in_title else WEIGHTS["body"]
        case Key(column):
            return WEIGHTS[column]
        case _:
            return WEIGHTS["likes"]


def _row(doc: Doc, score: float) -> Row:
    return Row(
        0, doc.id, doc.group, score, doc.recorded, doc.when, doc.kind, doc.case, doc.author, doc.lang, doc.status, ""
    )


def _has_chosen(doc: Doc, want: Want, *, but: Facet | None) -> bool:
    return all(
        facet == but or not chosen.isdisjoint(values_of(doc, facet)) for facet, chosen in want.chosen.items() if chosen
    )


def _counts(facet: Facet, matching: list[Doc], *, want: Want) -> tuple[FacetCount, ...]:
    """How many things have each value, when every choice but those in this facet holds."""
    kept = [doc for doc in matching if _has_chosen(doc, want, but=facet)]
    pairs = {(doc.group, value) for doc in kept for value in values_of(doc, facet) if value}
    counts = Counter(value for _, value in pairs)
    chosen = want.chosen.get(facet, frozenset())
    return tuple(
        FacetCount(key=key, count=count, is_chosen=key in chosen)
        for key, count in sorted(counts.items(), key=lambda line: (-line[1], line[0]))
    )
