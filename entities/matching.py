"""Which entities may be one: proposed by a consumer from equal numbers, equal names and similar names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from uuid import UUID

from entities.domain.kinds import KINDS, PropertyType
from entities.domain.matches import Profile, blocks, grounds_for, rank_of, speaks
from entities.domain.sightings import sighting_keys
from entities.models import Candidate, Entity, NameBlock, Sighting, Statement
from entities.projections import in_pair

MOST_IN_BLOCK = 200
"""A part of a name that more entities of a case have says nothing."""


def grounds_between(entity_id: UUID, other_id: UUID) -> dict[str, int]:
    """What speaks for a match of two entities as they stand, each with the position at which it was complete."""
    entities = Entity.objects.in_bulk([entity_id, other_id])
    found = profiles(entities, of={entity_id: [entity_id], other_id: [other_id]})
    return grounds_for(found[entity_id], found[other_id])


def profiles(entities: Mapping[UUID, Entity], *, of: Mapping[UUID, Iterable[UUID]]) -> dict[UUID, Profile]:
    """Profiles of some entities; `of` gives for each one the entities whose statements count as its own."""
    owner = {member: root for root, members in of.items() for member in members}
    names: dict[UUID, dict[str, int]] = defaultdict(dict)
    keys: dict[UUID, dict[str, int]] = defaultdict(dict)
    stated = Statement.objects.filter(entity_id__in=list(owner), is_withdrawn=False).order_by("position", "id")
    for row in stated:
        root, entity = owner[row.entity_id], entities[row.entity_id]
        if _is_name(entity.kind, row.property):
            names[root].setdefault(row.value, row.position)
        for key in _keys(row, entity):
            keys[root].setdefault(key, row.position)
    return {root: Profile(entity_id=root, kind=entities[root].kind, names=names[root], keys=keys[root]) for root in of}


def note_blocks(entities: Mapping[UUID, Entity]) -> None:
    """Write the codes of the names of some entities anew."""
    NameBlock.objects.filter(entity_id__in=list(entities)).delete()
    stated = Statement.objects.filter(entity_id__in=list(entities), is_withdrawn=False)
    codes = {
        (code[:500], row.entity_id): row.case_id
        for row in stated
        if _is_name(entities[row.entity_id].kind, row.property)
        for code in blocks(row.value)
    }
    NameBlock.objects.bulk_create(
        NameBlock(code=code, entity_id=id, case_id=case_id) for (code, id), case_id in codes.items()
    )


def propose_again(entity_ids: Iterable[UUID]) -> None:
    """Write the candidates of some entities anew; a merged one counts as the one that it was recognised as."""
    touched = set(entity_ids)
    cases = set(Entity.objects.filter(pk__in=touched).values_list("case_id", flat=True))
    roots = _roots(cases)
    wanted = {roots.get(id, id) for id in touched}
    gone = touched | wanted
    Candidate.objects.filter(one_id__in=gone).delete()
    Candidate.objects.filter(other_id__in=gone).delete()
    pairs = _pairs(wanted, cases=cases, roots=roots)
    Candidate.objects.bulk_create(_candidates(pairs, roots=roots))


def _roots(cases: Iterable[UUID]) -> dict[UUID, UUID]:
    """For each merged entity of some cases the one that it was recognised as, through any number of merges."""
    merged = Entity.objects.filter(case_id__in=list(cases), merged_into__isnull=False)
    into = dict(merged.values_list("id", "merged_into"))
    found = {}
    for id in into:
        root = id
        while following := into.get(root):
            root = following
        found[id] = root
    return found


def _groups(wanted: Iterable[UUID], *, roots: Mapping[UUID, UUID]) -> dict[UUID, list[UUID]]:
    groups = {root: [root] for root in wanted}
    for id, root in roots.items():
        if root in groups:
            groups[root].append(id)
    return groups


def _pairs(wanted: set[UUID], *, cases: set[UUID], roots: Mapping[UUID, UUID]) -> set[tuple[UUID, UUID]]:
    """Pairs of which at least one is wanted and that share a code of their names or an identifying key."""
    members = list(chain.from_iterable(_groups(wanted, roots=roots).values()))
    sharing: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    codes = NameBlock.objects.filter(entity_id__in=members).values("code")
    keys = Sighting.objects.filter(entity_id__in=members).values("key")
    named = NameBlock.objects.filter(case_id__in=cases, code__in=codes).values_list("case_id", "code", "entity_id")
    numbered = Sighting.objects.filter(case_id__in=cases, key__in=keys).values_list("case_id", "key", "entity_id")
    for case_id, code, id in chain(named, (row for row in numbered if speaks(row[1]))):
        sharing[case_id, code].add(roots.get(id, id))
    return {
        in_pair(one, other)
        for ids in sharing.values()
        if len(ids) <= MOST_IN_BLOCK
        for one, other in combinations(ids, 2)
        if one in wanted or other in wanted
    }


def _candidates(pairs: set[tuple[UUID, UUID]], *, roots: Mapping[UUID, UUID]) -> list[Candidate]:
    groups = _groups(set(chain.from_iterable(pairs)), roots=roots)
    entities = Entity.objects.in_bulk(list(chain.from_iterable(groups.values())))
    found = profiles(entities, of=groups)
    proposed = []
    for one, other in sorted(pairs):
        grounds = grounds_for(found[one], found[other])
        if grounds:
            proposed.append(
                Candidate(
                    one_id=one,
                    other_id=other,
                    case_id=entities[one].case_id,
                    grounds=list(grounds),
                    rank=rank_of(grounds),
                    newest=max(grounds.values()),
                )
            )
    return proposed


def _is_name(kind: str, property: str) -> bool:
    return any(one.name == property and one.type is PropertyType.NAME for one in KINDS[kind].properties)


def _keys(row: Statement, entity: Entity) -> tuple[str, ...]:
    if row.property not in KINDS[entity.kind].property_names:
        return ()
    return sighting_keys(entity.kind, row.property, value=row.value, jurisdiction=entity.jurisdiction or None)
