"""The order of the Traffic Light Protocol."""

import pytest

from accounts.domain.markings import Marking, highest


def test_markings_are_ordered_from_clear_to_red():
    ordered = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]

    assert sorted(Marking, key=lambda marking: marking.rank) == ordered


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([Marking.GREEN, Marking.AMBER_STRICT, Marking.AMBER], Marking.AMBER_STRICT),
        ([Marking.GREEN], Marking.GREEN),
        ([], Marking.CLEAR),
    ],
)
def test_a_whole_is_marked_as_its_highest_part(parts, whole):
    assert highest(parts) is whole
