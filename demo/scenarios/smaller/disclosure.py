"""NV-2025-003: the integrator's voluntary self-disclosure, privileged and restricted to counsel."""

from datetime import date

from demo.scenarios.custody import regular
from demo.scenarios.paper_lantern.chronology import DISCLOSED
from demo.scenarios.paper_lantern.orders import ORDERS
from demo.scenarios.shapes import Case, Deadline, Exhibit, Member, Move, Part, Question, Receipt
from demo.scenarios.telling import entity, link, said
from demo.scenarios.times import east

EXHIBITS = (
    Exhibit(
        number="X-01",
        title="Initial notice",
        marking="TLP:AMBER+STRICT",
        releasability="privileged",
        blocks_release=True,
        receipts=(
            Receipt(
                parts=(Part(number="X-01", filename="initial-notice.pdf", title="Initial notice of 18 November 2025"),),
                source="Counsel for Northquill Compute Integration LLC",
                acquired_by="Hal",
                acquired_at=east("2025-11-19 09:00"),
                received_at=east("2025-11-19 09:20"),
                method="Handed over by counsel",
            ),
        ),
    ),
)

DISCLOSURE = Case(
    reference="NV-2025-003",
    title="Northquill: voluntary self-disclosure",
    summary="Northquill discloses that goods of PO-1 to PO-4 may have moved onward; the narrative is due in 180 days.",
    marking="TLP:AMBER+STRICT",
    opened_by="Hal",
    opened_at=east("2025-11-19 09:30"),
    team=(Member(person="Hal", role="lead"), Member(person="Hal", role="counsel")),
    moves=(
        Move(transition="triage", by="Hal", at=east("2025-11-19 09:45"), reason="The notice is complete."),
        Move(
            transition="open_preliminary", by="Hal", at=east("2025-11-20 09:00"), reason="The clock of 180 days runs."
        ),
    ),
    questions=(Question(text="What did Northquill know, and when?", by="Hal", at=east("2025-11-20 10:00")),),
    deadlines=(
        Deadline(
            kind="vsd_narrative",
            title="Narrative of the voluntary self-disclosure",
            legal_basis="15 CFR 764.5 as restructured on 16 September 2024, 180 days from the initial notification",
            rule="ear-vsd-narrative",
            counted_from=date(2025, 11, 18),
            amount=180,
            unit="days",
            due_on=date(2026, 5, 17),
            by="Hal",
            at=east("2025-11-19 10:00"),
        ),
    ),
    entities=(
        entity(
            "E02",
            "Company",
            said("name", "Northquill Compute Integration LLC", cite="X-01 p.1", grade="A2"),
            said("jurisdiction", "US", cite="X-01 p.1", grade="A2"),
            said("registrationNumber", "FICT-US-CA-20190288", cite="X-01 p.1", grade="A2"),
        ),
        entity(
            "E03",
            "Company",
            said("name", "Straits Veldrane Cloud Pte. Ltd.", cite="X-01 p.1"),
            said("jurisdiction", "SG", cite="X-01 p.1"),
            said("registrationNumber", "FICT-SG-202300307", cite="X-01 p.1"),
            said("leiCode", "FICT00STRAITSVEL0307", cite="X-01 p.1"),
        ),
        entity(
            "E05",
            "Company",
            said("name", "Kestrelwick Bay Logistics Sdn. Bhd.", cite="X-01 p.1"),
            said("jurisdiction", "MY", cite="X-01 p.1"),
            said("registrationNumber", "FICT-MY-201801022750", cite="X-01 p.1"),
        ),
        *(
            entity(
                f"D{place}",
                "Document",
                said("name", f"Purchase order {order.number}", cite="X-01 p.1"),
                said("referenceNumber", order.number, cite="X-01 p.1"),
                said("date", order.ordered_on.isoformat(), cite="X-01 p.1"),
            )
            for place, order in enumerate(ORDERS, start=1)
        ),
    ),
    links=(
        link("L01", "E02 E03", kind="sold_to", conf="high", cite="X-01 p.1", since="2024-09", until="2025-04"),
        link("L02", "E03 E05", kind="forwarded_by", conf="moderate", cite="X-01 p.1", since="2024-11"),
    ),
    exhibits=EXHIBITS,
    custody=tuple(regular(one, receipt) for one in EXHIBITS for receipt in one.receipts),
    chronology=(DISCLOSED,),
    is_restricted=True,
)
