"""The fourteen exhibits: files, where from, when, marking, releasability, walls."""

from demo.scenarios.paper_lantern.orders import ORDERS, PAYMENTS, SHIPMENTS
from demo.scenarios.paper_lantern.people import FIRST_TIP_READERS, TIP_READERS
from demo.scenarios.paper_lantern.photographs import oem_photos, psv_photos
from demo.scenarios.shapes import Exhibit, Part, Receipt
from demo.scenarios.times import east, pacific, universal

AMBER, RED, CLEAR = "TLP:AMBER", "TLP:RED", "TLP:CLEAR"
ORDERS_ZIP = "orders-and-invoices.zip"
E01, E02 = "Halvardsen Server Works Inc.", "Northquill Compute Integration LLC"
SECOND_COPY_AWB = "000-44115360"


def _part(line: str, *, member_of: str = "") -> Part:
    number, filename, title = (cell.strip() for cell in line.split("|"))
    return Part(number=number, filename=filename, title=title, member_of=member_of)


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(_part(line) for line in text.strip().splitlines())


def _order_parts() -> tuple[Part, ...]:
    orders = [
        f"X-02.{place} | {order.number}.pdf | Purchase order {order.number}" for place, order in enumerate(ORDERS, 1)
    ]
    invoices = [
        f"X-02.{place} | {order.invoice}.pdf | Invoice {order.invoice} to {order.number}"
        for place, order in enumerate(ORDERS, 5)
    ]
    return tuple(_part(line, member_of=ORDERS_ZIP) for line in (*orders, *invoices))


def _waybill_parts() -> tuple[Part, ...]:
    copies = [
        _part(f"X-04.{place} | AWB-{one.awb}.pdf | Air waybill {one.awb} of {one.key}")
        for place, one in enumerate(SHIPMENTS, 1)
    ]
    return (
        *copies,
        _part("X-04.5 | eei.csv | Electronic export information of the four shipments"),
        _part(f"X-04.6 | AWB-{SECOND_COPY_AWB}.pdf | Second copy of the third air waybill"),
    )


def _photo_parts() -> tuple[Part, ...]:
    return tuple(
        _part(f"X-07.{photo.number + 1} | {photo.filename} | Photograph {photo.number} of 41 ({photo.scene})")
        for photo in oem_photos()
    )


def _advice_parts() -> tuple[Part, ...]:
    return tuple(
        _part(
            f"{one.exhibit} | advice-{one.value_on}-{place:02}.{'xml' if one.payer_is_party else 'pdf'} "
            f"| Credit advice of {one.value_on}, USD {one.amount_usd:,}"
        )
        for place, one in enumerate(PAYMENTS, 1)
    )


