"""HR-2025-022: fourteen modules returned by strangers. Shares two GPU serials, a company and a container."""

from dataclasses import dataclass
from datetime import date

from demo.scenarios.custody import regular
from demo.scenarios.paper_lantern.people import SMALLER_TEAM
from demo.scenarios.shapes import Case, Entry, Exhibit, Move, Part, Question, Receipt, cites
from demo.scenarios.telling import entity, link, said
from demo.scenarios.times import east

CONTAINER = "ZZXU1042332"
SHARED_SERIALS = ("1650000163002", "1650000163006")  # slots 2 and 6 of HVS25B0083, lot SH2


@dataclass(frozen=True, kw_only=True)
class ReturnedModule:
    """One module that somebody asked to return."""

    serial: str
    asked_on: date
    requester: str
    fault: str


_FAULTS = ("no link on port 3", "thermal trip", "memory errors after start", "not detected")
_OTHER_SERIALS = tuple(f"1640009{number:06}" for number in range(104, 116))
RETURNS = tuple(
    ReturnedModule(
        serial=serial,
        asked_on=date(2025, 9, 1 + 2 * place) if serial not in SHARED_SERIALS else date(2025, 10, 7),
        requester="Jadewick Harbour Trading (HK) Limited"
        if place % 3 == 0 or serial in SHARED_SERIALS
        else "Lamtin Parts Desk",
        fault=_FAULTS[place % len(_FAULTS)],
    )
    for place, serial in enumerate((*_OTHER_SERIALS, *SHARED_SERIALS))
)


def _exhibit(number: str, *, title: str, filename: str, source: str, day: str) -> Exhibit:
    receipt = Receipt(
        parts=(Part(number=number, filename=filename, title=title),),
        source=source,
        acquired_by="Ben",
        acquired_at=east(f"{day} 09:40"),
        received_at=east(f"{day} 10:10"),
        method="Sent through the office's upload page",
    )
    return Exhibit(number=number, title=title, marking="TLP:AMBER", releasability="releasable", receipts=(receipt,))


EXHIBITS = (
    _exhibit(
        "X-01",
        title="Fourteen modules with serials and faults",
        filename="returned-modules.csv",
        source="Service desk of the maker, by consent",
        day="2025-10-14",
    ),
    _exhibit(
        "X-02",
        title="Arrival notice of a container",
        filename="arrival-notice.pdf",
        source="Terminal operator, by consent",
        day="2025-10-16",
    ),
)

RMA_RING = Case(
    reference="HR-2025-022",
    title="Returns by strangers",
    summary="Fourteen GPU modules were returned for replacement by firms that never bought them; two are of lot SH2.",
    marking="TLP:AMBER",
    opened_by="Ada",
    opened_at=east("2025-10-13 09:00"),
    team=SMALLER_TEAM,
    moves=(
        Move(
            transition="triage",
            by="Ada",
            at=east("2025-10-13 09:30"),
            reason="The maker's service desk reports a pattern.",
        ),
        Move(
            transition="open_preliminary",
            by="Ada",
            at=east("2025-10-14 09:00"),
            reason="The list of serials can be checked against ship lists.",
        ),
    ),
    questions=(Question(text="Where did the fourteen modules come from?", by="Ben", at=east("2025-10-14 11:00")),),
    entities=(
        entity(
            "E01",
            "Company",
            said("name", "Jadewick Harbour Trading (HK) Limited", cite="X-01 row 2", grade="A2"),
            said("jurisdiction", "HK", cite="X-02 p.1"),
            said("email", "ops@jadewick.example", cite="X-02 p.1"),
        ),
        entity(
            "E02",
            "Company",
            said("name", "Lamtin Parts Desk", cite="X-01 row 3"),
            said("jurisdiction", "HK", cite="X-01 row 3", grade="F6"),
        ),
        entity(
            "D1",
            "Document",
            said("name", "Request to return two modules of 7 October 2025", cite="X-01 rows 14-15", grade="A2"),
            said("date", "2025-10-07", cite="X-01 rows 14-15", grade="A2"),
            *(
                said("serialNumber", serial, cite=f"X-01 row {row}", grade="A2")
                for row, serial in enumerate(SHARED_SERIALS, start=14)
            ),
        ),
        entity(
            "S1",
            "Shipment",
            said("name", "Container at Kwai Tsing", cite="X-02 p.1", grade="A2"),
            said("containerNumber", CONTAINER, cite="X-02 p.1", grade="A2"),
        ),
    ),
    links=(
        link("L01", "D1 E01", kind="mentions", conf="high", cite="X-01 rows 14-15"),
        link(
            "L02",
            "S1 E01",
            kind="consigned_to",
            conf="moderate",
            cite="X-02 p.1",
            since="2025-08-06",
            until="2025-08-06",
        ),
        link("L03", "E02 E01", kind="associated_with", conf="low", cite="X-01 rows 2-15", since="2025-09"),
    ),
    exhibits=EXHIBITS,
    custody=tuple(regular(one, receipt) for one in EXHIBITS for receipt in one.receipts),
    chronology=(
        Entry(
            number="EV01",
            date_text="2025-08-06",
            zone="+08:00",
            precision="day",
            summary=f"Container {CONTAINER} arrives in Hong Kong",
            parties=("S1", "E01"),
            citations=cites("X-02 p.1"),
        ),
        Entry(
            number="EV02",
            date_text="2025-10-07",
            zone="+08:00",
            precision="day",
            summary="Two of the fourteen modules are announced for return",
            parties=("E01", "D1"),
            citations=cites("X-01 rows 14-15"),
        ),
    ),
)
