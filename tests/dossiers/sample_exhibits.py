"""Exhibits and custody of the sample; photographs are drawn."""

import hashlib
import io
import random

from PIL import Image, ImageDraw

from dossiers.domain.document import Custody, CustodyKind, CustodyRow, ExhibitSheet, Fact

_FILES = (
    ("X-01", "Article and statements", "capture.warc.gz", "application/gzip", "open source", "TLP:CLEAR", "2025-12-10"),
    ("X-02", "Orders and invoices", "orders.zip", "application/zip", "E02, by consent", "TLP:AMBER", "2025-06-30"),
    (
        "X-03",
        "End-user certificates",
        "certificates.pdf",
        "application/pdf",
        "E02, by consent",
        "TLP:AMBER",
        "2025-06-30",
    ),
    (
        "X-04",
        "Waybills and export filings",
        "waybills.pdf",
        "application/pdf",
        "E02, by consent",
        "TLP:AMBER",
        "2025-07-02",
    ),
    ("X-05", "Customs entries", "k1_imports.csv", "text/csv", "partner customs agency", "TLP:AMBER", "2025-08-12"),
    (
        "X-06",
        "Ship list",
        "shiplist.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "E01, by consent",
        "TLP:AMBER",
        "2025-06-24",
    ),
    ("X-07", "Photographs of the visit", "IMG_2041.jpg", "image/jpeg", "E01, by consent", "TLP:AMBER", "2025-07-18"),
    ("X-08", "Identity dump", "redfish.json", "application/json", "checking officer", "TLP:AMBER", "2025-09-13"),
    ("X-09", "Telemetry", "checkins.csv", "text/csv", "E01, by consent", "TLP:AMBER", "2025-10-21"),
    ("X-10", "Bank advices", "advices.pdf", "application/pdf", "bank under order", "TLP:AMBER", "2025-10-15"),
    ("X-12", "Metering and lease", "metering.csv", "text/csv", "landlord, by consent", "TLP:AMBER", "2025-09-03"),
    ("X-13", "Listing and photograph", "listing.png", "image/png", "open source", "TLP:CLEAR", "2025-08-22"),
    ("X-14", "Extracts of registers", "registers.pdf", "application/pdf", "open source", "TLP:CLEAR", "2025-06-26"),
)
_PICTURED = ("X-03", "X-07", "X-10", "X-13")


def exhibits(pictures: list[str]) -> tuple[ExhibitSheet, ...]:
    """All sheets; four of them show a picture when there are pictures."""
    shown = dict(zip(_PICTURED, pictures, strict=False))
    return tuple(_sheet(row, picture=shown.get(row[0], "")) for row in _FILES)


def _sheet(row, *, picture) -> ExhibitSheet:
    number, title, name, found, source, marking, received = row
    return ExhibitSheet(
        number=number,
        title=title,
        description="Taken in whole; the original was not opened for writing. What it shows is pinned above.",
        file_name=name,
        type_found=found,
        type_declared="text/plain" if number == "X-05" else found,
        size=f"{len(title) * 48_611:,} bytes",
        sha256=hashlib.sha256(number.encode()).hexdigest(),
        source=source,
        grade="B2",
        received=f"{received} 10:00 (+08:00) by Fay",
        acquired=f"{received} 09:00 (+08:00)",
        acquired_by="collector",
        marking=marking,
        releasability="originator's consent outstanding" if number == "X-05" else "releasable",
        fixity="equal on 2026-03-01",
        outcome="text and pages extracted",
        is_redacted=number == "X-05",
        facts=(Fact(name="Bates", value=f"PL2025001-{len(title) * 7:06d}"),),
        thumbnail_sha256=picture,
        no_thumbnail="no preview: the type has no pages",
    )


def _act(exhibit: str, when: str, *, action: str, giver: str, taker: str) -> CustodyRow:
    event_hash = hashlib.sha256(f"{exhibit}{when}{action}".encode()).hexdigest()
    return CustodyRow(when=when, action=action, from_holder=giver, to_holder=taker, event_hash=event_hash)


def _custody(number: str, *, source: str, received: str) -> Custody:
    rows = (
        _act(number, f"{received} 01:00Z", action="collected", giver=source, taker="collector"),
        _act(number, f"{received} 02:00Z", action="transferred", giver="collector", taker="Fay"),
        _act(number, f"{received} 02:05Z", action="acknowledged", giver="", taker="Fay"),
    )
    return Custody(exhibit=number, rows=(*rows, *_IRREGULAR.get(number, ())))


_IRREGULAR = {
    "X-05": (
        _act("X-05", "2025-08-13 02:00Z", action="transferred", giver="Fay", taker="translator"),
        CustodyRow(
            kind=CustodyKind.UNACKNOWLEDGED,
            action="the transfer of 2025-08-13 to the translator has no acknowledgement",
        ),
        _act("X-05", "2025-08-15 03:30Z", action="returned", giver="translator", taker="Fay"),
    ),
    "X-08": (
        CustodyRow(kind=CustodyKind.GAP, action="63 h 25 min without a holder, 2025-09-10 09:40Z to 2025-09-13 01:05Z"),
    ),
    "X-13": (
        CustodyRow(
            kind=CustodyKind.OVERLAP, action="4 h 30 min with two holders, Ben and Fay, 2025-08-22 02:00Z to 06:30Z"
        ),
    ),
}
CUSTODY = tuple(_custody(number, source=source, received=received) for number, _, _, _, source, _, received in _FILES)


def rack_photograph(number: int) -> bytes:
    """A JPEG of a rack with lit units, the same for the same number."""
    shades = random.Random(number)
    picture = Image.new("RGB", (480, 320), (18, 24, 30))
    pen = ImageDraw.Draw(picture)
    for left in range(15, 465, 75):
        pen.rectangle((left, 20, left + 63, 300), fill=(28, 34, 40), outline=(90, 98, 106), width=2)
        for top in range(28, 290, 18):
            pen.rectangle((left + 6, top, left + 57, top + 12), fill=(60, 60, shades.randrange(60, 90)))
            if shades.random() < 0.7:
                pen.ellipse((left + 47, top + 3, left + 53, top + 9), fill=(70, 190, shades.randrange(90, 160)))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
