"""Which part of a case's links is drawn: all while it is small, else one entity, its neighbours, what was opened."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from entities.domain.paths import Edge

MOST_DRAWN = 500


@dataclass(frozen=True, kw_only=True)
class Stub:
    """Neighbours of a drawn entity that are not drawn: how many by one kind of link."""

    entity_id: UUID
    kind: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is drawn, and what is behind it."""

    entity_ids: tuple[UUID, ...] = ()
    edges: tuple[Edge, ...] = ()
    stubs: tuple[Stub, ...] = ()
    seed: UUID | None = None  # None: everything is drawn

    def stubs_of(self) -> dict[UUID, int]:
        """How many neighbours of each drawn entity are not drawn."""
        found: Counter[UUID] = Counter()
        for stub in self.stubs:
            found[stub.entity_id] += stub.count
        return dict(found)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An entity of which the neighbours by one kind of link were asked for."""

    entity_id: UUID
    kind: str


Neighbours = Mapping[UUID, Sequence[tuple[UUID, Edge]]]


def part_of(
    edges: Iterable[Edge], *, about: UUID | None = None, opened: Iterable[Opened] = (), most: int = MOST_DRAWN
) -> Part:
    """The part to draw: at most `most` entities, the strongest links first.

    Without `about` everything is drawn if it is few enough, else what is around the entity with the most links.
    """
    listed = sorted(edges, key=_strongest_first)
    near = _neighbours(listed)
    if about is None and len(near) <= most:
        return Part(entity_ids=tuple(near), edges=tuple(listed))
    seed = about or max(near, key=lambda one: (len(near[one]), str(one)))
    shown = dict.fromkeys([seed])
    _take(shown, (other for other, _ in near.get(seed, ())), most=most)
    for one in opened:
        if one.entity_id in shown:
            _take(shown, (other for other, edge in near[one.entity_id] if edge.kind == one.kind), most=most)
    drawn = tuple(edge for edge in listed if edge.source_id in shown and edge.target_id in shown)
    return Part(entity_ids=tuple(shown), edges=drawn, stubs=_stubs(near, shown), seed=seed)


def _take(shown: dict[UUID, None], wanted: Iterable[UUID], *, most: int) -> None:
    for one in wanted:
        if len(shown) < most:
            shown.setdefault(one)


def _neighbours(edges: Iterable[Edge]) -> Neighbours:
    near: dict[UUID, list[tuple[UUID, Edge]]] = defaultdict(list)
    for edge in edges:
        near[edge.source_id].append((edge.target_id, edge))
        near[edge.target_id].append((edge.source_id, edge))
    return near


def _stubs(near: Neighbours, shown: Mapping[UUID, None]) -> tuple[Stub, ...]:
    hidden: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for one in shown:
        for other, edge in near.get(one, ()):
            if other not in shown:
                hidden[one, edge.kind].add(other)
    found = [Stub(entity_id=one, kind=kind, count=len(others)) for (one, kind), others in hidden.items()]
    return tuple(sorted(found, key=lambda stub: -stub.count))


def _strongest_first(edge: Edge) -> tuple[int, bool, str, str]:
    return -edge.confidence.rank, edge.is_derived, edge.number, str(edge.link_id)
