"""The 16 parties, persons and places, and the two end-user certificates: 18 records.

Company numbers are opaque `FICT-` strings. Values in other scripts and rounded coordinates are cited to X-14.
"""

from demo.scenarios.shapes import Entity
from demo.scenarios.telling import entity, said

COMPANIES = (
    entity(
        "E01",
        "Company",
        said("name", "Halvardsen Server Works Inc.", "X-06 sheet Models row 2", grade="A2"),
        said("jurisdiction", "US", "X-02.5 p.1", grade="A2"),
        said("leiCode", "FICT00HALVARDSRV0128", "X-06 sheet Models row 2", grade="A2"),
        said("registrationNumber", "FICT-US-DE-7120044", "X-06 sheet Models row 2", grade="A2"),
        said("sector", "Maker of servers", "X-07.1 p.1", grade="A2"),
    ),
    entity(
        "E02",
        "Company",
        said("name", "Northquill Compute Integration LLC", "X-02.1 p.1", grade="A2"),
        said("jurisdiction", "US", "X-02.1 p.1", grade="A2"),
        said("registrationNumber", "FICT-US-CA-20190288", "X-02.5 p.1", grade="A2"),
        said(
            "sector",
            "Integrator and exporter; USPPI of the electronic export information",
            "X-04.5 rows 2-5",
            grade="A2",
        ),
    ),
    entity(
        "E03",
        "Company",
        said("name", "Straits Veldrane Cloud Pte. Ltd.", "X-14.1 p.1", grade="A2"),
        said("jurisdiction", "SG", "X-14.1 p.1", grade="A2"),
        said("incorporationDate", "2023-02-14", "X-14.1 p.1", grade="A2"),
        said("registrationNumber", "FICT-SG-202300307", "X-14.1 p.1", grade="A2"),
        said("leiCode", "FICT00STRAITSVEL0307", "X-14.1 p.1", grade="A2"),
        said("phone", "+65 0000 0141", "X-14.1 p.1", grade="A2"),
    ),
    entity(
        "E04",
        "Company",
        said("name", "Selat Veldrane Data Sdn. Bhd.", "X-14.2 p.1", grade="A2"),
        said("jurisdiction", "MY", "X-14.2 p.1", grade="A2"),
        said("registrationNumber", "FICT-MY-202301004411", "X-14.2 p.1", grade="A2"),
        said("sector", "Tenant of Veldrane Ridge DC-2", "X-12.2 p.1"),
    ),
    entity(
        "E05",
        "Company",
        said("name", "Kestrelwick Bay Logistics Sdn. Bhd.", "X-05.2", grade="A2"),
        said("jurisdiction", "MY", "X-05.2", grade="A2"),
        said("registrationNumber", "FICT-MY-201801022750", "X-05.3 p.1"),
        said("sector", "Forwarder; bonded Unit 14-C", "X-05.3 p.1"),
    ),
    entity(
        "E06",
        "Company",
        said("name", "Jadewick Harbour Trading (HK) Limited", "X-14.3 p.1", grade="A2"),
        said("name", "翡烛港贸易（香港）有限公司", "X-14.3 p.1", grade="A2"),
        said("jurisdiction", "HK", "X-14.3 p.1", grade="A2"),
        said("registrationNumber", "FICT-HK-3300642", "X-14.3 p.1", grade="A2"),
        said("leiCode", "FICT00JADEWICKHK0642", "X-14.3 p.1", grade="A2"),
        said("phone", "+852 0000 0177", "X-14.3 p.1", grade="A2"),
        said("email", "ops@jadewick.example", "X-08.9 p.1", grade="A2"),
    ),
    entity(
        "E07",
        "Company",
        said("name", "Duneholt Electronics FZE", "X-10.6 p.1", grade="A2"),
        said("jurisdiction", "AE", "X-10.6 p.1", grade="A2"),
        said("registrationNumber", "FICT-AE-FZ-11820", "X-10.6 p.1"),
        said("iban", "AE050000000000000712345", "X-10.6 p.1; X-10.7 p.1", grade="A2"),
    ),
    entity(
        "E08",
        "Organization",
        said("name", "Qinglanwei Cognition Laboratory", "X-01.1 p.1", grade="E3"),
        said("name", "青阑微认知实验室", "X-01.2 p.2", grade="D4"),
        said("jurisdiction", "CN", "X-01.2 p.2", grade="D4"),
        said("notes", "Alleged end user; model “Qinglanwei-V4”", "X-01.1 p.1", grade="E3"),
    ),
    entity(
        "E09",
        "Company",
        said("name", "Mingfeld Group Holdings", "X-14.5 p.1"),
        said("name", "鸣垅集团控股有限公司", "X-14.5 p.1"),
        said("jurisdiction", "CN", "X-14.5 p.1"),
        said("notes", "On the Fictional Screening List, entry FSL-0042", "X-14.5 p.1", grade="A2", since="2023-11-17"),
    ),
    entity(
        "E10",
        "Company",
        said("name", "Lantanhurst Nominees (BVI) Ltd.", "X-14.4 p.1", grade="A2"),
        said("jurisdiction", "VG", "X-14.4 p.1", grade="A2"),
        said("registrationNumber", "FICT-VG-2098815", "X-14.4 p.1", grade="A2"),
        said("phone", "+852 0000 0177", "X-14.4 p.1", grade="A2"),
    ),
)

