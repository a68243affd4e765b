"""Paths over the links of the scenario, section 3: who is connected to whom, and how weakly."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.grades import Confidence
from entities.domain.paths import Edge, Path, shortest_paths
from tests.entities.domain.cast import key

HIGH, MODERATE, LOW = Confidence.HIGH, Confidence.MODERATE, Confidence.LOW
NAMES = [
    "E01",
    "E02",
    "E03",
    "E04",
    "E05",
    "E06",
    "E07",
    "E08",
    "E09",
    "E10",
    "P1",
    "P2",
    "P3",
    "P4",
    "F1",
    "F2",
    "EUC-1",
    "EUC-2",
]
ID: dict[str, UUID] = {name: key(number) for number, name in enumerate(NAMES)}
LINKS = (
    ("L01", "E01", "E02", HIGH),
    ("L02", "E02", "E03", HIGH),
    ("L03", "E03", "E04", HIGH),
    ("L04", "E10", "E03", MODERATE),
    ("L05", "E09", "E10", LOW),
    ("L06", "P1", "E03", HIGH),
    ("L06", "P1", "E04", HIGH),
    ("L07", "P3", "E06", HIGH),
    ("L07", "P3", "E10", HIGH),
    ("L08", "E06", "E02", HIGH),
    ("L09", "E07", "E02", HIGH),
    ("L10", "E03", "E02", HIGH),
    ("L11", "P1", "EUC-1", HIGH),
    ("L11", "P1", "EUC-2", HIGH),
    ("L12", "E04", "E05", HIGH),
    ("L13", "E05", "F2", MODERATE),
    ("L14", "F1", "E04", HIGH),
    ("L15", "E04", "E06", HIGH),
    ("L16", "E06", "E10", HIGH),
    ("L17", "E06", "E01", HIGH),
    ("L18", "E08", "E09", LOW),
    ("L19", "P4", "P1", MODERATE),
    ("L20", "P2", "F2", LOW),
)
EDGES = tuple(
    Edge(
        link_id=key(2000 + at),
        number=number,
        source_id=ID[source],
        target_id=ID[target],
        confidence=confidence,
        is_derived=number == "L16",
    )
    for at, (number, source, target, confidence) in enumerate(LINKS)
)


def numbers(path: Path) -> list[str]:
    return ["/".join(edge.number for edge in step.edges) for step in path.steps]


def paths(start: str, goal: str, **how: object) -> tuple[Path, ...]:
    return shortest_paths(EDGES, ID[start], goal_id=ID[goal], **how)


@pytest.mark.parametrize("minimum", [MODERATE, HIGH])
def test_maker_and_claimed_end_user_are_not_connected_by_supported_links(minimum: Confidence):
    assert paths("E01", "E08", minimum=minimum) == ()


def test_with_low_confidence_and_a_derived_link_four_hops_remain():
    (path,) = paths("E01", "E08")

    assert numbers(path) == ["L17", "L16", "L05", "L18"]
    assert path.confidence is LOW
    assert [edge.number for edge in path.weakest] == ["L05", "L18"]


def test_without_derived_links_two_ways_of_five_hops_remain():
    found = paths("E01", "E08", with_derived=False)

    assert sorted(numbers(path) for path in found) == [
        ["L01", "L02/L10", "L04", "L05", "L18"],
        ["L17", "L07", "L07", "L05", "L18"],
    ]
    assert all([edge.number for edge in path.weakest] == ["L05", "L18"] for path in found)


def test_a_path_is_walked_in_both_directions():
    (there,), (back,) = paths("E01", "E08"), paths("E08", "E01")

    assert numbers(there) == numbers(back)[::-1]
    assert (there.steps[0].from_id, there.steps[-1].to_id) == (ID["E01"], ID["E08"])


def test_an_entity_is_connected_with_itself_without_a_link():
    assert paths("E01", "E01") == (Path(steps=()),)
    assert Path(steps=()).confidence is HIGH


def test_uncited_links_count_only_when_asked_for():
    hearsay = Edge(link_id="x", number="L99", source_id=ID["E01"], target_id=ID["E08"], confidence=HIGH, is_cited=False)

    assert len(shortest_paths([*EDGES, hearsay], ID["E01"], goal_id=ID["E08"])[0].steps) == 4
    (direct,) = shortest_paths([*EDGES, hearsay], ID["E01"], goal_id=ID["E08"], with_uncited=True)
    assert numbers(direct) == ["L99"]


def test_the_strongest_of_links_side_by_side_counts():
    weak = Edge(link_id="w", number="L01", source_id=ID["E01"], target_id=ID["E02"], confidence=LOW)
    strong = Edge(link_id="s", number="L02", source_id=ID["E02"], target_id=ID["E01"], confidence=HIGH)

    (path,) = shortest_paths([weak, strong], ID["E01"], goal_id=ID["E02"])

    assert (path.confidence, path.weakest) == (HIGH, (strong,))


def test_the_strongest_path_comes_first():
    def edge(number: str, source: str, *, target: str, confidence: Confidence = HIGH) -> Edge:
        return Edge(link_id=number, number=number, source_id=ID[source], target_id=ID[target], confidence=confidence)

    found = shortest_paths(
        [
            edge("L1", "E01", target="E02", confidence=LOW),
            edge("L2", "E02", target="E03"),
            edge("L3", "E01", target="E04", confidence=MODERATE),
            edge("L4", "E04", target="E03"),
        ],
        ID["E01"],
        goal_id=ID["E03"],
    )

    assert [path.confidence for path in found] == [MODERATE, LOW]


def test_a_thicket_of_paths_is_cut_at_fifty():
    rings = [
        Edge(
            link_id=f"{ring}{a}{b}",
            number="L1",
            source_id=key(ring * 10 + a),
            target_id=key(ring * 10 + 10 + b),
            confidence=HIGH,
        )
        for ring in range(1, 5)
        for a in range(10)
        for b in range(10)
    ]

    assert len(shortest_paths(rings, key(10), goal_id=key(50))) == 50


PAIRS = st.tuples(st.sampled_from(NAMES[:8]), st.sampled_from(NAMES[:8]), st.sampled_from(Confidence))


@given(pairs=st.lists(PAIRS, max_size=25), minimum=st.sampled_from(Confidence))
def test_a_path_uses_given_links_end_to_end_and_no_stronger_demand_finds_more(
    pairs: list[tuple[str, str, Confidence]], minimum: Confidence
):
    edges = [
        Edge(link_id=str(at), number=f"L{at}", source_id=ID[a], target_id=ID[b], confidence=confidence)
        for at, (a, b, confidence) in enumerate(pairs)
    ]
    found = shortest_paths(edges, ID["E01"], goal_id=ID["E02"], minimum=minimum)
    loosely = shortest_paths(edges, ID["E01"], goal_id=ID["E02"])

    for path in found:
        assert path.confidence.rank >= minimum.rank
        assert path.steps[0].from_id == ID["E01"]
        assert path.steps[-1].to_id == ID["E02"]
        assert all(one.to_id == other.from_id for one, other in zip(path.steps, path.steps[1:], strict=False))
    assert len({len(path.steps) for path in found}) <= 1
    assert not found or len(loosely[0].steps) <= len(found[0].steps)
