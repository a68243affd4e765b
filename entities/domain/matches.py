"""What speaks for two entities being one and the same, and since when; a person decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from entities.domain.identifier_kinds import IdentifierKind as Id
from entities.domain.names import has_near, name_parts, names_match, sound

IDENTIFYING = frozenset(
    kind.value
    for kind in (
        *(Id.LEI, Id.IMO, Id.IBAN, Id.USCC, Id.UEN, Id.SSM, Id.HK_CR, Id.HK_BR, Id.CIN, Id.EIN, Id.UETR),
        *(Id.COMPANY_NUMBER, Id.TAX_NUMBER, Id.PERSONAL_NUMBER, Id.ACCOUNT_NUMBER),
    )
)
"""Prefixes of keys that belong to one holder. Shared contacts are links, and papers repeat the numbers of goods."""

SIMILAR = "similar name"
PERSONS = frozenset({"Person", "LegalEntity"})
BODIES = frozenset({"Company", "Organization", "PublicBody", "LegalEntity"})
SAME_START = 4  # letters


class MatchAnswer(StrEnum):
    """What a person held when asked; a merge is the third answer."""

    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An entity as far as matching needs it; positions say when each thing was first stated."""

    entity_id: UUID
    kind: str
    names: Mapping[str, int]
    keys: Mapping[str, int]  # every key under which it is found again


def is_identifying(key: str) -> bool:
    """True for the keys of numbers that have one holder."""
    return key.partition(":")[0] in IDENTIFYING


def speaks(key: str) -> bool:
    """True for keys that speak for a match: of names and of numbers that have one holder."""
    return is_identifying(key) or key.startswith("name:")


def grounds_for(one: Profile, other: Profile) -> dict[str, int]:
    """What speaks for a match, each with the position at which it was complete: equal numbers, equal names, or
    names that may be spellings of one. Empty for kinds of things that are never one.
    """
    if not may_be_one(one.kind, other.kind):
        return {}
    speaking = {key: since for key, since in shared(one, other).items() if speaks(key)}
    if any(key.startswith("name:") for key in speaking):
        return speaking
    near = [
        max(one.names[name], other.names[twin]) for name in one.names for twin in other.names if _is_near(name, twin)
    ]
    return {**speaking, SIMILAR: min(near)} if near else speaking


def shared(one: Profile, other: Profile) -> dict[str, int]:
    """Every key that both have, contacts and numbers of goods too, with the position since when."""
    return {key: max(one.keys[key], other.keys[key]) for key in sorted(one.keys.keys() & other.keys.keys())}


def rank_of(grounds: Iterable[str]) -> int:
    """How strongly grounds speak: 3 for a number, 2 for an equal name, 1 for a similar one, 0 for none."""
    return max((3 if is_identifying(one) else 2 if one.startswith("name:") else 1 for one in grounds), default=0)


def may_be_one(kind: str, other: str) -> bool:
    """False for a ship and a company; true for two kinds of bodies, as people disagree about them."""
    return kind == other or {kind, other} <= PERSONS or {kind, other} <= BODIES


def blocks(name: str) -> tuple[str, ...]:
    """Codes of which two similar names share at least one: the sound and the first letters of each part."""
    return tuple(dict.fromkeys(code for part in name_parts(name) for code in _codes(part)))


def _codes(part: str) -> Iterable[str]:
    if spoken := sound(part):
        yield f"~{spoken}"
    yield part[:SAME_START] if has_near(part) else part


def _is_near(one: str, other: str) -> bool:
    return names_match(one, other) or names_match(other, one)
