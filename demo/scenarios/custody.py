"""Who held what: regular chains, and what a chain computes to."""

from datetime import datetime, timedelta
from itertools import pairwise

from demo.scenarios.shapes import CustodyChain, Exhibit, Holding, Receipt

CUSTODIAN = "Fay"


def regular(exhibit: Exhibit, receipt: Receipt) -> CustodyChain:
    """From the collector, at the moment of receipt, to the custodian, who acknowledges and keeps it."""
    return chain(
        exhibit.number,
        receipt,
        Holding(
            holder=receipt.acquired_by,
            since=receipt.acquired_at,
            until=receipt.received_at,
            purpose="collection",
        ),
        kept(receipt.received_at),
    )


def chain(exhibit: str, receipt: Receipt, *holdings: Holding) -> CustodyChain:
    """The holdings of all parts of one receipt."""
    return CustodyChain(exhibit=exhibit, covers=tuple(part.number for part in receipt.parts), holdings=holdings)


def kept(since: datetime, *, until: datetime | None = None) -> Holding:
    """In the evidence room."""
    return Holding(holder=CUSTODIAN, since=since, until=until, purpose="safe keeping")


def gaps(told: CustodyChain) -> list[timedelta]:
    """Times without a holder, compared in UTC."""
    return [
        after.since - before.until for before, after in _neighbours(told) if before.until and after.since > before.until
    ]


def overlaps(told: CustodyChain) -> list[timedelta]:
    """Times with two holders, compared in UTC."""
    return [
        before.until - after.since for before, after in _neighbours(told) if before.until and after.since < before.until
    ]


def unacknowledged(told: CustodyChain) -> list[Holding]:
    """Holdings whose taker did not acknowledge."""
    return [holding for holding in told.holdings if not holding.is_acknowledged]


def _neighbours(told: CustodyChain) -> list[tuple[Holding, Holding]]:
    return list(pairwise(told.holdings))
