"""The 16 parties, persons and places, and the two end-user certificates: 18 records.

Company numbers are opaque `FICT-` strings. Values in other scripts and rounded coordinates are cited to X-14.
"""

from demo.scenarios.shapes import Entity, Rejection
from demo.scenarios.telling import entity, said
from demo.scenarios.times import east

COMPANIES = (
    entity(
        "E01",
        "Company",
        said("name", "Halvardsen Server Works Inc.", cite="X-06 sheet Models row 2", grade="A2"),
        said("jurisdiction", "US", cite="X-02.5 p.1", grade="A2"),
        said("leiCode", "FICT00HALVARDSRV0128", cite="X-06 sheet Models row 2", grade="A2"),
        said("registrationNumber", "FICT-US-DE-7120044", cite="X-06 sheet Models row 2", grade="A2"),
        said("sector", "Maker of servers", cite="X-07.1 p.1", grade="A2"),
    ),
    entity(
        "E02",
        "Company",
        said("name", "Northquill Compute Integration LLC", cite="X-02.1 p.1", grade="A2"),
        said("jurisdiction", "US", cite="X-02.1 p.1", grade="A2"),
        said("registrationNumber", "FICT-US-CA-20190288", cite="X-02.5 p.1", grade="A2"),
        said(
            "sector",
            "Integrator and exporter; USPPI of the electronic export information",
            cite="X-04.5 rows 2-5",
            grade="A2",
        ),
    ),
    entity(
        "E03",
        "Company",
        said("name", "Straits Veldrane Cloud Pte. Ltd.", cite="X-14.1 p.1", grade="A2"),
        said("jurisdiction", "SG", cite="X-14.1 p.1", grade="A2"),
        said("incorporationDate", "2023-02-14", cite="X-14.1 p.1", grade="A2"),
        said("registrationNumber", "FICT-SG-202300307", cite="X-14.1 p.1", grade="A2"),
        said("leiCode", "FICT00STRAITSVEL0307", cite="X-14.1 p.1", grade="A2"),
        said("phone", "+65 0000 0141", cite="X-14.1 p.1", grade="A2"),
    ),
    entity(
        "E04",
        "Company",
        said("name", "Selat Veldrane Data Sdn. Bhd.", cite="X-14.2 p.1", grade="A2"),
        said("jurisdiction", "MY", cite="X-14.2 p.1", grade="A2"),
        said("registrationNumber", "FICT-MY-202301004411", cite="X-14.2 p.1", grade="A2"),
        said("sector", "Tenant of Veldrane Ridge DC-2", cite="X-12.2 p.1"),
    ),
    entity(
        "E05",
        "Company",
        said("name", "Kestrelwick Bay Logistics Sdn. Bhd.", cite="X-05.2", grade="A2"),
        said("jurisdiction", "MY", cite="X-05.2", grade="A2"),
        said("registrationNumber", "FICT-MY-201801022750", cite="X-05.3 p.1"),
        said("sector", "Forwarder; bonded Unit 14-C", cite="X-05.3 p.1"),
    ),
    entity(
        "E06",
        "Company",
        said("name", "Jadewick Harbour Trading (HK) Limited", cite="X-14.3 p.1", grade="A2"),
        said("name", "翡烛港贸易（香港）有限公司", cite="X-14.3 p.1", grade="A2"),
        said("jurisdiction", "HK", cite="X-14.3 p.1", grade="A2"),
        said("registrationNumber", "FICT-HK-3300642", cite="X-14.3 p.1", grade="A2"),
        said("leiCode", "FICT00JADEWICKHK0642", cite="X-14.3 p.1", grade="A2"),
        said("phone", "+852 0000 0177", cite="X-14.3 p.1", grade="A2"),
        said("email", "ops@jadewick.example", cite="X-08.9 p.1", grade="A2"),
    ),
    entity(
        "E07",
        "Company",
        said("name", "Duneholt Electronics FZE", cite="X-10.6 p.1", grade="A2"),
        said("jurisdiction", "AE", cite="X-10.6 p.1", grade="A2"),
        said("registrationNumber", "FICT-AE-FZ-11820", cite="X-10.6 p.1"),
        said("iban", "AE050000000000000712345", cite="X-10.6 p.1; X-10.7 p.1", grade="A2"),
    ),
    entity(
        "E08",
        "Organization",
        said("name", "Qinglanwei Cognition Laboratory", cite="X-01.1 p.1", grade="E3"),
        said("name", "青阑微认知实验室", cite="X-01.2 p.2", grade="D4"),
        said("jurisdiction", "CN", cite="X-01.2 p.2", grade="D4"),
        said("notes", "Alleged end user; model “Qinglanwei-V4”", cite="X-01.1 p.1", grade="E3"),
    ),
    entity(
        "E09",
        "Company",
        said("name", "Mingfeld Group Holdings", cite="X-14.5 p.1"),
        said("name", "鸣垅集团控股有限公司", cite="X-14.5 p.1"),
        said("jurisdiction", "CN", cite="X-14.5 p.1"),
        said(
            "notes",
            "On the Fictional Screening List, entry FSL-0042",
            cite="X-14.5 p.1",
            grade="A2",
            since="2023-11-17",
        ),
    ),
    entity(
        "E10",
        "Company",
        said("name", "Lantanhurst Nominees (BVI) Ltd.", cite="X-14.4 p.1", grade="A2"),
        said("jurisdiction", "VG", cite="X-14.4 p.1", grade="A2"),
        said("registrationNumber", "FICT-VG-2098815", cite="X-14.4 p.1", grade="A2"),
        said("phone", "+852 0000 0177", cite="X-14.4 p.1", grade="A2"),
    ),
)

