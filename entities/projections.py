"""From events of entities, links and entries to their read tables. One function per event and table."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from entities.domain import entry_events as n
from entities.domain import events as e
from entities.domain import link_events as k
from entities.domain.citations import Citation, pin_text
from entities.domain.kinds import KINDS
from entities.domain.matches import MatchAnswer as Answer
from entities.domain.validity import PartialDate
from entities.models import Entity, Entry, Link, MatchAnswer, MergeStep, Statement
from ledger.domain.events import Envelope
from ledger.projections import Rows, project

KEPT_VALUES = {"name", "jurisdiction"}  # an entity's row needs no value but these


def own_id(meta: Envelope) -> UUID:
    """Id of the thing whose stream an event belongs to."""
    return UUID(meta.stream_id.partition("-")[2])


def scope(meta: Envelope) -> UUID:
    """The case of an event of this room; there is always one."""
    if meta.scope_id is None:
        raise ValueError(f"Event {meta.position} belongs to no case.")
    return meta.scope_id


def in_pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Two ids as the tables keep a pair: the smaller as text first."""
    return (one, other) if str(one) < str(other) else (other, one)


def stored_citations(citations: Iterable[Citation]) -> list[dict[str, str]]:
    """Citations as the tables keep them."""
    return [{"exhibit": str(one.exhibit_id), "pin": pin_text(one.pin)} for one in citations]


def _day(date: PartialDate | None) -> str:
    return str(date) if date else ""


@project(e.EntityCreated, into=Entity)
def entity_created(event: e.EntityCreated, meta: Envelope, rows: Rows[Entity]) -> None:
    rows.insert(
        id=own_id(meta),
        case_id=event.case_id,
        number=event.number,
        kind=event.kind,
        name=_display_name(event.kind, event.number, stated=[], preferred={}),
        created_by=meta.actor_id,
        created_at=meta.recorded_at,
        changed_at=meta.recorded_at,
        version=meta.version,
    )


@project(e.EntityDescribed, into=Entity)
def entity_described(event: e.EntityDescribed, meta: Envelope, rows: Rows[Entity]) -> None:
    _change(meta, rows, description=event.description)


@project(e.KindChanged, into=Entity)
def kind_changed(event: e.KindChanged, meta: Envelope, rows: Rows[Entity]) -> None:
    _change(meta, rows, kind=event.kind)


@project(e.StatementMade, into=Entity)
def name_stated(event: e.StatementMade, meta: Envelope, rows: Rows[Entity]) -> None:
    if entity := rows.get(own_id(meta)):
        value = event.value if event.property in KEPT_VALUES else ""
        _change(meta, rows, stated=[*entity.stated, [str(event.statement_id), event.property, value]])


@project(e.StatementWithdrawn, into=Entity)
def name_withdrawn(event: e.StatementWithdrawn, meta: Envelope, rows: Rows[Entity]) -> None:
    if entity := rows.get(own_id(meta)):
        gone = str(event.statement_id)
        _change(
            meta,
            rows,
            stated=[one for one in entity.stated if one[0] != gone],
            preferred={name: chosen for name, chosen in entity.preferred.items() if chosen != gone},
        )


@project(e.StatementPreferred, into=Entity)
def name_preferred(event: e.StatementPreferred, meta: Envelope, rows: Rows[Entity]) -> None:
    if entity := rows.get(own_id(meta)):
        chosen = str(event.statement_id)
        found = next((one[1] for one in entity.stated if one[0] == chosen), "")
        _change(meta, rows, preferred={**entity.preferred, found: chosen} if found else entity.preferred)


@project(
    *(e.StatementCited, e.StatementGraded, e.EntityAbsorbed, e.EntitySeparated, e.MatchRejected, e.MatchLeftOpen),
    into=Entity,
)
def entity_touched(event: e.EntityEvent, meta: Envelope, rows: Rows[Entity]) -> None:
    _change(meta, rows)


@project(e.EntityMerged, into=Entity)
def entity_merged(event: e.EntityMerged, meta: Envelope, rows: Rows[Entity]) -> None:
    _change(meta, rows, merged_into=event.into_id)


@project(e.EntityUnmerged, into=Entity)
def entity_unmerged(event: e.EntityUnmerged, meta: Envelope, rows: Rows[Entity]) -> None:
    _change(meta, rows, merged_into=None)


