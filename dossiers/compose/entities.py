"""Blocks 5, 7 and 10: parties, chronology, network.

What rests on withheld exhibits alone is left out, so that a dossier never says what its recipient may not see.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from dossiers.compose.exhibits import Chosen
from dossiers.compose.source import Source
from dossiers.domain.document import (
    ChronologyRow,
    Citation,
    Identifier,
    Name,
    Network,
    NetworkLink,
    NetworkNode,
    Ownership,
    Party,
    Statement,
)
from entities import queries
from entities.domain.catalogue import CATALOGUE, Chain, LinkKind
from entities.domain.identifier_kinds import IdentifierKind
from entities.domain.identifiers import CheckedIdentifier, check
from entities.domain.kinds import KINDS, Property, PropertyType
from entities.domain.resolving import TimeFlag
from entities.queries import Entity, Entry, Link
from entities.queries import Statement as StatementRow
from ledger.domain.when import Precision

WITHHELD = "withheld"
LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10, Precision.MINUTE: 16, Precision.INSTANT: 19}
NODE_KINDS = {
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
    "PublicBody": "organisation",
    "LegalEntity": "organisation",
    "Address": "place",
    "Facility": "place",
    "Document": "document",
}


@dataclass(frozen=True, kw_only=True)
class Record:
    """Entities, statements, links and entries of a case that a dossier may show; merged ones are one."""

    entities: Mapping[UUID, Entity]  # survivors only
    roots: Mapping[UUID, UUID]
    statements: Mapping[UUID, tuple[StatementRow, ...]]  # by survivor
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]
    exhibits: Mapping[str, str]  # numbers of printed exhibits by id

    def cite(self, stored: Iterable[Mapping[str, str]]) -> tuple[Citation, ...]:
        """Citations as printed; a withheld exhibit is not named."""
        return tuple(
            Citation(exhibit=self.exhibits[one["exhibit"]], pin=one["pin"])
            if one["exhibit"] in self.exhibits
            else Citation(exhibit=WITHHELD)
            for one in stored
        )


def read(source: Source, found: Chosen) -> Record:
    """What the dossier may show of the case's record."""
    shown = {str(row.id): row.number for row in found.printed}
    listed = queries.entities(source.case_id, upto=source.upto)
    roots = queries.survivors(listed)
    stated = [row for row in queries.statements(source.case_id, upto=source.upto) if not row.is_withdrawn]
    told = _by_root((row for row in stated if _may_show(row.citations, shown)), roots)
    silent = {roots[row.entity_id] for row in stated} - told.keys()
    kept = {row.id: row for row in listed if roots[row.id] == row.id and row.id not in silent}
    links = [row for row in queries.links(source.case_id, upto=source.upto) if _is_whole(row, kept=kept, roots=roots)]
    entries = queries.chronology(source.case_id, upto=source.upto)
    return Record(
        entities=kept,
        roots=roots,
        statements=told,
        links=tuple(row for row in links if not row.is_withdrawn and _may_show(row.citations, shown)),
        entries=tuple(row for row in entries if not row.is_withdrawn and _may_show(row.citations, shown)),
        exhibits=shown,
    )


def parties(record: Record) -> tuple[Party, ...]:
    """Block 5, in order of number."""
    return tuple(_party(row, record) for row in record.entities.values())


def chronology(record: Record) -> tuple[ChronologyRow, ...]:
    """Block 7, in order of time."""
    return tuple(_chronology_row(row, record) for row in record.entries)


def network(record: Record) -> Network:
    """Block 10: the ends of the standing links, and the links."""
    ends = {record.roots[end] for row in record.links for end in (row.source_id, row.target_id)}
    nodes = tuple(
        NetworkNode(id=row.number, kind=NODE_KINDS.get(row.kind, "other"), label=row.name)
        for row in record.entities.values()
        if row.id in ends
    )
    return Network(nodes=nodes, links=tuple(_link(row, record) for row in record.links))


def _may_show(stored: list[dict[str, str]], shown: Mapping[str, str]) -> bool:
    return not stored or any(one["exhibit"] in shown for one in stored)


def _by_root(rows: Iterable[StatementRow], roots: Mapping[UUID, UUID]) -> dict[UUID, tuple[StatementRow, ...]]:
    found: dict[UUID, list[StatementRow]] = {}
    for row in rows:
        found.setdefault(roots[row.entity_id], []).append(row)
    return {id: tuple(stated) for id, stated in found.items()}


def _is_whole(row: Link, *, kept: Mapping[UUID, Entity], roots: Mapping[UUID, UUID]) -> bool:
    source, target = roots[row.source_id], roots[row.target_id]
    return source in kept and target in kept and source != target