PERSONS = (
    entity(
        "P1",
        "Person",
        said("name", "Marcus Tay-Lindqvist", cite="X-14.1 p.1", grade="A2"),
        said(
            "position",
            "Director of E03 and E04; signs the end-user certificates",
            cite="X-14.1 p.1; X-14.2 p.1",
            grade="A2",
        ),
    ),
    entity(
        "P2",
        "Person",
        said("name", "Ilse Varga-Chong", cite="X-05.3 p.1"),
        said("position", "Operations manager of E05", cite="X-05.3 p.1"),
    ),
    entity(
        "P3",
        "Person",
        said("name", "Dorian Pak-Whitlock", cite="X-14.3 p.1; X-14.4 p.1", grade="A2"),
        said("position", "Nominee director of E06 and E10", cite="X-14.3 p.1; X-14.4 p.1", grade="A2"),
        said("email", "dpw@lantanhurst.example", cite="X-14.4 p.1", grade="A2"),
    ),
    entity(
        "P4",
        "Person",
        said("name", "Ottoline Feng-Abara", cite="X-02.5 p.1", grade="A2"),
        said("position", "Sales director of E02", cite="X-02.5 p.1", grade="A2"),
    ),
)

PLACES = (
    entity(
        "F1",
        "Facility",
        said("name", "Veldrane Ridge DC-2", cite="X-12.2 p.1", grade="A2"),
        said("address", "Veldrane Ridge DC-2, Johor", cite="X-12.2 p.1", grade="A2"),
        said("country", "MY", cite="X-12.2 p.1", grade="A2"),
        said("contractedKw", "2000", cite="X-12.2 p.1", grade="A2"),
        said("meteredKw", "740", cite="X-12.1 rows 2-8833", grade="A2"),
        said("coordinates", "1.50 N 103.70 E", cite="X-14.5 p.1"),
    ),
    entity(
        "F2",
        "Facility",
        said("name", "Unit 14-C", cite="X-05.3 p.1"),
        said("address", "Unit 14-C, Port Klang free zone", cite="X-05.3 p.1"),
        said("country", "MY", cite="X-05.3 p.1"),
        said("coordinates", "3.00 N 101.35 E", cite="X-14.5 p.1"),
    ),
)

CERTIFICATES = (
    entity(
        "EUC-1",
        "Document",
        said("name", "End-user certificate EUC-1", cite="X-03.1 p.1", grade="D3"),
        said("date", "2024-10-28", cite="X-03.1 p.1", grade="D3"),
        said("referenceNumber", "EUC-1", cite="X-03.1 p.1", grade="D3"),
        said("summary", "80 H200 servers of PO-1 for Selat Veldrane Data Sdn. Bhd.", cite="X-03.1 p.1", grade="D3"),
    ),
    entity(
        "EUC-2",
        "Document",
        said("name", "End-user certificate EUC-2", cite="X-03.2 p.1", grade="D3"),
        said("date", "2025-01-22", cite="X-03.2 p.1", grade="D3"),
        said("referenceNumber", "EUC-2", cite="X-03.2 p.1", grade="D3"),
        said(
            "summary",
            "240 B200 servers of PO-2 to PO-4 for Selat Veldrane Data Sdn. Bhd.",
            cite="X-03.2 p.1",
            grade="D3",
        ),
    ),
)

ENTITIES: tuple[Entity, ...] = (*COMPANIES, *PERSONS, *PLACES, *CERTIFICATES)

REJECTIONS = (
    Rejection(
        entity="E06",
        other_case="GR-2024-030",
        other="E01",
        reason="A florist in Vancouver: another register number, telephone and domain; only the name sounds alike.",
        by="Ben",
        at=east("2025-06-27 11:20"),
    ),
)
