"""DH-2025-014: cards sold to a consignee with a Turkish label. Shares an IBAN and a mail domain."""

from datetime import date

from demo.scenarios.custody import regular
from demo.scenarios.paper_lantern.people import SMALLER_TEAM
from demo.scenarios.shapes import Case, Entry, Exhibit, Move, Part, Question, Receipt, Task, cites
from demo.scenarios.telling import entity, link, said
from demo.scenarios.times import east

CARDS, CARD_VALUE_USD = 48, 1_416_000
_INVOICE = Exhibit(
    number="X-01",
    title="Invoice and packing list",
    marking="TLP:AMBER",
    releasability="releasable",
    receipts=(
        Receipt(
            parts=(Part(number="X-01", filename="invoice-DE-2025-114.pdf", title="Invoice of Duneholt for 48 cards"),),
            source="Freight forwarder, by consent",
            acquired_by="Ben",
            acquired_at=east("2025-05-06 10:00"),
            received_at=east("2025-05-06 10:30"),
            method="Sent through the office's upload page",
        ),
    ),
)
_MAIL = Exhibit(
    number="X-02",
    title="Mail to the forwarder",
    marking="TLP:AMBER",
    releasability="releasable",
    receipts=(
        Receipt(
            parts=(Part(number="X-02", filename="release-request.eml", title="Mail asking for release of the cards"),),
            source="Freight forwarder, by consent",
            acquired_by="Ben",
            acquired_at=east("2025-05-06 10:05"),
            received_at=east("2025-05-06 10:35"),
            method="Sent through the office's upload page",
        ),
    ),
)
EXHIBITS = (_INVOICE, _MAIL)

DUNEHOLT = Case(
    reference="DH-2025-014",
    title="Duneholt: cards to Türkiye",
    summary="48 PCIe accelerator cards sold by Duneholt to a consignee whose Turkish label covers another.",
    marking="TLP:AMBER",
    opened_by="Ada",
    opened_at=east("2025-05-05 09:00"),
    team=SMALLER_TEAM,
    moves=(
        Move(transition="triage", by="Ada", at=east("2025-05-05 09:20"), reason="A forwarder reports a changed label."),
        Move(
            transition="open_preliminary",
            by="Ada",
            at=east("2025-05-06 09:00"),
            reason="The forwarder hands over its papers.",
        ),
    ),
    questions=(Question(text="Who took delivery of the 48 cards?", by="Ada", at=east("2025-05-06 11:00")),),
    tasks=(
        Task(
            title="Ask the forwarder for the proof of delivery",
            owner="Ben",
            due_on=date(2025, 5, 20),
            at=east("2025-05-06 11:10"),
        ),
    ),
    entities=(
        entity(
            "E01",
            "Company",
            said("name", "Duneholt Electronics FZE", cite="X-01 p.1", grade="A2"),
            said("jurisdiction", "AE", cite="X-01 p.1", grade="A2"),
            said("iban", "AE050000000000000712345", cite="X-01 p.1", grade="A2"),
        ),
        entity(
            "E02",
            "Company",
            said("name", "Bozkaya Elektronik Dış Ticaret A.Ş.", cite="X-01 p.1"),
            said("jurisdiction", "TR", cite="X-01 p.1"),
            said("phone", "+90 000 000 0186", cite="X-01 p.1"),
        ),
        entity(
            "P1",
            "Person",
            said("name", "Sender “logistics desk”", cite="X-02", grade="C3"),
            said("email", "desk@lantanhurst.example", cite="X-02", grade="A2"),
        ),
    ),
    links=(
        link(
            "L01",
            "E01 E02",
            kind="sold_to",
            conf="moderate",
            cite="X-01 p.1",
            since="2025-04-28",
            until="2025-04-28",
            properties={"quantity": "48", "unit": "cards", "amount": "1416000", "currency": "USD"},
        ),
        link("L02", "P1 E01", kind="represented", conf="low", cite="X-02", since="2025-05-02", until="2025-05-02"),
    ),
    exhibits=EXHIBITS,
    custody=tuple(regular(one, receipt) for one in EXHIBITS for receipt in one.receipts),
    chronology=(
        Entry(
            number="EV01",
            date_text="2025-04-28",
            zone="+04:00",
            precision="day",
            summary="Invoice for 48 cards, USD 1,416,000",
            parties=("E01", "E02"),
            citations=cites("X-01 p.1"),
        ),
        Entry(
            number="EV02",
            date_text="2025-05-02 18:40",
            zone="+04:00",
            precision="minute",
            summary="Mail asks the forwarder to release the cards under another label",
            parties=("P1", "E01"),
            citations=cites("X-02"),
        ),
    ),
)