def _party(row: Entity, record: Record) -> Party:
    stated = record.statements.get(row.id, ())
    typed = [(_property(row.kind, one.property), one) for one in stated]
    names = [_name(one) for kind, one in typed if kind.type is PropertyType.NAME]
    return Party(
        id=row.number,
        kind=KINDS[row.kind].label,
        names=_leading_first(names, row.name),
        identifiers=tuple(
            _identifier(kind, one, identifier=kind.identifier_kind, row=row, record=record)
            for kind, one in typed
            if kind.identifier_kind
        ),
        statements=tuple(
            _statement(kind, one, row=row, record=record)
            for kind, one in typed
            if not kind.identifier_kind and kind.type is not PropertyType.NAME
        ),
        ownership=_ownership(row, record),
        summary=row.description,
    )


def _property(kind: str, name: str) -> Property:
    return next((one for one in KINDS[kind].properties if one.name == name), Property(name=name, label=name))


def _name(one: StatementRow) -> Name:
    grade = f"{one.reliability}{one.credibility}"
    return Name(text=one.value, language=one.language, note=", ".join(filter(None, (one.said_by, grade))))


def _leading_first(names: list[Name], leading: str) -> tuple[Name, ...]:
    first = [name for name in names if name.text == leading][:1]
    if not names:
        return (Name(text=leading),)
    return (*first, *(name for name in names if name not in first))


def _identifier(
    kind: Property, one: StatementRow, *, identifier: IdentifierKind, row: Entity, record: Record
) -> Identifier:
    checked = check(identifier, one.value, jurisdiction=row.jurisdiction or None)
    return Identifier(
        kind=kind.label,
        value=one.value,
        check=_check_words(checked),
        is_suspect=checked.is_valid is False or checked.is_placeholder,
        citations=record.cite(one.citations),
    )


def _check_words(checked: CheckedIdentifier) -> str:
    if checked.note:
        return checked.note
    return {True: "passes", False: "fails", None: "no check exists"}[checked.is_valid]


def _statement(kind: Property, one: StatementRow, *, row: Entity, record: Record) -> Statement:
    preferred = row.preferred.get(one.property)
    return Statement(
        property=kind.label,
        value=_value(kind, one.value, record=record),
        grade=f"{one.reliability}{one.credibility}",
        said_by=one.said_by,
        validity=_span(one.valid_from, one.valid_to),
        is_leading=preferred in {None, str(one.id)},
        citations=record.cite(one.citations),
    )


def _value(kind: Property, value: str, *, record: Record) -> str:
    if kind.type is not PropertyType.ENTITY:
        return value
    found = record.entities.get(record.roots.get(UUID(value), UUID(value)))
    return f"{found.number} {found.name}" if found else "not shown"


def _ownership(row: Entity, record: Record) -> tuple[Ownership, ...]:
    return tuple(
        Ownership(
            owner=record.entities[record.roots[link.source_id]].name,
            owned=record.entities[record.roots[link.target_id]].name,
            share=f"{link.properties['share_percent']} %" if "share_percent" in link.properties else "",
            as_of=_span(link.valid_from, link.valid_to),
            citations=record.cite(link.citations),
        )
        for link in record.links
        if link.kind == LinkKind.OWNS and row.id in {record.roots[link.source_id], record.roots[link.target_id]}
    )


def _chronology_row(row: Entry, record: Record) -> ChronologyRow:
    found = [record.entities.get(record.roots.get(UUID(party), UUID(party))) for party in row.party_ids]
    return ChronologyRow(
        id=row.number,
        date_text=row.date_text,
        summary=row.summary,
        utc=row.utc.strftime("%Y-%m-%dT%H:%M:%S")[: LENGTHS[Precision(row.precision)]],
        precision=row.precision,
        zone=row.zone,
        flags=tuple(TimeFlag(flag).sentence for flag in row.flags),
        parties=tuple(party.name for party in found if party),
        citations=record.cite(row.citations),
    )


def _link(row: Link, record: Record) -> NetworkLink:
    kind = CATALOGUE[LinkKind(row.kind)]
    return NetworkLink(
        id=row.number,
        kind=kind.forward,
        source=record.entities[record.roots[row.source_id]].number,
        target=record.entities[record.roots[row.target_id]].number,
        detail=", ".join(f"{name.replace('_', ' ')} {value}" for name, value in row.properties.items()),
        confidence=row.confidence,
        validity=_span(row.valid_from, row.valid_to),
        is_control=kind.chain is Chain.OWNERSHIP,
        citations=record.cite(row.citations),
    )


def _span(valid_from: str, valid_to: str) -> str:
    if not valid_from and not valid_to:
        return ""
    return f"{valid_from or 'not known'} to {valid_to or 'now'}" if valid_from != valid_to else valid_from
