"""Entities found in a second case since the person last looked, and pairs of one case that wait to be judged."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cases.permissions import Action, readable_by
from cases.queries import cases_by_id
from cases.worklist import Asked, View, Waiting, waits
from entities.models import Candidate, Entity, Sighting, Statement
from entities.queries import open_matches

MOST_VALUES = 3


def new_matches(asked: Asked) -> QuerySet[Entity]:
    """Entities that stand in two cases whose records the person reads; what was stated since the last look."""
    matched = _matched(asked).filter(entity_id=OuterRef("pk"))
    return Entity.objects.filter(Exists(matched)).order_by("changed_at", "id")


@waits(View.MATCHES, rows=new_matches)
def told_matches(entities: Sequence[Entity], asked: Asked) -> list[Waiting]:
    """Entities with what was found of them, and in which other cases."""
    matched = list(_matched(asked).filter(entity_id__in=[row.id for row in entities]).order_by("key"))
    elsewhere = _elsewhere(matched, asked)
    values: dict[UUID, set[str]] = defaultdict(set)
    others: dict[UUID, set[str]] = defaultdict(set)
    for row in matched:
        values[row.entity_id].add(row.value)
        others[row.entity_id] |= {reference for id, reference in elsewhere[row.key] if id != row.case_id}
    return [
        Waiting(
            case_id=row.case_id,
            what=f"{row.number} {row.name}",
            url=reverse("entities:entity", args=[row.case_id, row.id]),
            since=row.changed_at,
            detail=f"{_some(values[row.id])} also in {', '.join(sorted(others[row.id]))}",
        )
        for row in entities
    ]


def open_pairs(asked: Asked) -> QuerySet[Candidate]:
    """Pairs that may be one entity, in the cases in which the person can say so."""
    return open_matches(readable_by(asked.who, Action.CONTRIBUTE).values_list("id", flat=True))


@waits(View.MATCHES, rows=open_pairs)
def told_pairs(pairs: Sequence[Candidate], asked: Asked) -> list[Waiting]:
    """Pairs as they wait."""
    found = Entity.objects.in_bulk({id for pair in pairs for id in (pair.one_id, pair.other_id)})
    return [
        Waiting(
            case_id=pair.case_id,
            what=f"{one.number} {one.name} and {other.number} {other.name}",
            url=reverse("entities:match", args=[pair.case_id, pair.one_id, pair.other_id]),
            detail="may be one: waits to be judged",
        )
        for pair in pairs
        if (one := found.get(pair.one_id)) and (other := found.get(pair.other_id))
    ]


def _matched(asked: Asked) -> QuerySet[Sighting]:
    readable = readable_by(asked.who, Action.READ_RECORDS).values("id")
    elsewhere = Sighting.objects.filter(key=OuterRef("key"), case_id__in=readable).exclude(case_id=OuterRef("case_id"))
    rows = Sighting.objects.filter(Exists(elsewhere), case_id__in=readable)
    if asked.looked_at is None:
        return rows
    same = {"entity_id": OuterRef("entity_id"), "property": OuterRef("property"), "value": OuterRef("value")}
    return rows.filter(Exists(Statement.objects.filter(**same, is_withdrawn=False, made_at__gt=asked.looked_at)))


def _elsewhere(matched: Sequence[Sighting], asked: Asked) -> dict[str, set[tuple[UUID, str]]]:
    readable = readable_by(asked.who, Action.READ_RECORDS).values("id")
    rows = Sighting.objects.filter(key__in={row.key for row in matched}, case_id__in=readable)
    found = set(rows.values_list("key", "case_id"))
    cases = cases_by_id(case_id for _, case_id in found)
    places: dict[str, set[tuple[UUID, str]]] = defaultdict(set)
    for key, case_id in found:
        places[key].add((case_id, cases[case_id].reference))
    return places


def _some(values: set[str]) -> str:
    first, more = sorted(values)[:MOST_VALUES], len(values) - MOST_VALUES
    return ", ".join(first) + (f" and {more} more" if more > 0 else "")
