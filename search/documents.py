"""Whole documents from queries: events say which, queries say what."""

from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from uuid import UUID

import nh3

from accounts import queries as accounts
from accounts.domain.markings import Marking
from cases import queries as cases
from entities import queries as entities
from entities.domain.catalogue import CATALOGUE, LinkKind
from entities.domain.names import name_keys, name_near, name_parts, name_sound
from entities.domain.sightings import sighting_keys
from evidence import queries as evidence
from ledger.domain.errors import NotFound
from search.domain.documents import Doc
from search.permissions import compartment, walled_compartment

NAMES = {"name", "alias", "weakAlias", "previousName"}


def of_case(case_id: UUID, *, pos: int) -> Iterator[Doc]:
    """The case itself with its notes, tasks and questions."""
    case = cases.case(case_id)
    yield Doc(
        **_frame(case, pos=pos, right="case"),
        id=f"case:{case.id}",
        kind="case",
        status=case.stage,
        recorded=case.opened_at.isoformat(),
        title=f"{case.reference} {case.title}",
        body=case.summary,
    )
    frame = _frame(case, pos=pos, right="records")
    yield from _notes(case_id, frame=frame)
    yield from _tasks(case_id, frame=frame)
    yield from _questions(case_id, frame=frame)


def _notes(case_id: UUID, *, frame: dict[str, Any]) -> Iterator[Doc]:
    authors = accounts.names(note.author_id for note in cases.notes(case_id))
    for note in cases.notes(case_id):
        yield Doc(
            **frame,
            id=f"note:{note.id}",
            kind="note",
            author=authors.get(note.author_id, ""),
            recorded=note.written_at.isoformat(),
            title="Note",
            body=_plain(note.html),
            gone=bool(note.withdrawn_reason),
        )


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


def of_exhibit(exhibit_id: UUID, *, pos: int) -> Iterator[Doc]:
    """An exhibit: its card, and one document for each stretch of its text."""
    exhibit = evidence.exhibit(exhibit_id)
    case = cases.case(exhibit.case_id)
    root = f"exhibit:{exhibit.id}"
    frame = {
        **_frame(case, pos=pos, right="exhibits"),
        "kind": "exhibit",
        "root": root,
        "seal": max(exhibit.marking_rank, case.marking_rank),
        "recorded": exhibit.received_at.isoformat(),
        "title": f"{exhibit.number} {exhibit.title}",
    }
    if exhibit.is_walled:
        frame |= {"case": walled_compartment(case.id, exhibit.id), "is_walled": True}
    card = " ".join([exhibit.description, exhibit.source, exhibit.file_name, exhibit.acquired_by, exhibit.sha256])
    yield Doc(**frame, id=root, body=card)
    for segment in evidence.segments(exhibit_id):
        yield Doc(**frame, id=f"{root}#{segment.ordinal}", body=segment.text)


def of_entity(entity_id: UUID, *, pos: int) -> Iterator[Doc]:
    """An entity with all its names, and identifiers as typed keys."""
    entity = entities.entity(entity_id)
    stated = [row for row in entities.statements(entity.case_id, entity_ids=[entity_id]) if not row.is_withdrawn]
    names = [row.value for row in stated if row.property in NAMES]
    yield Doc(
        **_frame(cases.case(entity.case_id), pos=pos, right="records"),
        id=f"entity:{entity.id}",
        kind="entity",
        status="merged" if entity.merged_into else entity.kind,
        recorded=entity.created_at.isoformat(),
        title=f"{entity.number} {entity.name}",
        body="\n".join([*(row.value for row in stated), entity.description]),
        name_parts=_each(name_parts, names),
        name_keys=_each(name_keys, names),
        name_near=_each(name_near, names),
        name_sound=_each(name_sound, names),
        idents=tuple({key for row in stated for key in _idents(entity, row) if not key.startswith("name:")}),
    )


def of_link(link_id: UUID, *, pos: int) -> Iterator[Doc]:
    """A link in words."""
    link = entities.link(link_id)
    names = {row.id: row.name for row in entities.entities(link.case_id)}
    verb = CATALOGUE[LinkKind(link.kind)].forward
    yield Doc(
        **_frame(cases.case(link.case_id), pos=pos, right="records"),
        id=f"link:{link.id}",
        kind="link",
        status="withdrawn" if link.is_withdrawn else link.confidence,
        happened=link.valid_from,
        recorded=link.asserted_at.isoformat(),
        title=f"{link.number} {names.get(link.source_id, '')} {verb} {names.get(link.target_id, '')}",
        body=" ".join([link.remark, *map(str, link.properties.values())]),
    )


def of_entry(entry_id: UUID, *, pos: int) -> Iterator[Doc]:
    """An entry of the chronology."""
    entry = entities.entry(entry_id)
    yield Doc(
        **_frame(cases.case(entry.case_id), pos=pos, right="records"),
        id=f"entry:{entry.id}",
        kind="entry",
        status="withdrawn" if entry.is_withdrawn else "stands",
        happened=entry.utc.date().isoformat(),
        recorded=entry.entered_at.isoformat(),
        title=f"{entry.number} {entry.summary}"[:300],
        body=f"{entry.date_text} {entry.summary}",
    )


BY_FAMILY = {"case": of_case, "exhibit": of_exhibit, "entity": of_entity, "link": of_link, "entry": of_entry}


def touched(streams: Iterable[str], *, pos: int) -> Iterator[Doc]:
    """Documents of the things whose streams moved."""
    for stream in sorted(set(streams)):
        family, _, id = stream.partition("-")
        if family in BY_FAMILY:
            try:
                yield from BY_FAMILY[family](UUID(id), pos=pos)
            except NotFound:
                continue


def whole_case(case_id: UUID, *, pos: int) -> Iterator[Doc]:
    """Every document of a case: when its wall or marking changed, or a field was erased."""
    yield from of_case(case_id, pos=pos)
    for exhibit in evidence.exhibits_of(case_id):
        yield from of_exhibit(exhibit.id, pos=pos)
    for entity in entities.entities(case_id):
        yield from of_entity(entity.id, pos=pos)
    for link in entities.links(case_id):
        yield from of_link(link.id, pos=pos)
    for entry in entities.chronology(case_id):
        yield from of_entry(entry.id, pos=pos)


def _frame(case: Any, *, pos: int, right: str) -> dict[str, Any]:
    return {
        "pos": pos,
        "case": compartment(case.id, right),
        "seal": Marking(case.marking).rank,
        "is_walled": case.is_walled,
    }


def _each(function: Any, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name in names for value in function(name)))


def _idents(entity: Any, row: Any) -> tuple[str, ...]:
    return sighting_keys(entity.kind, row.property, value=row.value, jurisdiction=entity.jurisdiction or None)


def _plain(html: str) -> str:
    return unescape(nh3.clean(html, tags=set()))
