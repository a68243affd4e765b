"""Air waybills and electronic export information (X-04)."""

from demo.files.archives import csv_bytes
from demo.files.letterheads import CARRIER, NAMES
from demo.files.money import usd
from demo.files.paper import Fields, Grid, paper
from demo.scenarios.paper_lantern.orders import ORDERS, SHIPMENTS, Order, Shipment

EEI_HEAD = (
    "itn",
    "usppi",
    "export_date",
    "consignee",
    "ultimate_consignee",
    "consignee_type",
    "country",
    "port",
    "carrier_awb",
    "schedule_b",
    "eccn",
    "licence_code",
    "quantity",
    "unit",
    "gross_kg",
    "value_usd",
    "routed",
    "related_party",
    "description",
)


def order_of(shipment: Shipment) -> Order:
    """The order that a shipment answers."""
    return next(order for order in ORDERS if order.shipment == shipment.key)


def make_waybill(shipment: Shipment, *, number: str = "") -> bytes:
    """The waybill; `number` is given where a copy shows another one."""
    order = order_of(shipment)
    fields = Fields(
        (
            ("Air waybill", number or shipment.awb),
            ("Executed", f"{shipment.left_on} at {shipment.origin}"),
            ("Shipper", NAMES["E02"]),
            ("Consignee", f"{NAMES['E03']} for {NAMES['E04']}"),
            ("Notify", NAMES["E05"]),
            ("Routing", f"{shipment.origin} - {shipment.destination}"),
            ("ITN", shipment.itn),
            ("Declared value", usd(order.amount_usd)),
        )
    )
    goods = Grid(
        head=("Pieces", "Gross kg", "Rate", "Nature and quantity of goods"),
        rows=(
            (
                str(shipment.servers),
                f"{shipment.gross_kg:,}",
                "as agreed",
                f"{shipment.servers} servers {order.model.sku}, one to a crate, {order.model.packed_kg} kg each. "
                f"{order.number}, {shipment.key}",
            ),
        ),
        shares=(10, 14, 14, 62),
        right=(0, 1),
    )
    close = "Original 3 (for shipper). Master waybill. No house waybill issued." if not number else "Copy 6, retyped."
    return paper(CARRIER, f"Air waybill {number or shipment.awb}", blocks=(fields, goods, close))


def make_eei() -> bytes:
    """One row for each shipment."""
    return csv_bytes(EEI_HEAD, [_eei_row(shipment) for shipment in SHIPMENTS])


def _eei_row(shipment: Shipment) -> tuple[object, ...]:
    order = order_of(shipment)
    return (
        shipment.itn,
        NAMES["E02"],
        shipment.left_on,
        NAMES["E03"],
        NAMES["E04"],
        "direct consumer",
        "MY",
        shipment.origin,
        shipment.awb,
        "8471.50",
        "4A090.a",
        "NLR",
        shipment.servers,
        "NO",
        shipment.gross_kg,
        order.amount_usd,
        "Y",
        "N",
        f"eight-GPU servers {order.model.sku}",
    )
