"""Keys by which the same identifier or name is found again: between entities and between cases."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from entities.domain.catalogue import LinkKind
from entities.domain.citations import Citation, without_repeats
from entities.domain.contact_identifiers import host_of
from entities.domain.grades import Confidence
from entities.domain.identifier_kinds import IdentifierKind
from entities.domain.identifiers import check
from entities.domain.kinds import Property, PropertyType, property_of
from entities.domain.names import name_keys

SHORTEST_ADDRESS = 8
SHARED_BY: dict[str, LinkKind] = {
    "address": LinkKind.SHARES_ADDRESS,
    "phone": LinkKind.SHARES_PHONE,
    "email": LinkKind.SHARES_EMAIL,
    "domain": LinkKind.SHARES_DOMAIN,
    "ip": LinkKind.SHARES_IP,
}


@dataclass(frozen=True, kw_only=True)
class StatedValue:
    """A standing statement together with what it is about."""

    entity_id: UUID
    kind: str
    statement_id: UUID
    property: str
    value: str
    jurisdiction: str | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DerivedLink:
    """Two entities of which the same identifier is stated. It stands as long as both statements stand."""

    kind: LinkKind
    source_id: UUID  # the smaller id of the two; the link reads alike in both directions
    target_id: UUID
    key: str
    statement_ids: tuple[UUID, ...]
    citations: tuple[Citation, ...]
    confidence: Confidence = Confidence.HIGH  # that the identifiers are equal, not that one hand is behind them


def sighting_keys(kind: str, property: str, *, value: str, jurisdiction: str | None = None) -> tuple[str, ...]:
    """Keys under which a value of this property is found again; none for placeholders and free text.

    A mail address and a web address also give their domain, unless it is a public mail service.

    Raises:
        UnknownKind, UnknownProperty.
    """
    asked = property_of(kind, property)
    keys = _keys(asked, value, jurisdiction=jurisdiction)
    return tuple(dict.fromkeys(key for key in keys if key))


def possible_keys(kind: str, property: str, *, value: str) -> tuple[str, ...]:
    """Keys of identifiers that this one may be a slip of; only for a person to look at."""
    asked = property_of(kind, property)
    return check(asked.identifier_kind, value).possible_keys if asked.identifier_kind else ()


def address_key(text: str) -> str:
    """Letters and digits of an address in lower case; "" when it is too vague to say anything."""
    folded = " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
    is_precise = len(folded) >= SHORTEST_ADDRESS and any(sign.isdigit() for sign in folded)
    return folded if is_precise else ""


def derive_links(statements: Iterable[StatedValue]) -> tuple[DerivedLink, ...]:
    """One link for each pair of entities and each address, telephone, e-mail, domain or IP key that they share."""
    by_key: dict[str, dict[UUID, list[StatedValue]]] = {}
    for stated in statements:
        for key in sighting_keys(stated.kind, stated.property, value=stated.value, jurisdiction=stated.jurisdiction):
            if key.partition(":")[0] in SHARED_BY:
                by_key.setdefault(key, {}).setdefault(stated.entity_id, []).append(stated)
    return tuple(
        _shared(key, [*by_entity[source], *by_entity[target]], source_id=source, target_id=target)
        for key, by_entity in sorted(by_key.items())
        for source, target in combinations(sorted(by_entity), 2)
    )


def _shared(key: str, stated: list[StatedValue], *, source_id: UUID, target_id: UUID) -> DerivedLink:
    return DerivedLink(
        kind=SHARED_BY[key.partition(":")[0]],
        source_id=source_id,
        target_id=target_id,
        key=key,
        statement_ids=tuple(one.statement_id for one in stated),
        citations=without_repeats(tuple(citation for one in stated for citation in one.citations)),
    )


def _keys(asked: Property, value: str, *, jurisdiction: str | None) -> tuple[str | None, ...]:
    if asked.identifier_kind:
        return _identifier_keys(asked.identifier_kind, value, jurisdiction=jurisdiction)
    match asked.type:
        case PropertyType.NAME:
            return tuple(f"name:{key}" for key in name_keys(value))
        case PropertyType.ADDRESS:
            return (f"address:{key}" if (key := address_key(value)) else None,)
        case PropertyType.URL:
            return (_domain_key(host_of(value)),)
        case _:
            return ()


def _identifier_keys(kind: IdentifierKind, value: str, *, jurisdiction: str | None) -> tuple[str | None, ...]:
    checked = check(kind, value, jurisdiction=jurisdiction)
    is_email = kind is IdentifierKind.EMAIL and checked.key
    domain = _domain_key(checked.normalised.rpartition("@")[2]) if is_email else None
    return (checked.key, domain)


def _domain_key(host: str) -> str | None:
    return check(IdentifierKind.DOMAIN, host).key