@project(e.EntityMerged, into=MergeStep)
def merge_noted(event: e.EntityMerged, meta: Envelope, rows: Rows[MergeStep]) -> None:
    _note_step(meta, rows, other_id=event.into_id, is_undone=False, reason=event.reason, grounds=list(event.grounds))


@project(e.EntityUnmerged, into=MergeStep)
def unmerge_noted(event: e.EntityUnmerged, meta: Envelope, rows: Rows[MergeStep]) -> None:
    _note_step(meta, rows, other_id=event.from_id, is_undone=True, reason=event.reason, grounds=[])


@project(e.MatchRejected, into=MatchAnswer)
def match_rejected(event: e.MatchRejected, meta: Envelope, rows: Rows[MatchAnswer]) -> None:
    _note_answer(meta, rows, about=event.other_id, answer=Answer.NO, reason=event.reason, grounds=event.grounds)


@project(e.MatchLeftOpen, into=MatchAnswer)
def match_left_open(event: e.MatchLeftOpen, meta: Envelope, rows: Rows[MatchAnswer]) -> None:
    _note_answer(meta, rows, about=event.other_id, answer=Answer.UNSURE, reason=event.remark, grounds=event.grounds)


@project(e.EntityUnmerged, into=MatchAnswer)
def unmerge_answers(event: e.EntityUnmerged, meta: Envelope, rows: Rows[MatchAnswer]) -> None:
    _note_answer(meta, rows, about=event.from_id, answer=Answer.NO, reason=event.reason, grounds=())


@project(e.StatementMade, into=Statement)
def statement_made(event: e.StatementMade, meta: Envelope, rows: Rows[Statement]) -> None:
    rows.insert(
        id=event.statement_id,
        case_id=scope(meta),
        entity_id=own_id(meta),
        property=event.property,
        value=event.value,
        language=event.language,
        script=event.script,
        citations=stored_citations(event.citations),
        reliability=event.reliability.value,
        credibility=event.credibility.value,
        valid_from=_day(event.valid_from),
        valid_to=_day(event.valid_to),
        said_by=event.said_by,
        made_by=meta.actor_id,
        made_at=meta.recorded_at,
        position=meta.position,
    )


@project(e.StatementCited, into=Statement)
def statement_cited(event: e.StatementCited, meta: Envelope, rows: Rows[Statement]) -> None:
    if statement := rows.get(event.statement_id):
        rows.update(event.statement_id, citations=[*statement.citations, *stored_citations([event.citation])])


@project(e.StatementGraded, into=Statement)
def statement_graded(event: e.StatementGraded, meta: Envelope, rows: Rows[Statement]) -> None:
    rows.update(event.statement_id, reliability=event.reliability.value, credibility=event.credibility.value)


@project(e.StatementWithdrawn, into=Statement)
def statement_withdrawn(event: e.StatementWithdrawn, meta: Envelope, rows: Rows[Statement]) -> None:
    rows.update(event.statement_id, is_withdrawn=True, reason=event.reason)


@project(k.LinkAsserted, into=Link)
def link_asserted(event: k.LinkAsserted, meta: Envelope, rows: Rows[Link]) -> None:
    rows.insert(
        id=own_id(meta),
        case_id=event.case_id,
        number=event.number,
        kind=event.kind.value,
        source_id=event.source_id,
        target_id=event.target_id,
        citations=stored_citations(event.citations),
        asserted_by=meta.actor_id,
        asserted_at=meta.recorded_at,
        version=meta.version,
        **_link_values(event),
    )


@project(k.LinkCorrected, into=Link)
def link_corrected(event: k.LinkCorrected, meta: Envelope, rows: Rows[Link]) -> None:
    rows.update(own_id(meta), version=meta.version, reviewed_by=None, reason=event.reason, **_link_values(event))


@project(k.LinkCited, into=Link)
def link_cited(event: k.LinkCited, meta: Envelope, rows: Rows[Link]) -> None:
    if link := rows.get(own_id(meta)):
        citations = [*link.citations, *stored_citations([event.citation])]
        rows.update(own_id(meta), version=meta.version, citations=citations)


@project(k.LinkReviewed, into=Link)
def link_reviewed(event: k.LinkReviewed, meta: Envelope, rows: Rows[Link]) -> None:
    rows.update(own_id(meta), version=meta.version, reviewed_by=meta.actor_id)


