"""Rows of this room as pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from entities.citing import CitableExhibit, ShownCitation, shown_citations
from entities.domain.catalogue import CATALOGUE, LinkKind
from entities.domain.citations import pin_text
from entities.domain.identifiers import CheckedIdentifier, check
from entities.domain.kinds import KINDS, Property, PropertyType
from entities.domain.link_properties import FORMS, LinkProperty
from entities.domain.resolving import TimeFlag
from entities.domain.sightings import DerivedLink
from entities.domain.timeline import local
from entities.models import Entity, Entry, Link, Statement
from ledger.domain.when import Precision

Exhibits = Mapping[UUID, CitableExhibit]


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """A statement with its property, its identifier check and its citations in words."""

    row: Statement
    asked: Property
    value: str
    citations: list[ShownCitation]
    is_preferred: bool
    check: CheckedIdentifier | None = None
    owner: str = ""  # number of the merged entity that it was stated of; empty for the entity itself

    @property
    def grade(self) -> str:
        """Letter and digit."""
        return f"{self.row.reliability}{self.row.credibility}"


@dataclass(frozen=True, kw_only=True)
class LinkLine:
    """A link as a sentence between two names."""

    number: str
    words: str
    source: Entity
    target: Entity
    confidence: str
    citations: list[ShownCitation]
    link_id: UUID | None = None  # None: derived
    span: str = ""
    properties: list[tuple[str, str]] = field(default_factory=list)
    remark: str = ""
    is_withdrawn: bool = False
    is_reviewed: bool = False


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """An entry of the chronology with names and doubts in words."""

    row: Entry
    happened: datetime  # where it happened, so that a day is that place's day
    parties: list[Entity]
    citations: list[ShownCitation]
    doubts: list[str]
    candidates: list[datetime]


def statement_lines(
    stated: Iterable[Statement], entities: Mapping[UUID, Entity], *, exhibits: Exhibits, of: UUID
) -> list[StatementLine]:
    """Statements in the order of the kind's properties; those of merged entities name their owner."""
    found = [_statement_line(row, entities, exhibits=exhibits, of=of) for row in stated]
    order = {one.name: place for place, one in enumerate(KINDS[entities[of].kind].properties)}
    return sorted(found, key=lambda line: (order.get(line.row.property, len(order)), line.row.position))


def _statement_line(row: Statement, entities: Mapping[UUID, Entity], *, exhibits: Exhibits, of: UUID) -> StatementLine:
    entity = entities[row.entity_id]
    asked = _property(entity.kind, row.property)
    return StatementLine(
        row=row,
        asked=asked,
        value=_value(asked, row.value, entities=entities),
        citations=shown_citations(row.citations, exhibits=exhibits),
        is_preferred=entity.preferred.get(row.property) == str(row.id),
        check=checked(entity, row),
        owner="" if row.entity_id == of else entity.number,
    )


def checked(entity: Entity, row: Statement) -> CheckedIdentifier | None:
    """What can be said about a stated identifier; None for other properties."""
    asked = _property(entity.kind, row.property)
    if asked.identifier_kind is None:
        return None
    return check(asked.identifier_kind, row.value, jurisdiction=entity.jurisdiction or None)


def _property(kind: str, name: str) -> Property:
    """The property; a withdrawn statement may be of one that the present kind does not have."""
    return next((one for one in KINDS[kind].properties if one.name == name), Property(name=name, label=name))


def _value(asked: Property, value: str, *, entities: Mapping[UUID, Entity]) -> str:
    if asked.type is not PropertyType.ENTITY:
        return value
    found = entities.get(UUID(value))
    return f"{found.number} {found.name}" if found else "an entity that is not in this case"


def link_line(row: Link, entities: Mapping[UUID, Entity], *, exhibits: Exhibits) -> LinkLine:
    """An asserted link."""
    return LinkLine(
        link_id=row.id,
        number=row.number,
        words=CATALOGUE[LinkKind(row.kind)].forward,
        source=entities[row.source_id],
        target=entities[row.target_id],
        confidence=row.confidence,
        citations=shown_citations(row.citations, exhibits=exhibits),
        span=span(row.valid_from, row.valid_to),
        properties=[(FORMS[LinkProperty(name)].label, value) for name, value in row.properties.items()],
        remark=row.remark,
        is_withdrawn=row.is_withdrawn,
        is_reviewed=row.reviewed_by is not None,
    )


def derived_line(one: DerivedLink, entities: Mapping[UUID, Entity], *, exhibits: Exhibits) -> LinkLine:
    """A link that follows from shared identifiers."""
    stored = [{"exhibit": str(citation.exhibit_id), "pin": pin_text(citation.pin)} for citation in one.citations]
    return LinkLine(
        number="",
        words=CATALOGUE[one.kind].forward,
        source=entities[one.source_id],
        target=entities[one.target_id],
        confidence=one.confidence.value,
        citations=shown_citations(stored, exhibits=exhibits),
        properties=[("Shared", one.key.partition(":")[2])],
    )


def entry_line(row: Entry, entities: Mapping[UUID, Entity], *, exhibits: Exhibits) -> EntryLine:
    """An entry of the chronology."""
    return EntryLine(
        row=row,
        happened=local(row.utc, precision=Precision(row.precision), date_text=row.date_text, zone=row.zone),
        parties=[entities[UUID(party)] for party in row.party_ids if UUID(party) in entities],
        citations=shown_citations(row.citations, exhibits=exhibits),
        doubts=[TimeFlag(flag).sentence for flag in row.flags],
        candidates=[datetime.fromisoformat(instant) for instant in row.candidates],
    )


def span(valid_from: str, valid_to: str) -> str:
    """From when to when, in words; empty when nothing is known."""
    if not valid_from and not valid_to:
        return ""
    return f"{valid_from or 'not known'} to {valid_to or 'open'}" if valid_from != valid_to else valid_from
