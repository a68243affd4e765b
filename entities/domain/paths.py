"""Shortest chains of links between two entities, and where they are weakest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from entities.domain.grades import Confidence

MOST_PATHS = 50


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A link as far as paths need it; it is walked in both directions."""

    link_id: UUID | str  # a derived link has its key instead of an id
    number: str
    source_id: UUID
    target_id: UUID
    confidence: Confidence
    kind: str = ""  # of the catalogue
    is_cited: bool = True
    is_derived: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """From one entity to the next, by one link or by several that say so side by side, the strongest first."""

    from_id: UUID
    to_id: UUID
    edges: tuple[Edge, ...]

    @property
    def confidence(self) -> Confidence:
        """That of the strongest link."""
        return self.edges[0].confidence


@dataclass(frozen=True, kw_only=True)
class Path:
    """Steps from one entity to another; no steps when they are one."""

    steps: tuple[Step, ...]

    @property
    def confidence(self) -> Confidence:
        """A chain is as strong as its weakest step."""
        return min((step.confidence for step in self.steps), key=lambda one: one.rank, default=Confidence.HIGH)

    @property
    def weakest(self) -> tuple[Edge, ...]:
        """The strongest link of each step that is as weak as the whole."""
        return tuple(step.edges[0] for step in self.steps if step.confidence is self.confidence)


Neighbours = Mapping[UUID, Mapping[UUID, tuple[Edge, ...]]]


def shortest_paths(
    edges: Iterable[Edge],
    start_id: UUID,
    *,
    goal_id: UUID,
    minimum: Confidence = Confidence.LOW,
    with_derived: bool = True,
    with_uncited: bool = False,
) -> tuple[Path, ...]:
    """All shortest paths, the strongest first, at most 50; none when there is no supported path.

    The caller chooses the links: standing ones, of a date, without those of merged entities.
    """
    usable = [
        edge
        for edge in edges
        if edge.confidence.rank >= minimum.rank
        and (with_derived or not edge.is_derived)
        and (with_uncited or edge.is_cited)
    ]
    near = _neighbours(usable)
    distance = _distances(near, goal_id)
    if start_id not in distance:
        return ()
    found = _walk(near, start_id, distance=distance)
    return tuple(sorted(found, key=_strongest_first))


def _neighbours(edges: Iterable[Edge]) -> Neighbours:
    near: dict[UUID, dict[UUID, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        near[edge.source_id][edge.target_id].append(edge)
        near[edge.target_id][edge.source_id].append(edge)
    return {
        entity: {other: tuple(sorted(many, key=_strength)) for other, many in others.items()}
        for entity, others in near.items()
    }


def _distances(near: Neighbours, goal_id: UUID) -> dict[UUID, int]:
    """Hops to the goal of everything that reaches it."""
    distance, ring, hops = {goal_id: 0}, [goal_id], 0
    while ring:
        hops += 1
        ring = list(dict.fromkeys(other for one in ring for other in near.get(one, {}) if other not in distance))
        distance.update(dict.fromkeys(ring, hops))
    return distance


def _walk(near: Neighbours, start_id: UUID, *, distance: Mapping[UUID, int]) -> list[Path]:
    """Downhill from the start, ring by ring, keeping no more than can be shown."""
    walks: list[tuple[Step, ...]] = [()]
    for hops in range(distance[start_id], 0, -1):
        walks = [
            (*walk, Step(from_id=here, to_id=other, edges=edges))
            for walk in walks
            for here in (walk[-1].to_id if walk else start_id,)
            for other, edges in near[here].items()
            if distance.get(other) == hops - 1
        ][:MOST_PATHS]
    return [Path(steps=walk) for walk in walks]


def _strength(edge: Edge) -> tuple[int, bool, str, str]:
    return -edge.confidence.rank, edge.is_derived, edge.number, str(edge.link_id)


def _strongest_first(path: Path) -> tuple[int, int, list[str]]:
    return -path.confidence.rank, len(path.weakest), [step.edges[0].number for step in path.steps]