@project(k.LinkWithdrawn, into=Link)
def link_withdrawn(event: k.LinkWithdrawn, meta: Envelope, rows: Rows[Link]) -> None:
    rows.update(own_id(meta), version=meta.version, is_withdrawn=True, reason=event.reason)


@project(k.LinkRestored, into=Link)
def link_restored(event: k.LinkRestored, meta: Envelope, rows: Rows[Link]) -> None:
    rows.update(own_id(meta), version=meta.version, is_withdrawn=False, reason=event.reason)


@project(n.EntryEntered, into=Entry)
def entry_entered(event: n.EntryEntered, meta: Envelope, rows: Rows[Entry]) -> None:
    rows.insert(
        id=own_id(meta),
        case_id=event.case_id,
        number=event.number,
        entered_by=meta.actor_id,
        entered_at=meta.recorded_at,
        version=meta.version,
        **_entry_values(event),
    )


@project(n.EntryCorrected, into=Entry)
def entry_corrected(event: n.EntryCorrected, meta: Envelope, rows: Rows[Entry]) -> None:
    rows.update(own_id(meta), version=meta.version, reason=event.reason, **_entry_values(event))


@project(n.EntryWithdrawn, into=Entry)
def entry_withdrawn(event: n.EntryWithdrawn, meta: Envelope, rows: Rows[Entry]) -> None:
    rows.update(own_id(meta), version=meta.version, is_withdrawn=True, reason=event.reason)


def _change(meta: Envelope, rows: Rows[Entity], **changes: Any) -> None:
    """Change an entity's row, its name and jurisdiction with it."""
    entity = rows.get(own_id(meta))
    if entity is None:
        return
    known = {name: changes.get(name, getattr(entity, name)) for name in ("kind", "stated", "preferred")}
    changes["name"] = _display_name(known["kind"], entity.number, stated=known["stated"], preferred=known["preferred"])
    changes["jurisdiction"] = _leading("jurisdiction", stated=known["stated"], preferred=known["preferred"])
    rows.update(entity.id, changed_at=meta.recorded_at, version=meta.version, **changes)


def _display_name(kind: str, number: str, *, stated: list[list[str]], preferred: dict[str, str]) -> str:
    return _leading("name", stated=stated, preferred=preferred) or f"{KINDS[kind].label} {number} (no name yet)"


def _leading(property: str, *, stated: list[list[str]], preferred: dict[str, str]) -> str:
    """The preferred value, else the oldest that stands."""
    values = {one[0]: one[2] for one in stated if one[1] == property}
    return values.get(preferred.get(property, ""), next(iter(values.values()), ""))


def _note_step(meta: Envelope, rows: Rows[MergeStep], **fields: Any) -> None:
    rows.insert(
        id=meta.event_id,
        case_id=scope(meta),
        entity_id=own_id(meta),
        by=meta.actor_id,
        at=meta.recorded_at,
        position=meta.position,
        **fields,
    )


def _note_answer(
    meta: Envelope, rows: Rows[MatchAnswer], *, about: UUID, answer: Answer, reason: str, grounds: tuple[str, ...]
) -> None:
    one, other = in_pair(own_id(meta), about)
    rows.insert(
        id=meta.event_id,
        case_id=scope(meta),
        one_id=one,
        other_id=other,
        answer=answer.value,
        reason=reason,
        grounds=list(grounds),
        by=meta.actor_id,
        at=meta.recorded_at,
        position=meta.position,
    )


def _link_values(event: k.LinkAsserted | k.LinkCorrected) -> dict[str, Any]:
    return {
        "confidence": event.confidence.value,
        "valid_from": _day(event.valid_from),
        "valid_to": _day(event.valid_to),
        "properties": dict(event.properties),
        "remark": event.remark,
    }


def _entry_values(event: n.EntryEntered | n.EntryCorrected) -> dict[str, Any]:
    return {
        "date_text": event.date_text,
        "zone": event.zone,
        "precision": event.precision.value,
        "utc": event.utc,
        "flags": [flag.value for flag in event.flags],
        "candidates": [instant.isoformat() for instant in event.candidates],
        "summary": event.summary,
        "party_ids": [str(party) for party in event.party_ids],
        "citations": stored_citations(event.citations),
    }
