"""Lease of the hall (X-12.2) and the registry extracts (X-14)."""

from collections.abc import Sequence

from demo.files.letterheads import NAMES, OFFICE
from demo.files.paper import Fields, Grid, Heading, Letterhead, paper

LANDLORD = Letterhead(name="Veldrane Ridge Estates", line="Johor · leases@veldraneridge.example", colour="#355a3a")
CHINESE_NAMES = {"E06": "翡烛港贸易（香港）有限公司", "E08": "青阑微认知实验室", "E09": "鸣垅集团控股有限公司"}


def _register(place: str, *, colour: str) -> Letterhead:
    return Letterhead(name=f"Register of companies, {place}", line="Extract, 26 June 2025 · fictional", colour=colour)


def _extract(
    head: Letterhead, company: str, *, fields: Sequence[tuple[str, str]], persons: Sequence[Sequence[str]]
) -> bytes:
    grid = Grid(head=("Name", "Capacity", "Share", "Since", "Filed"), rows=persons, shares=(34, 22, 10, 17, 17))
    blocks = (Fields(fields), Heading("Officers and members"), grid)
    return paper(head, f"Extract: {company}", blocks=blocks)


def make_lease() -> bytes:
    """2.0 MW of IT load from 1 January 2025."""
    fields = Fields(
        (
            ("Landlord", LANDLORD.name),
            ("Tenant", NAMES["E04"]),
            ("Premises", "Veldrane Ridge DC-2, Johor, Hall 2"),
            ("Term", "from 2025-01-01, five years"),
            ("Power", "2.0 MW of IT load, no more"),
            ("Guarantor", NAMES["E03"]),
        )
    )
    text = (
        "1. The tenant may draw up to 2.0 MW (2,000 kW) of IT load. The landlord meters every quarter of an hour.",
        "2. The tenant does not sublet without consent.",
        "3. Goods may be brought in and out through dock C; the landlord keeps no list of goods.",
        "Signed on 18 November 2024. For the tenant: Marcus Tay-Lindqvist, Director.",
    )
    return paper(LANDLORD, "Lease of data hall", blocks=(fields, *text))


def make_extract_sg() -> bytes:
    """E03."""
    return _extract(
        _register("Singapore", colour="#8a2433"),
        NAMES["E03"],
        fields=(
            ("Number", "FICT-SG-202300307"),
            ("Incorporated", "2023-02-14"),
            ("LEI", "FICT00STRAITSVEL0307"),
            ("Telephone", "+65 0000 0141"),
        ),
        persons=(
            ("Marcus Tay-Lindqvist", "director", "", "2023-02-14", "2023-02-14"),
            (NAMES["E10"], "member", "60 %", "2024-03-01", "2024-03-06"),
            ("Marcus Tay-Lindqvist", "member", "40 %", "2024-03-01", "2024-03-06"),
        ),
    )


def make_extract_my() -> bytes:
    """E04."""
    return _extract(
        _register("Malaysia", colour="#24476b"),
        NAMES["E04"],
        fields=(
            ("Number", "FICT-MY-202301004411"),
            ("Incorporated", "2023-04-11"),
            ("Registered office", "Veldrane Ridge DC-2, Johor"),
            ("Business", "Data processing"),
        ),
        persons=(
            ("Marcus Tay-Lindqvist", "director", "", "2023-05-02", "2023-05-04"),
            (NAMES["E03"], "member", "100 %", "2023-05-02", "2023-05-04"),
        ),
    )


def make_extract_hk() -> bytes:
    """E06."""
    return _extract(
        _register("Hong Kong", colour="#16636b"),
        NAMES["E06"],
        fields=(
            ("Name in Chinese", CHINESE_NAMES["E06"]),
            ("Number", "FICT-HK-3300642"),
            ("LEI", "FICT00JADEWICKHK0642"),
            ("Telephone", "+852 0000 0177"),
        ),
        persons=(("Dorian Pak-Whitlock", "director (nominee)", "", "2024-01-15", "2024-01-22"),),
    )


def make_extract_bvi() -> bytes:
    """E10; its members are not open to inspection."""
    return _extract(
        _register("British Virgin Islands", colour="#1d4d70"),
        NAMES["E10"],
        fields=(
            ("Number", "FICT-VG-2098815"),
            ("Telephone", "+852 0000 0177"),
            ("Contact", "dpw@lantanhurst.example"),
            ("Members", "not open to inspection"),
        ),
        persons=(("Dorian Pak-Whitlock", "director (nominee)", "", "2024-02-05", "2024-02-12"),),
    )


def make_names_and_places() -> bytes:
    """Names in original script, the entry on the Fictional Screening List, rounded positions."""
    names = Grid(
        head=("Name", "Original script", "Found in"),
        rows=(
            (NAMES["E06"], CHINESE_NAMES["E06"], "register, Hong Kong"),
            (NAMES["E08"], CHINESE_NAMES["E08"], "own publications"),
            (NAMES["E09"], CHINESE_NAMES["E09"], "Fictional Screening List, FSL-0042, since 2023-11-17"),
        ),
        shares=(38, 32, 30),
    )
    places = Grid(
        head=("Place", "Rounded position", "Found in"),
        rows=(
            ("Veldrane Ridge DC-2, Johor", "1.50 N 103.70 E", "land register"),
            ("Unit 14-C, Port Klang free zone", "3.00 N 101.35 E", "plan of the free zone"),
            ("Network AS64505", "22.30 N 114.20 E", "routing register, Hong Kong"),
            ("Network AS64500", "1.50 N 103.70 E", "routing register, Malaysia"),
        ),
        shares=(38, 32, 30),
    )
    return paper(
        OFFICE, "Names and places from open registers", blocks=(Heading("Names"), names, Heading("Places"), places)
    )
