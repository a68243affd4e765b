"""Orders, invoices, shipments and payments, in whole US dollars."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

GPUS_PER_SERVER = 8


@dataclass(frozen=True, kw_only=True)
class Model:
    """A server model; weights in kg, power in kW per server under full load."""

    sku: str
    gpu: str
    unit_price_usd: int
    packed_kg: int
    max_kw: Decimal
    series: str  # opening of the serial number


@dataclass(frozen=True, kw_only=True)
class Order:
    """A purchase order with the one shipment and the one invoice that answer it."""

    number: str
    ordered_on: date
    shipment: str
    servers: int
    model: Model
    invoice: str
    invoiced_on: date
    certificate: str  # end-user certificate that came with it
    label_prefix: str

    @property
    def amount_usd(self) -> int:
        """Invoice total."""
        return self.servers * self.model.unit_price_usd


@dataclass(frozen=True, kw_only=True)
class Shipment:
    """One flight out of the United States and its entry into Malaysia."""

    key: str
    awb: str
    itn: str
    left_on: date
    origin: str
    destination: str
    servers: int
    gross_kg: int
    entry_number: str
    entered_on: date
    released_on: date
    declared: int


@dataclass(frozen=True, kw_only=True)
class Payment:
    """One credit to E02, with the number of the bank's advice."""

    exhibit: str
    value_on: date
    payer: str
    amount_usd: int
    remittance: str
    payer_is_party: bool


H200 = Model(
    sku="HSW-8H200-6U", gpu="H200", unit_price_usd=290_000, packed_kg=172, max_kw=Decimal("10.2"), series="HVS24A"
)
B200 = Model(
    sku="HSW-8B200-8U", gpu="B200", unit_price_usd=415_000, packed_kg=190, max_kw=Decimal("14.3"), series="HVS25"
)
BARE_CHASSIS_KG = 35


def _order(
    number: str, *, on: date, shipment: str, servers: int, model: Model, invoice: str, invoiced: date, prefix: str
) -> Order:
    return Order(
        number=number,
        ordered_on=on,
        shipment=shipment,
        servers=servers,
        model=model,
        invoice=invoice,
        invoiced_on=invoiced,
        certificate="EUC-1" if model is H200 else "EUC-2",
        label_prefix=prefix,
    )


_FIRST, _LATER = date(2024, 9, 3), date(2025, 1, 20)
ORDERS = (
    _order(
        "PO-1",
        on=_FIRST,
        shipment="SH1",
        servers=80,
        model=H200,
        invoice="NCI-2024-0091",
        invoiced=date(2024, 9, 10),
        prefix="HVS24A",
    ),
    _order(
        "PO-2",
        on=_LATER,
        shipment="SH2",
        servers=96,
        model=B200,
        invoice="NCI-2025-0007",
        invoiced=date(2025, 1, 27),
        prefix="HVS25B",
    ),
    _order(
        "PO-3",
        on=_LATER,
        shipment="SH3",
        servers=80,
        model=B200,
        invoice="NCI-2025-0008",
        invoiced=date(2025, 1, 27),
        prefix="HVS25C",
    ),
    _order(
        "PO-4",
        on=_LATER,
        shipment="SH4",
        servers=64,
        model=B200,
        invoice="NCI-2025-0009",
        invoiced=date(2025, 1, 27),
        prefix="HVS25D",
    ),
)


def _shipment(key: str, *, air: str, left: str, route: str, kg: int, entry: str, declared: int) -> Shipment:
    awb, itn = air.split()
    origin, destination = route.split("-")
    number, entered, released = entry.split()
    return Shipment(
        key=key,
        awb=awb,
        itn=itn,
        left_on=date.fromisoformat(left),
        origin=origin,
        destination=destination,
        servers=next(order.servers for order in ORDERS if order.shipment == key),
        gross_kg=kg,
        entry_number=number,
        entered_on=date.fromisoformat(entered),
        released_on=date.fromisoformat(released),
        declared=declared,
    )


SHIPMENTS = (
    _shipment(
        "SH1",
        air="000-44102715 X20241102000417",
        left="2024-11-04",
        route="LAX-SIN",
        kg=80 * H200.packed_kg,
        entry="K1-24-0118806 2024-11-15 2024-11-15",
        declared=80,
    ),
    _shipment(
        "SH2",
        air="000-44108982 X20250216000233",
        left="2025-02-18",
        route="LAX-SIN",
        kg=96 * B200.packed_kg,
        entry="K1-25-0021473 2025-02-27 2025-02-27",
        declared=88,
    ),
    _shipment(
        "SH3",
        air="000-44115363 X20250325000519",
        left="2025-03-27",
        route="SFO-KUL",
        kg=80 * B200.packed_kg,
        entry="K1-25-0034120 2025-04-02 2025-04-04",
        declared=80,
    ),
    _shipment(
        "SH4",
        air="000-44122046 X20250420000108",
        left="2025-04-22",
        route="SFO-KUL",
        kg=64 * B200.packed_kg,
        entry="K1-25-0046907 2025-05-02 2025-06-03",
        declared=64,
    ),
)

_PARTY, _GROUP, _TRADE = "Straits Veldrane Cloud", "on behalf of customer, ref SVC", "electronic goods settlement SVC"
_PAYMENTS = f"""
2024-09-17 E03 11600000 PO-1 part 1, {_PARTY}
2024-12-05 E03 11600000 PO-1 part 2, {_PARTY}
2025-02-03 E03 8200000 PO-2 part 1, {_PARTY}
2025-02-06 E06 41000000 {_GROUP} PO-2 PO-3
2025-03-04 E06 12000000 {_GROUP} PO-3
2025-03-11 E07 7500000 {_TRADE} PO-3
2025-03-11 E07 5000000 {_TRADE} PO-4
2025-03-20 E06 9500000 {_GROUP} PO-3
2025-04-08 E06 7400000 {_GROUP} PO-4
2025-04-29 E06 5000000 {_GROUP} PO-4
2025-05-19 E06 4000000 {_GROUP} PO-4 final
"""


def _payment(number: int, line: str) -> Payment:
    day, payer, amount, remittance = line.split(maxsplit=3)
    return Payment(
        exhibit=f"X-10.{number}",
        value_on=date.fromisoformat(day),
        payer=payer,
        amount_usd=int(amount),
        remittance=remittance,
        payer_is_party=payer == "E03",
    )


PAYMENTS = tuple(_payment(number, line) for number, line in enumerate(_PAYMENTS.strip().splitlines(), start=1))

SERVERS = sum(order.servers for order in ORDERS)
GPUS = SERVERS * GPUS_PER_SERVER
INVOICED_USD = sum(order.amount_usd for order in ORDERS)


def paid_usd(payer: str = "") -> int:
    """Sum of all payments, or of one payer's."""
    return sum(payment.amount_usd for payment in PAYMENTS if payer in {"", payment.payer})


def percent(part: int, whole: int) -> Decimal:
    """A share in per cent with one decimal, halves away from zero."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
