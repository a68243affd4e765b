"""The same identifier or name in other cases: in full to readers of both, else a notice; of a walled case nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.queries import Person
from cases.permissions import Action, readable_by
from cases.queries import Case, cases_by_id
from entities.domain.kinds import KINDS
from entities.domain.matches import SIMILAR, grounds_for, shared
from entities.domain.matches import MatchAnswer as Answer
from entities.domain.sightings import sighting_keys
from entities.matching import MOST_IN_BLOCK, note_blocks, profiles, propose_again
from entities.models import Entity, MatchAnswer, NameBlock, Sighting, Statement

NOTICE = "A match exists in a restricted case: ask counsel."
LONGEST_KEY = 500


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An entity of another case with the same key."""

    key: str
    value: str
    case_id: UUID
    reference: str
    entity: Entity


@dataclass(frozen=True, kw_only=True)
class SeenElsewhere:
    """Where else an entity is found, as far as the reader may know; `notice` is empty when nothing is held back."""

    matches: list[Seen]
    notice: str
    rejected: list[tuple[Seen, str]] = field(default_factory=list)  # held to be different, and why


def seen_elsewhere(entity_ids: Sequence[UUID], *, case_id: UUID, who: Person) -> SeenElsewhere:
    """Other cases in which an identifier or name of these entities (one and those merged into it) is stated.

    Similar names are looked for only in cases that the person reads.
    """
    readable = readable_by(who, Action.READ_RECORDS).exclude(pk=case_id)
    keys = Sighting.objects.filter(entity_id__in=list(entity_ids)).values("key")
    rows = list(Sighting.objects.filter(key__in=keys).exclude(case_id=case_id).order_by("key", "entity_id"))
    cases = cases_by_id(row.case_id for row in rows)
    open_to = {row.id: row for row in readable}
    same = {row.entity_id: row for row in rows if row.case_id in open_to}
    found = Entity.objects.in_bulk([*same, *_similar(entity_ids, within=readable)])
    grounds = _grounds(entity_ids, found)
    seen = [
        Seen(
            key=row.key if (row := same.get(id)) else SIMILAR,
            value=row.value if row else entity.name,
            case_id=entity.case_id,
            reference=open_to[entity.case_id].reference,
            entity=entity,
        )
        for id, entity in found.items()
        if id in same or SIMILAR in grounds[id]
    ]
    held_back = any(id not in open_to and not case.is_walled for id, case in cases.items())
    answers = _rejections(entity_ids, case_id=case_id, grounds=grounds)
    return SeenElsewhere(
        matches=[one for one in seen if one.entity.id not in answers],
        notice=NOTICE if held_back else "",
        rejected=[(one, answers[one.entity.id]) for one in seen if one.entity.id in answers],
    )


def _similar(entity_ids: Sequence[UUID], *, within: QuerySet[Case]) -> list[UUID]:
    """Entities of some cases that share a code of their names with one of these, unless too many share it."""
    codes = NameBlock.objects.filter(entity_id__in=list(entity_ids)).values("code")
    sharing = NameBlock.objects.filter(code__in=codes, case_id__in=within.values("id"))
    by_code: dict[str, list[UUID]] = defaultdict(list)
    for code, id in sharing.values_list("code", "entity_id"):
        by_code[code].append(id)
    return [id for ids in by_code.values() if len(ids) <= MOST_IN_BLOCK for id in ids]


def _grounds(entity_ids: Sequence[UUID], found: Mapping[UUID, Entity]) -> dict[UUID, dict[str, int]]:
    """For each entity found what it shares with these, and since when."""
    ours = Entity.objects.in_bulk(list(entity_ids))
    groups = {entity_ids[0]: entity_ids, **{id: [id] for id in found}}
    known = profiles({**ours, **found}, of=groups)
    here = known[entity_ids[0]]
    return {id: {**shared(here, known[id]), **grounds_for(here, known[id])} for id in found}


def _rejections(
    entity_ids: Sequence[UUID], *, case_id: UUID, grounds: Mapping[UUID, Mapping[str, int]]
) -> dict[UUID, str]:
    """Entities held to be different since the last thing that speaks for a match, with the reason."""
    mine = set(entity_ids)
    pairs = Q(one_id__in=mine, other_id__in=list(grounds)) | Q(other_id__in=mine, one_id__in=list(grounds))
    latest = {
        (row.other_id if row.one_id in mine else row.one_id): row
        for row in MatchAnswer.objects.filter(pairs, case_id=case_id).order_by("position")
    }
    return {
        id: row.reason
        for id, row in latest.items()
        if row.answer == Answer.NO and row.position > max(grounds[id].values(), default=0)
    }


def note_again(entity_ids: Iterable[UUID]) -> None:
    """Write the keys of some entities anew from what stands of them now."""
    wanted = set(entity_ids)
    Sighting.objects.filter(entity_id__in=wanted).delete()
    entities = Entity.objects.in_bulk(wanted)
    stated = Statement.objects.filter(entity_id__in=wanted, is_withdrawn=False).order_by("position", "id")
    rows = {
        (key, row.entity_id): Sighting(
            key=key, entity_id=row.entity_id, case_id=row.case_id, property=row.property, value=row.value
        )
        for row in stated
        if row.entity_id in entities
        for key in _keys(row, entities[row.entity_id])
    }
    Sighting.objects.bulk_create(rows.values())
    note_blocks(entities)
    propose_again(entities)


def _keys(row: Statement, entity: Entity) -> tuple[str, ...]:
    if row.property not in KINDS[entity.kind].property_names:
        return ()
    keys = sighting_keys(entity.kind, row.property, value=row.value, jurisdiction=entity.jurisdiction or None)
    return tuple(key[:LONGEST_KEY] for key in keys)
