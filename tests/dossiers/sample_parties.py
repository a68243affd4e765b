"""Parties and links of the sample, after the tables of the demonstration case."""

from dossiers.domain.document import (
    Citation,
    Identifier,
    Name,
    Network,
    NetworkLink,
    NetworkNode,
    Ownership,
    Party,
    Screening,
    Statement,
)


def _at(exhibit: str, pin: str = "") -> tuple[Citation, ...]:
    return (Citation(exhibit=exhibit, pin=pin),)


def _company(id: str, name: str, *identifiers: Identifier, role: str, other: tuple[Name, ...] = (), **more) -> Party:
    statements = (
        Statement(
            property="Legal form",
            value="company limited by shares",
            grade="A2",
            validity="from registration",
            citations=_at("X-14", "p.2"),
        ),
        Statement(
            property="Activity",
            value="as entered in the register; no employees shown",
            grade="B3",
            citations=_at("X-14", "p.3"),
        ),
    )
    return Party(
        id=id,
        kind="Company",
        names=(Name(text=name), *other),
        roles=(role,),
        identifiers=identifiers,
        statements=statements,
        **more,
    )


def _person(id: str, name: str, *, role: str, pin: str) -> Party:
    statements = (
        Statement(property="Position", value=role, grade="A2", validity="2023 to now", citations=_at("X-14", pin)),
    )
    return Party(id=id, kind="Person", names=(Name(text=name),), roles=(role,), statements=statements)


def _lei(value: str) -> Identifier:
    return Identifier(kind="LEI", value=value, check="passes (mod 97-10)", citations=_at("X-14", "p.1"))


