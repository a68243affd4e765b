"""The papers of the smaller cases."""

from email.message import EmailMessage
from email.policy import SMTP

from demo.files.archives import csv_bytes
from demo.files.letterheads import DUNEHOLT, INTEGRATOR, LINE, NAMES
from demo.files.money import usd
from demo.files.paper import Fields, Grid, Letterhead, paper
from demo.scenarios.paper_lantern.orders import ORDERS
from demo.scenarios.smaller.duneholt import CARD_VALUE_USD, CARDS
from demo.scenarios.smaller.rma_ring import CONTAINER, RETURNS

FLORIST = Letterhead(name="Tulpenveld Export B.V.", line="Cut flowers · desk@tulpenveld.example", colour="#a03a5a")


def make_card_invoice() -> bytes:
    """Duneholt's invoice to its Turkish customer."""
    fields = Fields(
        (
            ("Invoice", "DE-2025-114"),
            ("Date", "2025-04-28"),
            ("Sold to", "Bozkaya Elektronik Dış Ticaret A.Ş., Türkiye, +90 000 000 0186"),
            ("Payable to", "IBAN AE050000000000000712345"),
        )
    )
    grid = Grid(
        head=("Description", "Quantity", "Unit price", "Amount"),
        rows=(("PCIe accelerator card", str(CARDS), usd(CARD_VALUE_USD // CARDS), usd(CARD_VALUE_USD)),),
        shares=(46, 14, 20, 20),
        right=(1, 2, 3),
    )
    note = "Packing: 6 cartons. The label of the consignee is to be placed over the label of the warehouse."
    return paper(DUNEHOLT, "Invoice DE-2025-114", blocks=(fields, grid, note))


def make_release_mail() -> bytes:
    """The mail that asks for release."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "logistics desk <desk@lantanhurst.example>"
    mail["To"] = "ops@bluequay-freight.example"
    mail["Subject"] = "release of 6 cartons, invoice DE-2025-114"
    mail["Date"] = "Fri, 02 May 2025 18:40:00 +0400"
    mail["Message-ID"] = "<114.release@lantanhurst.example>"
    mail.set_content(
        "Please release the 6 cartons of Duneholt today. The driver brings new labels; put them over the old ones.\n"
        "We pay storage from the usual account.\n"
    )
    return mail.as_bytes()


def make_returns() -> bytes:
    """Fourteen modules."""
    rows = ((one.serial, one.asked_on, one.requester, one.fault) for one in RETURNS)
    return csv_bytes(("module_serial", "asked_on", "requester", "fault"), rows)


def make_arrival_notice() -> bytes:
    """A container for E06."""
    fields = Fields(
        (
            ("Container", CONTAINER),
            ("Arrived", "2025-08-06, Kwai Tsing, Hong Kong"),
            ("Consignee", f"{NAMES['E06']}, ops@jadewick.example"),
            ("Vessel, voyage", "Straits Heron, 0825N"),
            ("Packages", "36"),
            ("Description", "Chassis parts"),
        )
    )
    return paper(LINE, "Arrival notice", blocks=(fields,))


def make_initial_notice() -> bytes:
    """E02's initial notice; the narrative follows."""
    fields = Fields(
        (
            ("Notice", "Initial notification of voluntary self-disclosure"),
            ("Date", "2025-11-18"),
            ("Buyer", f"{NAMES['E03']} (FICT-SG-202300307, LEI FICT00STRAITSVEL0307)"),
            ("Forwarder", f"{NAMES['E05']} (FICT-MY-201801022750)"),
            ("Orders", ", ".join(order.number for order in ORDERS)),
            ("Company no.", "FICT-US-CA-20190288"),
        )
    )
    text = (
        "Privileged and confidential. Prepared by counsel.",
        f"{NAMES['E02']} has learned that part of the goods of the orders above may have left the place of use that "
        "the end-user certificates name. The company did not know of it when it shipped.",
        "A narrative account will follow within 180 days of this notice.",
    )
    return paper(INTEGRATOR, "Initial notice", blocks=(fields, *text))


def make_flower_invoice() -> bytes:
    """An invoice that has nothing to do with servers."""
    fields = Fields(
        (
            ("Invoice", "TV-24-0318"),
            ("Date", "2024-03-22"),
            ("Sold to", "Jadewick Harbor Trading Ltd, 30 Petal Row, Vancouver, +1 604 000 0130"),
            ("Customer", "FICT-CA-BC-0930030, hello@jadewickharbor.example"),
        )
    )
    grid = Grid(
        head=("Description", "Boxes", "Amount"),
        rows=(("Tulips, cut, in cold-chain boxes", "60", "EUR 4,320.00"),),
        shares=(60, 16, 24),
        right=(1, 2),
    )
    return paper(FLORIST, "Invoice for cut flowers", blocks=(fields, grid))
