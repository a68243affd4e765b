"""Placing nodes and links with Graphviz."""

import pytest

from entities.layout import NOTHING, Box, LayoutFailed, LayoutLimits, layout

BOX = Box(width=90, height=34)
RING = [(number, (number + 1) % 12) for number in range(12)]


def _overlap(a, b):
    return abs(a[0] - b[0]) < BOX.width - 1 and abs(a[1] - b[1]) < BOX.height - 1


def test_every_node_and_every_link_gets_its_place():
    placed = layout([BOX] * 12, RING)

    assert len(placed.positions) == 12
    assert len(placed.paths) == 12
    assert all((len(path) - 1) % 3 == 0 for path in placed.paths)
    assert all(0 <= x <= placed.width and 0 <= y <= placed.height for x, y in placed.positions)


def test_the_same_question_has_the_same_answer():
    assert layout([BOX] * 12, RING, aspect=0.5) == layout([BOX] * 12, RING, aspect=0.5)


@pytest.mark.parametrize("engine", ["sfdp", "dot"])
def test_boxes_do_not_cover_each_other(engine):
    spots = layout([BOX] * 12, RING, engine=engine).positions

    assert not [(a, b) for a in range(12) for b in range(a) if _overlap(spots[a], spots[b])]


def test_parallel_links_and_a_link_to_itself_have_paths_of_their_own():
    placed = layout([BOX, BOX], [(0, 1), (0, 1), (1, 1)])

    assert len(set(placed.paths)) == 3


def test_nothing_is_placed_as_nothing():
    assert layout([], []) == NOTHING


def test_a_node_without_links_is_placed():
    assert len(layout([BOX], []).positions) == 1


def test_too_many_nodes_are_refused_before_graphviz_is_asked():
    with pytest.raises(LayoutFailed, match="At most 2,000 things"):
        layout([BOX] * 2_001, [])


def test_a_layout_that_takes_too_long_is_stopped():
    edges = [(a, (a * 7 + step) % 1_900) for a in range(1_900) for step in range(1, 6)]

    with pytest.raises(LayoutFailed, match=r"longer than 1 seconds|ended with code"):
        layout([BOX] * 1_900, edges, engine="dot", limits=LayoutLimits(seconds=1))


def test_a_layout_that_needs_too_much_memory_is_stopped():
    with pytest.raises(LayoutFailed, match="ended with code"):
        layout([BOX] * 100, RING, limits=LayoutLimits(memory_bytes=4_000_000))
