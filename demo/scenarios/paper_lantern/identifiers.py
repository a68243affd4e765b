"""Identifiers as they stand in the exhibits; wrong check digits are kept as written."""

from demo.scenarios.paper_lantern.exhibits import SECOND_COPY_AWB
from demo.scenarios.paper_lantern.orders import ORDERS, SHIPMENTS
from demo.scenarios.paper_lantern.units import LISTED, RETURNED, RETURNED_SLOTS, unit
from demo.scenarios.shapes import Cite, SeenIdentifier

CONTAINERS = ("ZZXU1042179", "ZZXU1042332")
MISTYPED_CONTAINER = "ZZXU1042170"


def _seen(kind: str, value: str, *, cite: str, note: str = "", expected: str = "") -> SeenIdentifier:
    exhibit, _, pin = cite.partition(" ")
    return SeenIdentifier(
        kind=kind, value=value, citation=Cite(exhibit=exhibit, pin=pin or "whole"), note=note, expected=expected
    )


IDENTIFIERS = (
    *(_seen("awb", one.awb, cite=f"X-04.{place} p.1", note=one.key) for place, one in enumerate(SHIPMENTS, 1)),
    _seen("awb", SECOND_COPY_AWB, cite="X-04.6 p.1", note="second copy of the third air waybill", expected="3"),
    *(_seen("itn", one.itn, cite=f"X-04.5 row {place}", note=one.key) for place, one in enumerate(SHIPMENTS, 2)),
    *(_seen("container", number, cite="X-05.2") for number in CONTAINERS),
    _seen("container", MISTYPED_CONTAINER, cite="X-05.4 p.1", note="bill of lading, typed", expected="9"),
    *(_seen("reference", one.number, cite=f"X-02.{place} p.1") for place, one in enumerate(ORDERS, 1)),
    _seen("serial", LISTED, cite="X-13.2", note="resale listing"),
    *(
        _seen("serial", unit(RETURNED).gpu_serials[slot - 1], cite="X-08.9 p.1", note=f"slot {slot} of {RETURNED}")
        for slot in RETURNED_SLOTS
    ),
)
