"""Purchase orders and invoices (X-02), one by one and together in a ZIP."""

from demo.files.archives import zip_bytes
from demo.files.letterheads import BUYER, INTEGRATOR, NAMES
from demo.files.money import usd
from demo.files.paper import Fields, Grid, paper
from demo.scenarios.paper_lantern.orders import GPUS_PER_SERVER, ORDERS, Order

ZIPPED_AT = (2025, 6, 30, 10, 12, 0)


def _line(order: Order) -> Grid:
    model = order.model
    return Grid(
        head=("Item", "Description", "Quantity", "Unit price", "Amount"),
        rows=(
            (
                model.sku,
                f"Server with {GPUS_PER_SERVER} x {model.gpu}, packed {model.packed_kg} kg each",
                str(order.servers),
                usd(model.unit_price_usd),
                usd(order.amount_usd),
            ),
            ("", "Total", str(order.servers), "", usd(order.amount_usd)),
        ),
        shares=(17, 32, 13, 18, 20),
        right=(2, 3, 4),
    )


def make_order(order: Order) -> bytes:
    """Purchase order of E03 to E02."""
    fields = Fields(
        (
            ("Order", order.number),
            ("Date", order.ordered_on.isoformat()),
            ("Supplier", NAMES["E02"]),
            ("Buyer", NAMES["E03"]),
            ("Deliver to", f"{NAMES['E04']}, Veldrane Ridge DC-2, Johor"),
            ("End-user certificate", f"{order.certificate}, to follow"),
            ("Terms", "EXW, routed export; forwarder named by the buyer"),
            ("Payment", "By the buyer, before shipment"),
        )
    )
    close = "Goods are for the buyer's own cloud service at the place of delivery.\n\nMarcus Tay-Lindqvist, Director"
    return paper(BUYER, f"Purchase order {order.number}", blocks=(fields, _line(order), close))


def make_invoice(order: Order) -> bytes:
    """Invoice of E02 to E03."""
    fields = Fields(
        (
            ("Invoice", order.invoice),
            ("Date", order.invoiced_on.isoformat()),
            ("Bill to", NAMES["E03"]),
            ("Your order", f"{order.number} of {order.ordered_on}"),
            ("Shipment", order.shipment),
            ("Tax and company no.", "FICT-US-CA-20190288"),
        )
    )
    close = (
        "Payable to First Fictional Bank, bank code 000. Classification stated by the maker: 4A090.a.\n\n"
        "Ottoline Feng-Abara, Sales Director"
    )
    return paper(INTEGRATOR, f"Invoice {order.invoice}", blocks=(fields, _line(order), close))


def make_orders_zip() -> bytes:
    """All eight papers."""
    orders = [(f"{order.number}.pdf", make_order(order)) for order in ORDERS]
    invoices = [(f"{order.invoice}.pdf", make_invoice(order)) for order in ORDERS]
    return zip_bytes((*orders, *invoices), made_at=ZIPPED_AT)
