"""Which part of a case is drawn, and what is said to be behind it."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from entities.domain.expansion import Opened, Part, Stub, part_of
from entities.domain.grades import Confidence
from entities.domain.paths import Edge
from tests.entities.domain.cast import key


def edge(source: int, target: int, *, kind: str = "paid", confidence: Confidence = Confidence.HIGH) -> Edge:
    return Edge(
        link_id=UUID(int=source * 1000 + target),
        number=f"L{source}{target}",
        source_id=key(source),
        target_id=key(target),
        confidence=confidence,
        kind=kind,
    )


STAR = [edge(0, other) for other in range(1, 6)] + [edge(5, 6, kind="owns"), edge(5, 7, kind="owns"), edge(5, 8)]


def test_a_small_case_is_drawn_whole():
    part = part_of(STAR)

    assert (len(part.entity_ids), len(part.edges), part.stubs, part.seed) == (9, 8, (), None)


def test_a_large_case_begins_at_the_entity_with_the_most_links():
    part = part_of(STAR, most=7)

    assert part.seed == key(0)
    assert set(part.entity_ids) == {key(number) for number in range(6)}
    assert set(part.stubs) == {
        Stub(entity_id=key(5), kind="owns", count=2),
        Stub(entity_id=key(5), kind="paid", count=1),
    }
    assert part.stubs_of() == {key(5): 3}


def test_one_kind_of_link_is_opened_and_taken_back():
    opened = part_of(STAR, about=key(0), opened=[Opened(entity_id=key(5), kind="owns")])

    assert {key(6), key(7)} <= set(opened.entity_ids)
    assert key(8) not in opened.entity_ids
    assert opened.stubs == (Stub(entity_id=key(5), kind="paid", count=1),)
    assert part_of(STAR, about=key(0)).stubs_of() == {key(5): 3}


def test_what_is_not_drawn_cannot_be_opened():
    part = part_of(STAR, about=key(0), opened=[Opened(entity_id=key(8), kind="paid")])

    assert set(part.entity_ids) == {key(number) for number in range(6)}


def test_the_strongest_links_come_first_when_there_are_too_many():
    weak = [edge(0, other, confidence=Confidence.LOW) for other in range(1, 5)]

    part = part_of([*weak, edge(0, 9)], about=key(0), most=3)

    assert part.entity_ids[:2] == (key(0), key(9))
    assert part.stubs == (Stub(entity_id=key(0), kind="paid", count=3),)


def test_an_entity_without_links_stands_alone():
    assert part_of(STAR, about=key(99)) == Part(entity_ids=(key(99),), seed=key(99))


ENDS = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda ends: ends[0] != ends[1])


@given(st.lists(ENDS, min_size=1, max_size=25), st.integers(0, 7), st.integers(1, 9))
def test_nothing_is_lost_between_what_is_drawn_and_what_is_counted(ends: list[tuple[int, int]], about: int, most: int):
    edges = [edge(*pair) for pair in dict.fromkeys(ends)]

    part = part_of(edges, about=key(about), most=most)

    drawn = set(part.entity_ids)
    assert len(drawn) <= most
    assert all({one.source_id, one.target_id} <= drawn for one in part.edges)
    pairs = {frozenset((one.source_id, one.target_id)) for one in edges}
    behind = {
        (one, other) for pair in pairs for one in pair for other in pair - {one} if one in drawn and other not in drawn
    }
    assert sum(stub.count for stub in part.stubs) == len(behind)
