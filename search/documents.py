"""Whole documents from queries: events say which, queries say what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from uuid import UUID

import nh3

from accounts import queries as accounts
from accounts.domain.markings import Marking
from cases import queries as cases
from dossiers import queries as dossiers
from entities import queries as entities
from entities.domain.catalogue import CATALOGUE, LinkKind
from entities.domain.names import name_keys, name_near, name_parts, name_sound
from entities.domain.sightings import sighting_keys
from evidence import queries as evidence
from ledger.domain.errors import NotFound
from search.domain.documents import Doc
from search.permissions import compartment, walled_compartment

NAMES = {"name", "alias", "weakAlias", "previousName"}


@dataclass(kw_only=True)
class Documents:
    """Makes documents as of one position; what several of them need is asked once."""

    pos: int
    _cases: dict[UUID, Any] = field(default_factory=dict)
    _people: dict[UUID, str] = field(default_factory=dict)
    _names: dict[UUID, dict[UUID, str]] = field(default_factory=dict)

    def touched(self, streams: Iterable[str]) -> Iterator[Doc]:
        """Documents of the things whose streams moved."""
        for stream in sorted(set(streams)):
            family, _, id = stream.partition("-")
            if family in FAMILIES:
                try:
                    yield from FAMILIES[family](self, UUID(id))
                except NotFound:
                    continue

    def whole_case(self, case_id: UUID) -> Iterator[Doc]:
        """Every document of a case: when its wall or marking changed, or a field was erased."""
        yield from self.of_case(case_id)
        for exhibit in evidence.exhibits_of(case_id):
            yield from self.of_exhibit(exhibit.id)
        for entity in entities.entities(case_id):
            yield self.card(entity)
        for link in entities.links(case_id):
            yield self.relation(link)
        for entry in entities.chronology(case_id):
            yield from self.of_entry(entry.id)
        for dossier in dossiers.dossiers(case_id):
            yield from self.of_dossier(dossier.id)

    def of_case(self, case_id: UUID) -> Iterator[Doc]:
        """The case itself with its notes, tasks and questions."""
        case = self._case(case_id)
        yield Doc(
            **self._frame(case, right="case"),
            id=f"case:{case.id}",
            kind="case",
            status=case.stage,
            author=self._person(case.opened_by),
            recorded=case.opened_at.isoformat(),
            title=f"{case.reference} {case.title}",
            body=case.summary,
        )
        frame = self._frame(case, right="records")
        yield from self._notes(case_id, frame=frame)
        yield from _tasks(case_id, frame=frame)
        yield from _questions(case_id, frame=frame)

    def _notes(self, case_id: UUID, *, frame: dict[str, Any]) -> Iterator[Doc]:
        for note in cases.notes(case_id):
            yield Doc(
                **frame,
                id=f"note:{note.id}",
                kind="note",
                author=self._person(note.author_id),
                recorded=note.written_at.isoformat(),
                title="Note",
                body=_plain(note.html),
                gone=bool(note.withdrawn_reason),
            )

    def of_exhibit(self, exhibit_id: UUID) -> Iterator[Doc]:
        """An exhibit: its card, and one document for each stretch of its text."""
        exhibit = evidence.exhibit(exhibit_id)
        case = self._case(exhibit.case_id)
        root = f"exhibit:{exhibit.id}"
        frame = {
            **self._frame(case, right="exhibits"),
            "kind": "exhibit",
            "root": root,
            "seal": max(exhibit.marking_rank, case.marking_rank),
            "author": self._person(exhibit.received_by),
            "recorded": exhibit.received_at.isoformat(),
            "title": f"{exhibit.number} {exhibit.title}",
            "tags": _tags_of_exhibit(exhibit),
        }
        if exhibit.is_walled:
            frame |= {"case": walled_compartment(case.id, exhibit.id), "is_walled": True}
        card = " ".join([exhibit.description, exhibit.source, exhibit.file_name, exhibit.acquired_by, exhibit.sha256])
        yield Doc(**frame, id=root, body=card)
        for segment in evidence.segments(exhibit_id):
            yield Doc(**frame, id=f"{root}#{segment.ordinal}", body=segment.text)

    def of_entity(self, entity_id: UUID) -> Iterator[Doc]:
        """An entity, and the links that speak of it by name."""
        entity = entities.entity(entity_id)
        self._names.pop(entity.case_id, None)
        yield self.card(entity)
        for link in entities.links(entity.case_id, entity_ids=[entity_id]):
            yield self.relation(link)

    def card(self, entity: Any) -> Doc:
        """An entity with all its names, and identifiers as typed keys."""
        stated = [row for row in entities.statements(entity.case_id, entity_ids=[entity.id]) if not row.is_withdrawn]
        names = [row.value for row in stated if row.property in NAMES]
        return Doc(
            **self._frame(self._case(entity.case_id), right="records"),
            id=f"entity:{entity.id}",
            kind="entity",
            status="merged" if entity.merged_into else entity.kind,
            author=self._person(entity.created_by),
            tags=(entity.jurisdiction.casefold(),) if entity.jurisdiction else (),
            recorded=entity.created_at.isoformat(),
            title=f"{entity.number} {entity.name}",
            body="\n".join([*(row.value for row in stated), entity.description]),
            name_parts=_each(name_parts, names),
            name_keys=_each(name_keys, names),
            name_near=_each(name_near, names),
            name_sound=_each(name_sound, names),
            idents=_idents_of(entity, stated),
        )

    def of_link(self, link_id: UUID) -> Iterator[Doc]:
        """A link in words."""
        yield self.relation(entities.link(link_id))

    def relation(self, link: Any) -> Doc:
        """A link in words."""
        names = self._names_in(link.case_id)
        verb = CATALOGUE[LinkKind(link.kind)].forward
        return Doc(
            **self._frame(self._case(link.case_id), right="records"),
            id=f"link:{link.id}",
            kind="link",
            status="withdrawn" if link.is_withdrawn else link.confidence,
            author=self._person(link.asserted_by),
            tags=(link.kind, *(() if link.citations else ("uncited",))),
            happened=link.valid_from,
            recorded=link.asserted_at.isoformat(),
            title=f"{link.number} {names.get(link.source_id, '')} {verb} {names.get(link.target_id, '')}",
            body=" ".join([link.remark, *map(str, link.properties.values())]),
        )

    def of_entry(self, entry_id: UUID) -> Iterator[Doc]:
        """An entry of the chronology."""
        entry = entities.entry(entry_id)
        yield Doc(
            **self._frame(self._case(entry.case_id), right="records"),
            id=f"entry:{entry.id}",
            kind="entry",
            status="withdrawn" if entry.is_withdrawn else "stands",
            author=self._person(entry.entered_by),
            tags=() if entry.citations else ("uncited",),
            happened=entry.utc.date().isoformat(),
            recorded=entry.entered_at.isoformat(),
            title=f"{entry.number} {entry.summary}"[:300],
            body=f"{entry.date_text} {entry.summary}",
        )

    def of_dossier(self, dossier_id: UUID) -> Iterator[Doc]:
        """A version of a dossier: its terms and what it says on top."""
        dossier = dossiers.dossier(dossier_id)
        case = self._case(dossier.case_id)
        said = [dossier.recipient, dossier.organisation, dossier.authority, dossier.purpose]
        yield Doc(
            **self._frame(case, right="dossiers") | {"seal": max(dossier.marking_rank, case.marking_rank)},
            id=f"dossier:{dossier.id}",
            kind="dossier",
            status=dossier.state,
            author=self._person(dossier.prepared_by),
            recorded=dossier.requested_at.isoformat(),
            title=f"D-{dossier.number} v{dossier.dossier_version} {dossier.title}",
            body="\n".join([dossier.bottom_line, dossier.summary, *said]),
        )

    def _case(self, case_id: UUID) -> Any:
        if case_id not in self._cases:
            self._cases[case_id] = cases.case(case_id)
        return self._cases[case_id]

    def _person(self, person_id: UUID) -> str:
        if person_id not in self._people:
            self._people |= {person_id: "", **accounts.names([person_id])}
        return self._people[person_id]

    def _names_in(self, case_id: UUID) -> dict[UUID, str]:
        if case_id not in self._names:
            self._names[case_id] = {row.id: row.name for row in entities.entities(case_id)}
        return self._names[case_id]

    def _frame(self, case: Any, *, right: str) -> dict[str, Any]:
        return {
            "pos": self.pos,
            "case": compartment(case.id, right),
            "seal": Marking(case.marking).rank,
            "is_walled": case.is_walled,
        }


FAMILIES = {
    "case": Documents.of_case,
    "exhibit": Documents.of_exhibit,
    "entity": Documents.of_entity,
    "link": Documents.of_link,
    "entry": Documents.of_entry,
    "dossier": Documents.of_dossier,
}


def _tasks(case_id: UUID, *, frame: dict[str, Any]) -> Iterator[Doc]:
    for task in cases.tasks(case_id):
        yield Doc(
            **frame,
            id=f"task:{task.id}",
            kind="task",
            status=task.state,
            recorded=task.added_at.isoformat(),
            title=task.title,
            body=task.remark,
        )


def _questions(case_id: UUID, *, frame: dict[str, Any]) -> Iterator[Doc]:
    for question in cases.questions(case_id):
        yield Doc(
            **frame,
            id=f"question:{question.id}",
            kind="question",
            status=question.state,
            recorded=question.asked_at.isoformat(),
            title=question.text,
            body=question.answer,
        )


def _tags_of_exhibit(exhibit: Any) -> tuple[str, ...]:
    """The kind of file, and what stands in the way of using it."""
    said = {
        exhibit.media_type.rpartition("/")[2]: exhibit.media_type,
        "quarantined": exhibit.quarantine_reason,
        "superseded": exhibit.successor_id,
        "incident": exhibit.open_incidents,
    }
    return tuple(tag for tag, holds in said.items() if holds)


def _idents_of(entity: Any, stated: list[Any]) -> tuple[str, ...]:
    found = {
        key
        for row in stated
        for key in sighting_keys(entity.kind, row.property, value=row.value, jurisdiction=entity.jurisdiction or None)
    }
    return tuple(sorted(key for key in found if not key.startswith("name:")))


def _each(function: Any, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name in names for value in function(name)))


def _plain(html: str) -> str:
    return unescape(nh3.clean(html, tags=set()))
