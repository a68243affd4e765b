"""The same identifier or name in other cases: in full to readers of both, else a notice; of a walled case nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.queries import Person
from cases.permissions import Action, readable_by
from cases.queries import cases_by_id
from entities.domain.kinds import KINDS
from entities.domain.sightings import sighting_keys
from entities.models import Entity, Sighting, Statement

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


def seen_elsewhere(entity_ids: Sequence[UUID], *, case_id: UUID, who: Person) -> SeenElsewhere:
    """Other cases in which an identifier or name of these entities (one and those merged into it) is stated."""
    keys = Sighting.objects.filter(entity_id__in=list(entity_ids)).values("key")
    rows = list(Sighting.objects.filter(key__in=keys).exclude(case_id=case_id).order_by("key", "entity_id"))
    cases = cases_by_id(row.case_id for row in rows)
    open_to = set(readable_by(who, Action.READ_RECORDS).filter(pk__in=list(cases)).values_list("id", flat=True))
    found = Entity.objects.in_bulk([row.entity_id for row in rows if row.case_id in open_to])
    matches = [
        Seen(
            key=row.key,
            value=row.value,
            case_id=row.case_id,
            reference=cases[row.case_id].reference,
            entity=found[row.entity_id],
        )
        for row in rows
        if row.entity_id in found
    ]
    held_back = any(id not in open_to and not case.is_walled for id, case in cases.items())
    return SeenElsewhere(matches=matches, notice=NOTICE if held_back else "")


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


def _keys(row: Statement, entity: Entity) -> tuple[str, ...]:
    if row.property not in KINDS[entity.kind].property_names:
        return ()
    keys = sighting_keys(entity.kind, row.property, value=row.value, jurisdiction=entity.jurisdiction or None)
    return tuple(key[:LONGEST_KEY] for key in keys)
