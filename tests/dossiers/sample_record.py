"""What happened and what is claimed in the sample."""

from dossiers.domain.document import (
    Alternatives,
    ChronologyRow,
    Citation,
    ClaimRow,
    Deadline,
    Gaps,
    Hypothesis,
    HypothesisRow,
    ItemRow,
    QuantityRow,
    Question,
    Reconciliation,
    RedFlagRow,
    ResponseRow,
    StatusRow,
    Task,
    TransactionRow,
    ViolationRow,
)


def _at(exhibit: str, pin: str = "") -> tuple[Citation, ...]:
    return (Citation(exhibit=exhibit, pin=pin),) if exhibit else ()


ITEMS = (
    ItemRow(
        sku="HV-8H200",
        description="Server with eight H200 accelerators",
        eccn="4A090.a",
        eccn_source="maker's letter, 2024-08-30",
        hs_declared="8471.50",
        hs_assessed="8471.50",
        quantity="80 servers, 640 GPUs",
        citations=_at("X-06", "sheet 1"),
    ),
    ItemRow(
        sku="HV-8B200",
        description="Server with eight B200 accelerators",
        eccn="4A090.a",
        eccn_source="maker's letter, 2024-12-02",
        hs_declared="8473.30",
        hs_assessed="8471.50",
        quantity="240 servers, 1,920 GPUs",
        citations=_at("X-06", "sheet 2"),
    ),
)
_EVENTS = (
    ("2023-02-14", "company filing", "E03 is incorporated", ("E03",), "X-14"),
    ("2024-09-03", "order", "PO-1: 80 H200 servers, USD 23.2m", ("E03", "E02"), "X-02"),
    ("2024-10-28", "certificate", "EUC-1 is signed by P1", ("P1",), "X-03"),
    ("2024-11-04", "shipment", "SH1 leaves LAX for SIN with 80 servers", ("E02",), "X-04"),
    ("2024-11-15", "customs entry", "Entry of SH1 in Malaysia: 80 servers", ("E05",), "X-05"),
    ("2025-01-20", "order", "PO-2 to PO-4: 240 B200 servers, USD 99.6m", ("E03", "E02"), "X-02"),
    ("2025-02-06", "payment", "First payment of E06, USD 41.0m", ("E06",), "X-10"),
    ("2025-02-18", "shipment", "SH2 leaves LAX for SIN with 96 servers", ("E02",), "X-04"),
    ("2025-02-27", "customs entry", "Entry of SH2 in Malaysia: 88 servers", ("E05",), "X-05"),
    ("2025-03-11", "payment", "Payments of E07, USD 12.5m", ("E07",), "X-10"),
    ("2025-03-27", "shipment", "SH3 leaves SFO for KUL with 80 servers", ("E02",), "X-04"),
    ("2025-04-22", "shipment", "SH4 leaves SFO for KUL with 64 servers", ("E02",), "X-04"),
    ("2025-05-30", "certificate", "E04 certifies 320 servers as installed and tested", ("E04",), "X-03.3"),
    ("2025-06-03", "customs entry", "Customs release SH4, four days after the certificate", ("E05",), "X-05"),
    ("2025-06-19", "tip", "Tip from a protected source", (), "X-11.1"),
    ("2025-07-16", "visit", "Visit of the maker: 164 racked and 72 crated", ("E01", "E04"), "X-07"),
    ("2025-07-29", "tip", "Photograph of repacking in Unit 14-C", ("E05",), "X-11.3"),
    ("2025-08-02", "shipment", "72 packages leave Port Klang for Hong Kong as chassis parts", ("E04", "E06"), "X-05"),
    ("2025-08-05", "telemetry", "First check-in from outside Malaysia", (), "X-09"),
    ("2025-08-21", "listing", "Resale listing shows one serial", (), "X-13"),
    (
        "2025-09-10",
        "visit",
        "Verification: 148 racked, none crated; 31 answer, nine with another identity",
        ("E04",),
        "X-08",
    ),
    ("2025-10-07", "returned goods", "E06 asks for repair of two modules of SH2", ("E06", "E01"), "X-08.9"),
    ("2025-12-10", "press", "Article is published", (), "X-01"),
    ("2025-12-11", "press", "Statements of E01 and E08", ("E01", "E08"), "X-01.2"),
)
CHRONOLOGY = tuple(
    ChronologyRow(
        id=f"EV{number:02d}",
        date_text="29.07.2025 02:14" if day == "2025-07-29" else day,
        utc="2025-07-28 18:14Z" if day == "2025-07-29" else day,
        precision="minute" if day == "2025-07-29" else "day",
        zone="+08:00",
        kind=kind,
        summary=text,
        parties=parties,
        grade="B2",
        flags=("The camera's clock was not compared.",) if day == "2025-07-29" else (),
        citations=_at(exhibit, f"p.{number % 5 + 1}"),
    )
    for number, (day, kind, text, parties, exhibit) in enumerate(_EVENTS, 1)
)
TRANSACTIONS = (
    *(
        TransactionRow(
            id=id,
            kind="order",
            date=date,
            from_party="E03",
            to_party="E02",
            what=what,
            amount=amount,
            related=related,
            citations=_at("X-02", "p.1"),
        )
        for id, date, what, amount, related in (
            ("PO-1", "2024-09-03", "80 H200 servers at USD 290,000", "USD 23,200,000", "SH1, invoice 1"),
            ("PO-2", "2025-01-20", "96 B200 servers at USD 415,000", "USD 39,840,000", "SH2, invoice 2"),
            ("PO-3", "2025-01-20", "80 B200 servers at USD 415,000", "USD 33,200,000", "SH3, invoice 3"),
            ("PO-4", "2025-01-20", "64 B200 servers at USD 415,000", "USD 26,560,000", "SH4, invoice 4"),
        )
    ),
    *(
        TransactionRow(
            id=id,
            kind="payment",
            date=date,
            from_party=payer,
            to_party="E02",
            what="wire transfer",
            amount=amount,
            flags=flags,
            citations=_at("X-10", f"p.{number}"),
        )
        for number, (id, date, payer, amount, flags) in enumerate(
            (
                ("PY-1", "2024-09-17", "E03", "USD 11,600,000", ()),
                ("PY-2", "2024-12-05", "E03", "USD 11,600,000", ()),
                ("PY-3", "2025-02-03", "E03", "USD 8,200,000", ()),
                ("PY-4", "2025-02-06", "E06", "USD 41,000,000", ("payer is not a party to the order",)),
                ("PY-5", "2025-03-04", "E06", "USD 12,000,000", ("payer is not a party to the order",)),
                ("PY-6", "2025-03-11", "E07", "USD 7,500,000", ("payer is not a party to the order",)),
                ("PY-7", "2025-03-11", "E07", "USD 5,000,000", ("payer is not a party to the order",)),
            ),
            1,
        )
    ),
)
RECONCILIATION = Reconciliation(
    as_of="2025-10-31",
    coverage="150 of 320 servers have been sighted or have answered; unlocated does not mean diverted.",
    quantities=tuple(
        QuantityRow(basis=basis, source=source, quantity=quantity, variance=variance, citations=_at(exhibit, "p.1"))
        for basis, source, quantity, variance, exhibit in (
            ("Ordered, invoiced, packed, exported", "orders, ship list, waybills", "320 servers", "0", "X-06"),
            ("Declared into Malaysia", "entries", "312 servers", "-8", "X-05"),
            ("Certified as installed", "certificate of E04", "320 servers", "contradicts the entries", "X-03.3"),
            ("Counted 2025-07-16", "visit of the maker", "236 servers", "-76 against declared", "X-07"),
            (
                "Counted 2025-09-10",
                "verification",
                "148 servers",
                "-88 against July: 72 exported, 16 unexplained",
                "X-08",
            ),
        )
    ),
    ladder=tuple(
        StatusRow(status=status, quantity=quantity)
        for status, quantity in (
            ("Identity confirmed at F1", "30"),
            ("Telemetry from Malaysia only", "91"),
            ("Label only, or label on other hardware", "14"),
            ("Telemetry from elsewhere", "13"),
            ("Sighted elsewhere only", "2"),
            ("Imported, never sighted", "162"),
            ("Not declared into Malaysia", "8"),
        )
    ),
)
CLAIMS = tuple(
    ClaimRow(
        id=id,
        text=text,
        source=source,
        grade=grade,
        origins=origins,
        status=status,
        contrary=contrary,
        citations=_at(exhibit, "p.1"),
    )
    for id, text, source, grade, origins, status, contrary, exhibit in (
        (
            "CL1",
            "E08 trained a model on diverted B200 hardware",
            "press aggregator",
            "E3",
            "1",
            "disputed",
            "E08 denies; E01 has seen no substantiation",
            "X-01",
        ),
        ("CL2", "E08 used only lawfully leased capacity", "E08", "D4", "1", "disputed", "CL1", "X-01.2"),
        (
            "CL3",
            "320 servers were installed on 2025-05-30",
            "E04",
            "D5",
            "1",
            "refuted",
            "SH4 was released on 2025-06-03",
            "X-03.3",
        ),
        (
            "CL5",
            "Crates were repacked at F2 for Hong Kong",
            "SPARROW-7 (masked)",
            "C2",
            "2",
            "corroborated",
            "",
            "X-11.3",
        ),
        (
            "CL9",
            "Payments of E06 were loans inside a group",
            "counsel of E03",
            "E4",
            "1",
            "disputed",
            "no loan papers",
            "X-10.12",
        ),
    )
)
RED_FLAGS = (
    RedFlagRow(
        catalogue="AC-2025",
        version="2025-05-13",
        flag="First-time volume without business history",
        rationale="E03 is 19 months old at its first order of USD 23.2m.",
        citations=_at("X-14", "p.2"),
    ),
    RedFlagRow(
        catalogue="FIN-2023",
        version="2023-11-06",
        flag="Payment from a third country",
        rationale="Eight payments, USD 91.4m, from E06 and E07.",
        citations=_at("X-10", "p.4"),
    ),
    RedFlagRow(
        catalogue="AC-2025",
        version="2025-05-13",
        flag="Site cannot show the power",
        rationale="4.25 MW needed, 2.0 MW contracted, 0.74 MW metered.",
        citations=_at("X-12", "row 2,881"),
    ),
)
ALTERNATIVES = Alternatives(
    hypotheses=(
        Hypothesis(id="H1", text="Organised diversion to one user.", verdict="Retained."),
        Hypothesis(
            id="H2",
            text="Regional resale without that user.",
            verdict="Retained; nothing but CL1 and CL8 parts it from H1.",
        ),
        Hypothesis(
            id="H3",
            text="Late commissioning and poor records (benign).",
            verdict="Rejected as an explanation of the whole.",
        ),
        Hypothesis(id="H4", text="Fabrication by a rival (deception).", verdict="Rejected."),
    ),
    rows=tuple(
        HypothesisRow(evidence=text, ratings=ratings, citations=_at(exhibit))
        for text, ratings, exhibit in (
            ("Weight and tariff code of the 72 packages", ("C", "C", "II", "I"), "X-05"),
            ("Check-ins outside Malaysia", ("C", "C", "I", "II"), "X-09"),
            ("Crates gone, 16 unexplained", ("C", "C", "I", "I"), "X-08"),
            ("Payers not party", ("C", "C", "N", "N"), "X-10"),
            ("Claim CL1, graded E3", ("C", "I", "I", "C"), "X-01"),
        )
    ),
    conclusion="H1 and H2 stay. The single item that would flip their order is CL1, and it is graded E3.",
)
RESPONSES = (
    ResponseRow(
        asked="E01",
        asked_on="2025-12-11",
        about="the article",
        reply="We have seen no substantiation of these claims.",
        stance="no knowledge",
        citations=_at("X-01.2", "p.1"),
    ),
    ResponseRow(
        asked="E08",
        asked_on="2025-12-11",
        about="the article",
        reply="We deny this. All our capacity was lawfully leased.",
        stance="denies",
        citations=_at("X-01.2", "p.2"),
    ),
    ResponseRow(asked="E06", asked_on="2026-01-08", about="papers of 2025-08-02", stance="unreachable"),
)
VIOLATIONS = (
    ViolationRow(
        jurisdiction="United States",
        provision="15 CFR 764.2 (alleged)",
        elements="Export: X-04. Knowledge: not established; L19 against the disclosure of E02.",
        status="alleged",
        limitation="2030-08-02",
        citations=_at("X-05", "row 118"),
    ),
    ViolationRow(
        jurisdiction="Malaysia",
        provision="STA 2010, section 12 (alleged)",
        elements="Notice of a known or suspected activity: none found for 2025-08-02.",
        status="alleged",
        limitation="not determined",
        citations=_at("X-05", "row 118"),
    ),
)
GAPS = Gaps(
    questions=(
        Question(text="Who used the servers after August 2025?", state="open"),
        Question(
            text="Were the 72 packages complete servers?", state="answered", answer="Very likely; see judgement 1."
        ),
    ),
    tasks=(
        Task(text="Count by serial at F1", owner="Ben", due_on="2026-03-20", state="open"),
        Task(text="Consent of the originator of X-05", owner="Hal", due_on="2026-03-10", state="asked"),
    ),
    deadlines=(
        Deadline(
            name="Narrative of the disclosure of E02",
            due_on="2026-05-17",
            legal_basis="15 CFR 764.5(c), 180 days",
            note="a Sunday",
        ),
        Deadline(
            name="Limitation",
            due_on="2030-08-02",
            legal_basis="28 USC 2462, five years",
            note="confirm against the text",
        ),
    ),
)