PERSONS = (
    entity(
        "P1",
        "Person",
        said("name", "Marcus Tay-Lindqvist", "X-14.1 p.1", grade="A2"),
        said(
            "position", "Director of E03 and E04; signs the end-user certificates", "X-14.1 p.1; X-14.2 p.1", grade="A2"
        ),
    ),
    entity(
        "P2",
        "Person",
        said("name", "Ilse Varga-Chong", "X-05.3 p.1"),
        said("position", "Operations manager of E05", "X-05.3 p.1"),
    ),
    entity(
        "P3",
        "Person",
        said("name", "Dorian Pak-Whitlock", "X-14.3 p.1; X-14.4 p.1", grade="A2"),
        said("position", "Nominee director of E06 and E10", "X-14.3 p.1; X-14.4 p.1", grade="A2"),
        said("email", "dpw@lantanhurst.example", "X-14.4 p.1", grade="A2"),
    ),
    entity(
        "P4",
        "Person",
        said("name", "Ottoline Feng-Abara", "X-02.5 p.1", grade="A2"),
        said("position", "Sales director of E02", "X-02.5 p.1", grade="A2"),
    ),
)

PLACES = (
    entity(
        "F1",
        "Facility",
        said("name", "Veldrane Ridge DC-2", "X-12.2 p.1", grade="A2"),
        said("address", "Veldrane Ridge DC-2, Johor", "X-12.2 p.1", grade="A2"),
        said("country", "MY", "X-12.2 p.1", grade="A2"),
        said("contractedKw", "2000", "X-12.2 p.1", grade="A2"),
        said("meteredKw", "740", "X-12.1 rows 2-8833", grade="A2"),
        said("coordinates", "1.50 N 103.70 E", "X-14.5 p.1"),
    ),
    entity(
        "F2",
        "Facility",
        said("name", "Unit 14-C", "X-05.3 p.1"),
        said("address", "Unit 14-C, Port Klang free zone", "X-05.3 p.1"),
        said("country", "MY", "X-05.3 p.1"),
        said("coordinates", "3.00 N 101.35 E", "X-14.5 p.1"),
    ),
)

CERTIFICATES = (
    entity(
        "EUC-1",
        "Document",
        said("name", "End-user certificate EUC-1", "X-03.1 p.1", grade="D3"),
        said("date", "2024-10-28", "X-03.1 p.1", grade="D3"),
        said("referenceNumber", "EUC-1", "X-03.1 p.1", grade="D3"),
        said("summary", "80 H200 servers of PO-1 for Selat Veldrane Data Sdn. Bhd.", "X-03.1 p.1", grade="D3"),
    ),
    entity(
        "EUC-2",
        "Document",
        said("name", "End-user certificate EUC-2", "X-03.2 p.1", grade="D3"),
        said("date", "2025-01-22", "X-03.2 p.1", grade="D3"),
        said("referenceNumber", "EUC-2", "X-03.2 p.1", grade="D3"),
        said("summary", "240 B200 servers of PO-2 to PO-4 for Selat Veldrane Data Sdn. Bhd.", "X-03.2 p.1", grade="D3"),
    ),
)

ENTITIES: tuple[Entity, ...] = (*COMPANIES, *PERSONS, *PLACES, *CERTIFICATES)
