"""What was asked for: a tree of plain values that any engine can read, and its canonical text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

MOST_LEAVES = 64
MOST_EXPANSIONS = 50
SHORTEST_PREFIX = 3

LEAF_FIELDS = ("name", "id")
"""Fields that hold a word, a phrase, a prefix or a near word."""

VALUE_FIELDS = ("kind", "case", "author", "tag", "marking")
"""Fields that hold one of several whole values."""

DATE_FIELDS = ("before", "after")
FIELDS = (*LEAF_FIELDS, *VALUE_FIELDS, *DATE_FIELDS)


@dataclass(frozen=True, slots=True)
class Term:
    """One word as typed; it also finds names and identifiers like it. `field` is one of LEAF_FIELDS or empty."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in exactly this order, side by side."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with these letters."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words within one edit of this one."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """When it happened: from `since` (included) to `until` (excluded): YYYY, YYYY-MM or YYYY-MM-DD, empty is open."""

    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class In:
    """The field has one of these values, compared whole."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of them hold."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them holds."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold; words under it are taken exactly, without names like them."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Everything that the reader may see."""


Words: TypeAlias = Term | Phrase | Prefix | Fuzzy
Leaf: TypeAlias = Words | Range | In | All
Node: TypeAlias = Leaf | And | Or | Not


def all_of(nodes: list[Node]) -> Node:
    """One tree for all of them, without needless levels."""
    flat = [part for node in nodes for part in (node.nodes if isinstance(node, And) else (node,))]
    kept = [node for node in flat if not isinstance(node, All)]
    return And(tuple(kept)) if len(kept) > 1 else kept[0] if kept else All()


def any_of(nodes: list[Node]) -> Node:
    """One tree for any of them, without needless levels."""
    flat = [part for node in nodes for part in (node.nodes if isinstance(node, Or) else (node,))]
    return Or(tuple(flat)) if len(flat) > 1 else flat[0] if flat else All()


def negated(node: Node) -> Node:
    """The opposite of the node."""
    return node.node if isinstance(node, Not) else Not(node)


def leaves(node: Node) -> list[Leaf]:
    """All leaves in reading order."""
    match node:
        case And(nodes) | Or(nodes):
            return [leaf for part in nodes for leaf in leaves(part)]
        case Not(inner):
            return leaves(inner)
        case _:
            return [node]


def rewritten(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """The tree with every leaf changed, for instance case references into case ids."""
    match node:
        case And(nodes):
            return all_of([rewritten(part, change) for part in nodes])
        case Or(nodes):
            return any_of([rewritten(part, change) for part in nodes])
        case Not(inner):
            return negated(rewritten(inner, change))
        case _:
            return change(node)


_PLAIN = re.compile(r'[^\s"()\-,:*~][^\s"(),:*~]*')


def canonical(node: Node) -> str:
    """The text that parses to exactly this tree: the query as understood."""
    match node:
        case All():
            return ""
        case Not(inner):
            return f"-{_bracketed(inner) if isinstance(inner, And | Or) else canonical(inner)}"
        case And(nodes):
            return " ".join(_bracketed(part) if isinstance(part, Or) else canonical(part) for part in nodes)
        case Or(nodes):
            return " OR ".join(_bracketed(part) if isinstance(part, And) else canonical(part) for part in nodes)
        case _:
            return _leaf_text(node)


def _bracketed(node: Node) -> str:
    return f"({canonical(node)})"


def _leaf_text(leaf: Words | Range | In) -> str:
    match leaf:
        case Range(since, until):
            return " ".join(f"{name}:{day}" for name, day in (("after", since), ("before", until)) if day)
        case In(field, values):
            return f"{field}:{','.join(_value(value) for value in values)}"
        case Term(text, field):
            return _with_field(field, text)
        case Phrase(text, field):
            return _with_field(field, f'"{text}"')
        case Prefix(text, field):
            return _with_field(field, f"{text}*")
        case Fuzzy(text, field):
            return _with_field(field, f"{text}~")
        case _:
            assert_never(leaf)


def _value(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


def _with_field(field: str, text: str) -> str:
    return f"{field}:{text}" if field else text
