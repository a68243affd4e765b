"""Did you mean: when nothing is found, the same query with one word changed into a near one that finds something."""

from collections.abc import Callable, Iterable

from search.analysis import is_cjk, terms
from search.domain.query import Leaf, Node, Term, canonical, leaves, rewritten

MOST_WORDS = 8
MOST_TRIES = 40


def suggestion(tree: Node, *, count: Callable[[Node], int], near: Callable[[str], Iterable[str]]) -> str:
    """The canonical text of the best changed query, or nothing.

    `count` counts what the reader may see, and decides alone; `near` names words one edit away.
    """
    tried = [
        (-count(changed), canonical(changed))
        for word in _words(tree)[:MOST_WORDS]
        for other in sorted(near(terms(word.text)[0]))[:MOST_TRIES]
        if (changed := _changed(tree, word, other=other)) != tree
    ]
    found = [attempt for attempt in tried if attempt[0] < 0]
    return min(found)[1] if found else ""


def _words(tree: Node) -> list[Term]:
    plain = [leaf for leaf in leaves(tree) if isinstance(leaf, Term) and leaf.field in {"", "name"}]
    return [word for word in plain if len(terms(word.text)) == 1 and not is_cjk(terms(word.text)[0])]


def _changed(tree: Node, word: Term, *, other: str) -> Node:
    def change(leaf: Leaf) -> Node:
        return Term(other, word.field) if leaf == word else leaf

    return rewritten(tree, change)