PHONE = Identifier(kind="Telephone", value="+852 0000 0177", check="no check exists", citations=_at("X-14", "p.7"))
E09_SCREENING = (
    Screening(
        list_name="Fictional Screening List FSL-0042",
        list_date="2023-11-17",
        result="listed; decided to be the same by Ada",
    ),
)
E03_OWNERSHIP = (
    Ownership(owner="E10", owned="E03", share="60 %", as_of="2024-03-01", citations=_at("X-14", "p.5")),
    Ownership(owner="E03", owned="E04", share="100 %", as_of="2023-05-02", citations=_at("X-14", "p.6")),
)
PARTIES = (
    _company("E01", "Halvardsen Server Works Inc.", _lei("FICT00HALVARDSRV0128"), role="maker"),
    _company("E02", "Northquill Compute Integration LLC", role="integrator and exporter"),
    _company(
        "E03",
        "Straits Veldrane Cloud Pte. Ltd.",
        _lei("FICT00STRAITSVEL0307"),
        role="buyer",
        ownership=E03_OWNERSHIP,
        tags=("payer not party",),
        notes_html="<p>Registered five weeks before the first quotation. <em>Two</em> filings give another address.</p>"
        "<ul><li>filing of 2024-03-04</li><li>filing of 2025-01-09</li></ul>",
        summary="Bought all 320 servers in four orders; paid for about a quarter of them itself.",
    ),
    _company("E04", "Selat Veldrane Data Sdn. Bhd.", role="tenant"),
    _company("E05", "Kestrelwick Bay Logistics Sdn. Bhd.", role="forwarder"),
    _company(
        "E06",
        "Jadewick Harbour Trading (HK) Limited",
        _lei("FICT00JADEWICKHK0642"),
        PHONE,
        Identifier(
            kind="Container",
            value="ZZXU1042170",
            check="check digit is 0, expected 9",
            is_suspect=True,
            citations=_at("X-05", "row 44"),
        ),
        role="payer, consignee",
        other=(
            Name(text="翡烛港贸易（香港）有限公司", language="zh-Hans"),
            Name(text="翡燭港貿易（香港）有限公司", language="zh-Hant", note="as on the seal"),
        ),
        tags=("payer not party", "shared telephone"),
    ),
    _company(
        "E07",
        "Duneholt Electronics FZE",
        Identifier(kind="IBAN", value="AE050000000000000712345", check="passes (mod 97)", citations=_at("X-10", "p.4")),
        role="payer",
        other=(Name(text="دونهولت للإلكترونيات", language="ar"),),
    ),
    _company(
        "E08",
        "Qinglanwei Cognition Laboratory",
        role="alleged end user",
        other=(Name(text="青阑微认知实验室", language="zh-Hans"),),
    ),
    _company(
        "E09",
        "Mingfeld Group Holdings",
        role="alleged parent",
        other=(Name(text="鸣垅集团控股有限公司", language="zh-Hans"),),
        screening=E09_SCREENING,
    ),
    _company("E10", "Lantanhurst Nominees (BVI) Ltd.", PHONE, role="nominee shareholder"),
    _person("P1", "Marcus Tay-Lindqvist", role="director of E03 and E04", pin="p.5"),
    _person("P2", "Ilse Varga-Chong", role="operations manager of E05", pin="p.6"),
    _person("P3", "Dorian Pak-Whitlock", role="nominee director", pin="p.8"),
    _person("P4", "Ottoline Feng-Abara", role="sales director of E02", pin="p.9"),
)
_PLACES = (
    NetworkNode(id="F1", kind="place", label="Veldrane Ridge DC-2"),
    NetworkNode(id="F2", kind="place", label="Unit 14-C, Port Klang"),
    NetworkNode(id="EUC-1", kind="document", label="Certificate EUC-1"),
    NetworkNode(id="EUC-2", kind="document", label="Certificate EUC-2"),
)
_LINKS = (
    ("L01", "sold to", "E01", "E02", "320 servers", "2024-09 to 2025-04", "high", "X-06"),
    ("L02", "sold to", "E02", "E03", "320 servers, USD 122.8m", "2024-09 to 2025-04", "high", "X-02"),
    ("L03", "owns", "E03", "E04", "100 %", "from 2023-05-02", "high", "X-14"),
    ("L04", "owns", "E10", "E03", "60 %", "from 2024-03-01", "moderate", "X-14"),
    ("L05", "owns", "E09", "E10", "51 %, leaked ledger", "from 2024-02-20", "low", "X-11.4"),
    ("L06a", "directs", "P1", "E03", "", "from 2023", "high", "X-14"),
    ("L06b", "directs", "P1", "E04", "", "from 2023", "high", "X-14"),
    ("L07a", "directs", "P3", "E06", "", "from 2024", "high", "X-14"),
    ("L07b", "directs", "P3", "E10", "", "from 2024", "high", "X-14"),
    ("L08", "paid", "E06", "E02", "6 payments, USD 78.9m", "2025", "high", "X-10"),
    ("L09", "paid", "E07", "E02", "2 payments, USD 12.5m", "2025-03-11", "high", "X-10"),
    ("L10", "paid", "E03", "E02", "3 payments, USD 31.4m", "2024 to 2025", "high", "X-10"),
    ("L11a", "signed", "P1", "EUC-1", "", "2024-10-28", "high", "X-03"),
    ("L11b", "signed", "P1", "EUC-2", "", "2025-01-22", "high", "X-03"),
    ("L12", "forwarded for", "E05", "E04", "", "from 2025", "high", "X-05"),
    ("L13", "stored goods at", "E05", "F2", "", "2025-06 to 2025-08", "moderate", "X-11"),
    ("L14", "leases", "E04", "F1", "", "from 2025-01", "high", "X-12"),
    ("L15", "exported to", "E04", "E06", "72 packages, 13,700 kg", "2025-08-02", "high", "X-05"),
    ("L16", "shares telephone with", "E06", "E10", "+852 0000 0177", "", "high", ""),
    ("L17", "asked for repair at", "E06", "E01", "units of SH2", "2025-10-07", "high", "X-08.9"),
    ("L18", "shares an executive with", "E08", "E09", "", "from 2022", "low", "X-01"),
    ("L19", "messaged", "P4", "P1", "about the end user's line", "2025-01-21", "moderate", "X-11.2"),
    ("L20", "named as directing work at", "P2", "F2", "", "2025-07-29", "low", "X-11"),
)
_CONTROL = {"owns", "directs", "leases"}
NETWORK = Network(
    nodes=(
        *(
            NetworkNode(id=party.id, kind="person" if party.kind == "Person" else "organisation", label=party.name)
            for party in PARTIES
        ),
        *_PLACES,
    ),
    links=tuple(
        NetworkLink(
            id=id,
            kind=kind,
            source=source,
            target=target,
            detail=detail,
            validity=validity,
            confidence=confidence,
            is_derived=id == "L16",
            is_control=kind in _CONTROL,
            citations=_at(exhibit, "p.1") if exhibit else (),
        )
        for id, kind, source, target, detail, validity, confidence, exhibit in _LINKS
    ),
)
