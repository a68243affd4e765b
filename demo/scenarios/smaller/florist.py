"""GR-2024-030: a florist in Vancouver. Shares nothing with Jadewick Harbour Trading but the sound of its name."""

from demo.scenarios.custody import regular
from demo.scenarios.paper_lantern.people import SMALLER_TEAM
from demo.scenarios.shapes import Case, Entry, Exhibit, Move, Part, Receipt, cites
from demo.scenarios.telling import entity, link, said
from demo.scenarios.times import east

EXHIBITS = (
    Exhibit(
        number="X-01",
        title="Invoices for cold-chain boxes",
        marking="TLP:GREEN",
        releasability="releasable",
        receipts=(
            Receipt(
                parts=(Part(number="X-01", filename="invoice-cut-flowers.pdf", title="Invoice for cut flowers"),),
                source="Customs, by request",
                acquired_by="Ben",
                acquired_at=east("2024-04-16 10:00"),
                received_at=east("2024-04-16 10:20"),
                method="Sent through the office's upload page",
            ),
        ),
    ),
)

FLORIST = Case(
    reference="GR-2024-030",
    title="Undeclared cold-chain boxes",
    summary="A florist's boxes were declared as empty; they held cut flowers. No controlled goods.",
    marking="TLP:GREEN",
    opened_by="Ada",
    opened_at=east("2024-04-15 09:00"),
    team=SMALLER_TEAM,
    moves=(
        Move(
            transition="triage", by="Ada", at=east("2024-04-15 09:30"), reason="A declaration does not fit the weight."
        ),
        Move(
            transition="open_preliminary", by="Ada", at=east("2024-04-16 09:00"), reason="The invoices are to be read."
        ),
    ),
    entities=(
        entity(
            "E01",
            "Company",
            said("name", "Jadewick Harbor Trading Ltd", cite="X-01 p.1", grade="A2"),
            said("jurisdiction", "CA", cite="X-01 p.1", grade="A2"),
            said("registrationNumber", "FICT-CA-BC-0930030", cite="X-01 p.1", grade="A2"),
            said("sector", "Florist", cite="X-01 p.1", grade="A2"),
            said("address", "30 Petal Row, Vancouver", cite="X-01 p.1", grade="A2"),
            said("phone", "+1 604 000 0130", cite="X-01 p.1", grade="A2"),
            said("email", "hello@jadewickharbor.example", cite="X-01 p.1", grade="A2"),
        ),
        entity(
            "E02",
            "Company",
            said("name", "Tulpenveld Export B.V.", cite="X-01 p.1"),
            said("jurisdiction", "NL", cite="X-01 p.1"),
        ),
    ),
    links=(
        link("L01", "E02 E01", kind="sold_to", conf="high", cite="X-01 p.1", since="2024-03-22", until="2024-03-22"),
    ),
    exhibits=EXHIBITS,
    custody=tuple(regular(one, receipt) for one in EXHIBITS for receipt in one.receipts),
    chronology=(
        Entry(
            number="EV01",
            date_text="2024-03-22",
            zone="-07:00",
            precision="day",
            summary="Invoice for 60 boxes of cut flowers",
            parties=("E01", "E02"),
            citations=cites("X-01 p.1"),
        ),
    ),
)
