"""The cases that the demo tells, in the order in which they were opened."""

from demo.scenarios.paper_lantern import PAPER_LANTERN
from demo.scenarios.paper_lantern.people import ACCESS, PEOPLE
from demo.scenarios.shapes import Case
from demo.scenarios.smaller.disclosure import DISCLOSURE
from demo.scenarios.smaller.duneholt import DUNEHOLT
from demo.scenarios.smaller.florist import FLORIST
from demo.scenarios.smaller.rma_ring import RMA_RING

CASES: tuple[Case, ...] = (FLORIST, DUNEHOLT, PAPER_LANTERN, RMA_RING, DISCLOSURE)
__all__ = ["ACCESS", "CASES", "DISCLOSURE", "DUNEHOLT", "FLORIST", "PAPER_LANTERN", "PEOPLE", "RMA_RING"]
