"""The 23 link records of the twenty links: 22 asserted, one derived (L16).

L06, L07 and L11 have two objects each; their records share the number.
"""

from demo.scenarios.telling import link

_LOT = {"quantity": "320", "unit": "servers", "item": "eight-GPU servers"}
_FIRST, _LAST = "2024-09", "2025-04"


def _paid(amount: str, payments: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD", "payments": payments}


LINKS = (
    link(
        "L01",
        "E01 E02",
        kind="sold_to",
        conf="high",
        cite="X-06 sheet Servers rows 2-321",
        since=_FIRST,
        until=_LAST,
        properties=_LOT,
    ),
    link(
        "L02",
        "E02 E03",
        kind="sold_to",
        conf="high",
        cite="X-02.5 p.1; X-02.6 p.1; X-02.7 p.1; X-02.8 p.1",
        since=_FIRST,
        until=_LAST,
        properties=_LOT | {"amount": "122800000", "currency": "USD", "reference": "PO-1 to PO-4"},
    ),
    link(
        "L03",
        "E03 E04",
        kind="owns",
        conf="high",
        cite="X-14.2 p.1",
        since="2023-05-02",
        properties={"share_percent": "100"},
    ),
    link(
        "L04",
        "E10 E03",
        kind="owns",
        conf="moderate",
        cite="X-14.1 p.1",
        since="2024-03-01",
        properties={"share_percent": "60"},
    ),
    link(
        "L05",
        "E09 E10",
        kind="owns",
        conf="low",
        cite="X-11.4 p.1",
        since="2024-02-20",
        properties={"share_percent": "51"},
    ),
    link(
        "L06", "P1 E03", kind="directs", conf="high", cite="X-14.1 p.1", since="2023", properties={"role": "director"}
    ),
    link(
        "L06", "P1 E04", kind="directs", conf="high", cite="X-14.2 p.1", since="2023", properties={"role": "director"}
    ),
    link(
        "L07",
        "P3 E06",
        kind="directs",
        conf="high",
        cite="X-14.3 p.1",
        since="2024",
        properties={"role": "nominee director"},
    ),
    link(
        "L07",
        "P3 E10",
        kind="directs",
        conf="high",
        cite="X-14.4 p.1",
        since="2024",
        properties={"role": "nominee director"},
    ),
    link(
        "L08",
        "E06 E02",
        kind="paid",
        conf="high",
        cite="X-10.4 p.1; X-10.5 p.1; X-10.8 p.1; X-10.9 p.1; X-10.10 p.1; X-10.11 p.1",
        since="2025-02-06",
        until="2025-05-19",
        properties=_paid("78900000", "6"),
    ),
    link(
        "L09",
        "E07 E02",
        kind="paid",
        conf="high",
        cite="X-10.6 p.1; X-10.7 p.1",
        since="2025-03-11",
        until="2025-03-11",
        properties=_paid("12500000", "2"),
    ),
    link(
        "L10",
        "E03 E02",
        kind="paid",
        conf="high",
        cite="X-10.1; X-10.2; X-10.3",
        since="2024-09-17",
        until="2025-02-03",
        properties=_paid("31400000", "3"),
    ),
    link("L11", "P1 EUC-1", kind="signed", conf="high", cite="X-03.1 p.1", since="2024-10-28", until="2024-10-28"),
    link("L11", "P1 EUC-2", kind="signed", conf="high", cite="X-03.2 p.1", since="2025-01-22", until="2025-01-22"),
    link("L12", "E04 E05", kind="forwarded_by", conf="high", cite="X-05.2", since="2025"),
    link("L13", "E05 F2", kind="stored_at", conf="moderate", cite="X-11.3", since="2025-06", until="2025-08"),
    link("L14", "F1 E04", kind="leased_to", conf="high", cite="X-12.2 p.1", since="2025-01"),
    link(
        "L15",
        "E04 E06",
        kind="shipped_to",
        conf="high",
        cite="X-05.2; X-05.3 p.1",
        since="2025-08-02",
        until="2025-08-02",
        properties={
            "item": "chassis parts",
            "packages": "72",
            "hs_code": "8473.30",
            "weight_kg": "13700",
            "route": "Port Klang to Hong Kong",
        },
    ),
    link("L16", "E06 E10", kind="shares_phone", conf="high", cite="X-14.3 p.1; X-14.4 p.1", is_derived=True),
    link(
        "L17",
        "E06 E01",
        kind="communicated_with",
        conf="high",
        cite="X-08.9 p.1",
        since="2025-10-07",
        until="2025-10-07",
        properties={"channel": "request to return two modules of SH2 (RMA)", "reference": "RMA-2025-10-0719"},
    ),
    link(
        "L18",
        "E08 E09",
        kind="associated_with",
        conf="low",
        cite="X-01.1 p.1",
        since="2022",
        properties={"role": "shared executive"},
    ),
    link(
        "L19",
        "P4 P1",
        kind="communicated_with",
        conf="moderate",
        cite="X-11.2 part message 6",
        since="2025-01-21",
        until="2025-01-21",
        properties={"channel": "chat: “keep end user line as agreed”"},
    ),
    link(
        "L20",
        "P2 F2",
        kind="associated_with",
        conf="low",
        cite="X-11.2 part note of 29 July",
        since="2025-07-29",
        until="2025-07-29",
        properties={"role": "named as directing the repacking"},
    ),
)