EXHIBITS = (
    Exhibit(
        number="X-01",
        title="Article and statements",
        marking=CLEAR,
        releasability="releasable",
        receipts=(
            Receipt(
                parts=_parts("""
                X-01.1 | article.pdf | Article of an aggregator, printed from the capture
                X-01.3 | capture.warc.gz | Capture of the article
                X-01.4 | article.png | Rendering of the article
                """),
                source="Open source",
                acquired_by="Ben",
                acquired_at=universal("2025-12-10 06:20"),
                received_at=east("2025-12-10 14:30"),
                method="Web capture: WARC with rendering, no account, fixed browser profile",
            ),
            Receipt(
                parts=_parts("X-01.2 | statements.pdf | Statements of E01 and E08"),
                source="Open source",
                acquired_by="Ben",
                acquired_at=east("2025-12-12 09:10"),
                received_at=east("2025-12-12 09:30"),
                method="Web capture, printed",
            ),
        ),
    ),
    Exhibit(
        number="X-02",
        title="Purchase orders and invoices",
        marking=AMBER,
        releasability="E02 consents to regulators",
        receipts=(
            Receipt(
                parts=(_part(f"X-02 | {ORDERS_ZIP} | Four purchase orders and four invoices"), *_order_parts()),
                source=f"{E02}, by consent",
                acquired_by="Ben",
                acquired_at=east("2025-06-30 10:15"),
                received_at=east("2025-06-30 10:40"),
                method="Handed over on a drive, copied with a write blocker",
            ),
        ),
    ),
    Exhibit(
        number="X-03",
        title="End-user certificates and acceptance certificate",
        marking=AMBER,
        releasability="E02 consents to regulators",
        receipts=(
            Receipt(
                parts=_parts("""
                X-03.1 | EUC-1.pdf | End-user certificate of 28 October 2024 (scan)
                X-03.2 | EUC-2.pdf | End-user certificate of 22 January 2025 (scan)
                X-03.3 | acceptance-certificate.pdf | Acceptance certificate of 30 May 2025 (scan)
                """),
                source=f"{E02}, by consent",
                acquired_by="Ben",
                acquired_at=east("2025-06-30 10:20"),
                received_at=east("2025-06-30 10:45"),
                method="Handed over on a drive, copied with a write blocker",
            ),
        ),
    ),
    Exhibit(
        number="X-04",
        title="Air waybills and electronic export information",
        marking=AMBER,
        releasability="E02 consents to regulators",
        receipts=(
            Receipt(
                parts=_waybill_parts(),
                source=f"{E02}, by consent",
                acquired_by="Ben",
                acquired_at=east("2025-07-02 15:05"),
                received_at=east("2025-07-02 15:30"),
                method="Sent through the office's upload page",
            ),
        ),
    ),
    Exhibit(
        number="X-05",
        title="Malaysian import and export entries",
        marking=AMBER,
        releasability="originator consent outstanding",
        blocks_release=True,
        receipts=(
            Receipt(
                parts=_parts("""
                X-05.1 | k1_imports.csv | Import entries, one line for each server
                X-05.2 | k2_export.xml | Export entry of 2 August 2025
                X-05.3 | k2_translation.pdf | Sworn translation of the export entry
                X-05.4 | bill-of-lading.pdf | Bill of lading of 2 August 2025
                """),
                source="Partner customs agency",
                acquired_by="Ben",
                acquired_at=east("2025-08-12 14:20"),
                received_at=east("2025-08-12 15:00"),
                method="Handed over by the liaison officer on optical disc",
            ),
        ),
    ),
    Exhibit(
        number="X-06",
        title="Ship list of the maker",
        marking=AMBER,
        releasability="E01 consents to regulators; trade secret",
        receipts=(
            Receipt(
                parts=_parts("X-06 | shiplist.xlsx | 320 servers and 2,560 GPUs with serials"),
                source=f"{E01}, by consent",
                acquired_by="Ben",
                acquired_at=east("2025-06-24 11:00"),
                received_at=east("2025-06-24 11:25"),
                method="Sent through the office's upload page",
            ),
        ),
    ),
    Exhibit(
        number="X-07",
        title="Visit of the maker on 16 July 2025",
        marking=AMBER,
        releasability="E01 consents to regulators; trade secret",
        receipts=(
            Receipt(
                parts=(_part("X-07.1 | visit-report.docx | Report of the visit"), *_photo_parts()),
                source=f"{E01}, by consent",
                acquired_by="Ben",
                acquired_at=east("2025-07-18 10:30"),
                received_at=east("2025-07-18 11:10"),
                method="Memory card and report handed over, copied with a write blocker",
            ),
        ),
    ),
    Exhibit(
        number="X-08",
        title="Post-shipment verification of 10 September 2025",
        marking=AMBER,
        releasability="releasable",
        receipts=(
            Receipt(
                parts=(
                    *_parts("""
                    X-08.1 | redfish.json | Identity dump of the controllers (Redfish)
                    X-08.2 | nvml.xml | Identity dump of the accelerators (NVML)
                    X-08.3 | identities.csv | Labels read, and what answered
                    X-08.4 | psv-record.pdf | Record of the checking officer
                    """),
                    *(
                        _part(f"X-08.{photo.number + 4} | {photo.filename} | Label {photo.labels[0]}")
                        for photo in psv_photos()
                    ),
                ),
                source="Checking officer",
                acquired_by="Checking officer",
                acquired_at=east("2025-09-10 16:50"),
                received_at=east("2025-09-13 09:05"),
                method="Read out on site by out-of-band management, sealed drive",
            ),
            Receipt(
                parts=_parts("X-08.9 | rma-request.pdf | Request of E06 to return two modules"),
                source=f"{E01}, by consent",
                acquired_by="Ben",
                acquired_at=east("2025-10-09 09:50"),
                received_at=east("2025-10-09 10:10"),
                method="Sent through the office's upload page",
            ),
        ),
    ),
    Exhibit(
        number="X-09",
        title="Firmware check-ins",
        marking=AMBER,
        releasability="E01 consents to regulators; trade secret",
        receipts=(
            Receipt(
                parts=_parts("X-09 | checkins.csv | 9,412 check-ins with logical serial, time, address and network"),
                source=f"{E01}, by consent",
                acquired_by=E01,
                acquired_at=pacific("2025-10-20 09:12"),
                received_at=east("2025-10-21 00:30"),
                method="Exported by the maker, sent through the office's upload page",
            ),
        ),
    ),
    Exhibit(
        number="X-10",
        title="Bank advices",
        marking=AMBER,
        releasability="releasable; personal data noted",
        receipts=(
            Receipt(
                parts=_advice_parts(),
                source="Bank, under order",
                acquired_by="Ada",
                acquired_at=east("2025-10-15 10:00"),
                received_at=east("2025-10-15 11:20"),
                method="Answer to a production order, on a sealed drive",
            ),
            Receipt(
                parts=_parts("X-10.12 | counsel-letter.pdf | Letter of counsel for E03"),
                source="Counsel for Straits Veldrane Cloud Pte. Ltd.",
                acquired_by="Ada",
                acquired_at=east("2025-10-28 09:40"),
                received_at=east("2025-10-28 10:00"),
                method="By mail, scanned by the registry of the office",
            ),
        ),
    ),
    Exhibit(
        number="X-11",
        title="Tip material",
        marking=RED,
        releasability="source handler decides",
        blocks_release=True,
        receipts=(
            Receipt(
                parts=_parts("X-11.1 | tip.eml | The tip"),
                source="SPARROW-7",
                acquired_by="Jon",
                acquired_at=east("2025-06-19 08:47"),
                received_at=east("2025-06-19 09:15"),
                method="Sent to the tip line by mail",
                wall=FIRST_TIP_READERS,
            ),
            Receipt(
                parts=_parts("""
                X-11.2 | chat-export.html | Export of a chat
                X-11.3 | media-0729.jpg | Photograph of the repacking
                X-11.4 | media-ledger.jpg | Photograph of a ledger page
                """),
                source="SPARROW-7",
                acquired_by="Gil",
                acquired_at=east("2025-08-04 18:20"),
                received_at=east("2025-08-04 18:45"),
                method="Handed over in person on a memory card",
                wall=TIP_READERS,
            ),
        ),
    ),
    Exhibit(
        number="X-12",
        title="Metering and lease of Veldrane Ridge DC-2",
        marking=AMBER,
        releasability="releasable",
        receipts=(
            Receipt(
                parts=_parts("""
                X-12.1 | metering.csv | Power by quarter of an hour, June to August 2025
                X-12.2 | lease.pdf | Lease of 2.0 MW from January 2025
                """),
                source="Landlord, by consent",
                acquired_by="Ben",
                acquired_at=east("2025-09-03 13:30"),
                received_at=east("2025-09-03 14:00"),
                method="Sent through the office's upload page",
            ),
        ),
    ),
    Exhibit(
        number="X-13",
        title="Resale listing",
        marking=CLEAR,
        releasability="releasable",
        receipts=(
            Receipt(
                parts=_parts("""
                X-13.1 | listing.png | Screenshot of the listing
                X-13.2 | listing-photo.jpg | Photograph from the listing
                """),
                source="Open source",
                acquired_by="Ben",
                acquired_at=east("2025-08-22 09:20"),
                received_at=east("2025-08-22 10:00"),
                method="Web capture, no account",
            ),
        ),
    ),
    Exhibit(
        number="X-14",
        title="Registry extracts",
        marking=CLEAR,
        releasability="releasable",
        receipts=(
            Receipt(
                parts=_parts("""
                X-14.1 | registry-SG.pdf | Extract for Straits Veldrane Cloud Pte. Ltd.
                X-14.2 | registry-MY.pdf | Extract for Selat Veldrane Data Sdn. Bhd.
                X-14.3 | registry-HK.pdf | Extract for Jadewick Harbour Trading (HK) Limited
                X-14.4 | registry-BVI.pdf | Extract for Lantanhurst Nominees (BVI) Ltd.
                X-14.5 | names-and-places.pdf | Sheet of names in original script and rounded positions
                """),
                source="Open source",
                acquired_by="Ben",
                acquired_at=east("2025-06-26 11:10"),
                received_at=east("2025-06-26 13:00"),
                method="Bought from the public registers",
            ),
        ),
    ),
)


def exhibit(number: str) -> Exhibit:
    """The exhibit with that number."""
    return next(one for one in EXHIBITS if one.number == number)
