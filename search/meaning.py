"""What a query looks for in an index: the tree with its words analysed and its names spelled out.

Every engine and the matcher of saved queries read the same formula, so that they can only differ in how they look.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from entities.domain.names import has_near, name_key, name_parts, sound
from search.analysis import identifier_key, is_cjk, terms
from search.domain.query import All, And, Fuzzy, In, Leaf, Node, Not, Or, Phrase, Prefix, Range, Term, Words

KeyColumn: TypeAlias = Literal["parts", "keys", "sounds", "idents"]

FEWEST_DIGITS = 5
"""Bare digits shorter than this are not taken for the end of an identifier, so that years are not."""

_SOUND_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Span:
    """These terms side by side in the title or in the body; the last may be a beginning."""

    terms: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """This whole value in a column of values, or a value that begins with it."""

    column: KeyColumn
    value: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class NearWord:
    """A word of title or body within one edit."""

    word: str


@dataclass(frozen=True, slots=True)
class NearName:
    """A part of a name within one edit."""

    part: str


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class No:
    """The part does not hold."""

    part: "Formula"


Probe: TypeAlias = Span | Key | NearWord | NearName
Formula: TypeAlias = Probe | Range | In | All | Every | Some | No


def meaning(node: Node, *, is_exact: bool = False) -> Formula:
    """The formula of a tree; under a minus, and where `is_exact`, words stand for themselves alone."""
    match node:
        case And(nodes):
            return _every(nodes, is_exact=is_exact)
        case Or(nodes):
            return Some(tuple(meaning(part, is_exact=is_exact) for part in nodes))
        case Not(inner):
            return No(meaning(inner, is_exact=True))
        case _:
            return _leaf(node, is_exact=is_exact)


def probes(formula: Formula) -> list[Probe]:
    """All that is looked for rather than excluded: what ranks and what is marked in the text."""
    match formula:
        case Every(parts) | Some(parts):
            return [probe for part in parts for probe in probes(part)]
        case Span() | Key() | NearWord() | NearName():
            return [formula]
        case _:
            return []


def _every(nodes: tuple[Node, ...], *, is_exact: bool) -> Formula:
    """All nodes; plain words together may also be the whole name of something, in any order and legal form."""
    words = [node for node in nodes if isinstance(node, Term) and not node.field]
    key = name_key(" ".join(word.text for word in words)) if len(words) > 1 and not is_exact else ""
    if not key:
        return Every(tuple(meaning(node, is_exact=is_exact) for node in nodes))
    together = Some((Every(tuple(meaning(word) for word in words)), Key("keys", key)))
    others = [meaning(node) for node in nodes if node not in words]
    return Every((together, *others)) if others else together


def _leaf(leaf: Leaf, *, is_exact: bool) -> Formula:
    if isinstance(leaf, Range | In | All):
        return leaf
    senses = list(dict.fromkeys(_senses(leaf, is_exact=is_exact)))
    return senses[0] if len(senses) == 1 else Some(tuple(senses))


def _senses(leaf: Words, *, is_exact: bool) -> list[Formula]:
    senses: list[Formula] = []
    if not leaf.field:
        senses += _in_text(leaf)
    if leaf.field in {"", "id"}:
        senses += _as_identifier(leaf)
    if leaf.field == "name" or (not leaf.field and not isinstance(leaf, Phrase)):
        senses += _as_name(leaf, is_exact=is_exact)
    return senses


def _in_text(leaf: Words) -> list[Formula]:
    found = tuple(terms(leaf.text))
    if not found:
        return []
    match leaf:
        case Prefix():
            return [Span(found, is_prefix=not is_cjk(found[-1]))]
        case Fuzzy() if len(found) == 1 and not is_cjk(found[0]):
            return [NearWord(found[0])]
        case _:
            return [Span(found)]


def _as_identifier(leaf: Words) -> list[Formula]:
    key = identifier_key(leaf.text)
    if not any(c.isdigit() for c in key) and leaf.field != "id":
        return []
    if isinstance(leaf, Prefix):
        return [Key("idents", key, is_prefix=True)]
    ends = key.isdigit() and len(key) >= (FEWEST_DIGITS if not leaf.field else 4)
    return [Key("idents", key), *([Key("idents", ending(key))] if ends else [])]


def ending(digits: str) -> str:
    """How the last digits of an identifier are kept apart from whole identifiers."""
    return f"…{digits}"


def _as_name(leaf: Words, *, is_exact: bool) -> list[Formula]:
    parts = name_parts(leaf.text)
    if not parts:
        return []
    if isinstance(leaf, Prefix):
        return [Key("parts", parts[0], is_prefix=True)] if len(parts) == 1 else [_each(parts)]
    return _whole(parts) if is_cjk(parts[0][0]) else _alphabetic(leaf, parts, is_exact=is_exact)


def _each(parts: tuple[str, ...]) -> Formula:
    return Every(tuple(Key("parts", part) for part in parts)) if len(parts) > 1 else Key("parts", parts[0])


def _whole(parts: tuple[str, ...]) -> list[Formula]:
    """A run of characters as a whole part, or all its pairs anywhere in the name."""
    return [Key("parts", parts[0]), *([_each(parts[1:])] if len(parts) > 2 else [])]


def _alphabetic(leaf: Words, parts: tuple[str, ...], *, is_exact: bool) -> list[Formula]:
    spelled = (
        [tuple(dict.fromkeys(parts))] if len(leaf.text.split()) > 1 or _is_compound(parts) else [(p,) for p in parts]
    )
    senses = [_each(spelling) for spelling in spelled]
    if is_exact or (len(spelled) == 1 and len(spelled[0]) > 1) or isinstance(leaf, Phrase):
        return senses
    senses += [NearName(part) for part in parts if has_near(part)]
    return senses + [Key("sounds", code) for part in parts if len(part) >= _SOUND_LETTERS and (code := sound(part))]


def _is_compound(parts: tuple[str, ...]) -> bool:
    """Whether one word has several parts of its own, as Al-Ali has, rather than several spellings of one."""
    return len({part.isascii() for part in parts}) == 1 and len(parts) > 1
