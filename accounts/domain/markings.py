"""Traffic Light Protocol 2.0 (FIRST, 2022), the handling labels of cases, exhibits and clearances."""

from collections.abc import Iterable
from enum import StrEnum


class Marking(StrEnum):
    """Labels as FIRST spells them, never translated, least protected first."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def rank(self) -> int:
        """Place in the order, 0 for what anybody may read."""
        return list(Marking).index(self)


def highest(markings: Iterable[Marking]) -> Marking:
    """Marking of a whole: at least that of its highest part; an empty whole is clear."""
    return max(markings, key=lambda marking: marking.rank, default=Marking.CLEAR)
