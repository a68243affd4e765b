"""Custody of the exhibits: regular but for X-05, X-08 and X-13; X-09 only looks irregular."""

from demo.scenarios.custody import chain, kept, regular
from demo.scenarios.paper_lantern.exhibits import E01, EXHIBITS, exhibit
from demo.scenarios.shapes import CustodyChain, Holding
from demo.scenarios.times import east, pacific


def _translated() -> CustodyChain:
    receipt = exhibit("X-05").receipts[0]
    out, back = east("2025-08-13 10:00"), east("2025-08-15 11:30")
    return chain(
        "X-05",
        receipt,
        Holding(holder="Ben", since=receipt.acquired_at, until=receipt.received_at, purpose="collection"),
        kept(receipt.received_at, until=out),
        Holding(holder="Sworn translator", since=out, until=back, purpose="translation", is_acknowledged=False),
        kept(back),
    )


def _verified() -> CustodyChain:
    """Nobody is written down from the evening of the check to the morning of the third day: 63 h 25 min."""
    receipt = exhibit("X-08").receipts[0]
    officer = Holding(
        holder="Checking officer",
        since=receipt.acquired_at,
        until=east("2025-09-10 17:40"),
        purpose="post-shipment verification",
    )
    return chain("X-08", receipt, officer, kept(east("2025-09-13 09:05")))


def _listing() -> CustodyChain:
    """Two holders for 4 h 30 min."""
    receipt = exhibit("X-13").receipts[0]
    ben = Holding(holder="Ben", since=receipt.acquired_at, until=east("2025-08-22 14:30"), purpose="collection")
    return chain("X-13", receipt, ben, kept(east("2025-08-22 10:00")))


def _checkins() -> CustodyChain:
    """Written in two zones; both ends are 16:30 UTC."""
    receipt = exhibit("X-09").receipts[0]
    maker = Holding(
        holder=E01, since=receipt.acquired_at, until=pacific("2025-10-20 09:30"), purpose="export from the log"
    )
    return chain("X-09", receipt, maker, kept(east("2025-10-21 00:30")))


_TOLD = {"X-05": _translated, "X-08": _verified, "X-09": _checkins, "X-13": _listing}


def _chains() -> tuple[CustodyChain, ...]:
    chains = []
    for one in EXHIBITS:
        for place, receipt in enumerate(one.receipts):
            tell = _TOLD.get(one.number) if place == 0 else None
            chains.append(tell() if tell else regular(one, receipt))
    return tuple(chains)


CUSTODY = _chains()
