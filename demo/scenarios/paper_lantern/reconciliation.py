"""What each basis says of the quantity, in servers (eight GPUs each), and the checks between the figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from demo.scenarios.paper_lantern.orders import B200, H200, ORDERS, SERVERS, SHIPMENTS

AS_OF, EARLIER = date(2025, 10, 31), date(2025, 7, 31)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """One line of the reconciliation."""

    basis: str
    exhibits: tuple[str, ...]
    quantity: int
    variance: str


@dataclass(frozen=True, kw_only=True)
class Count:
    """What a visit counted."""

    on: date
    racked: int
    crated: int

    @property
    def total(self) -> int:
        """Racked and crated together."""
        return self.racked + self.crated


OEM_COUNT = Count(on=date(2025, 7, 16), racked=164, crated=72)
PSV_COUNT = Count(on=date(2025, 9, 10), racked=148, crated=0)
EXPORTED_PACKAGES, EXPORTED_KG = 72, 13_700
DECLARED = sum(shipment.declared for shipment in SHIPMENTS)
CERTIFIED = SERVERS
VANISHED = PSV_COUNT.total - OEM_COUNT.total
UNEXPLAINED = -VANISHED - EXPORTED_PACKAGES
KG_PER_PACKAGE = (Decimal(EXPORTED_KG) / EXPORTED_PACKAGES).quantize(Decimal("0.1"))
NEEDED_KW = sum(order.servers * order.model.max_kw for order in ORDERS)

RECONCILIATION = (
    Basis(
        basis="ordered / invoiced / packed / exported",
        exhibits=("X-02", "X-06", "X-04"),
        quantity=SERVERS,
        variance="0",
    ),
    Basis(basis="declared into Malaysia", exhibits=("X-05",), quantity=DECLARED, variance=f"{DECLARED - SERVERS}"),
    Basis(
        basis="certified installed 2025-05-30", exhibits=("X-03.3",), quantity=CERTIFIED, variance="contradicts X-05"
    ),
    Basis(
        basis="counted 2025-07-16",
        exhibits=("X-07",),
        quantity=OEM_COUNT.total,
        variance=f"{OEM_COUNT.total - DECLARED} vs {DECLARED}",
    ),
    Basis(
        basis="counted 2025-09-10",
        exhibits=("X-08",),
        quantity=PSV_COUNT.total,
        variance=f"{VANISHED} vs July: {EXPORTED_PACKAGES} exported, {UNEXPLAINED} unexplained",
    ),
    Basis(
        basis="supportable by 2.0 MW",
        exhibits=("X-12",),
        quantity=SERVERS,
        variance=(
            f"{SERVERS} would need {NEEDED_KW / 1000:.2f} MW "
            f"({ORDERS[0].servers} x {H200.max_kw} + {SERVERS - ORDERS[0].servers} x {B200.max_kw} kW): impossible "
            "together; metered mean 0.74 MW"
        ),
    ),
)
