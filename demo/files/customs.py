"""Malaysian import and export entries with translation and bill of lading (X-05)."""

from collections.abc import Iterator

from lxml import etree

from demo.files.archives import csv_bytes, xml_bytes
from demo.files.letterheads import LINE, NAMES
from demo.files.paper import Fields, Grid, Letterhead, paper
from demo.files.waybills import order_of
from demo.scenarios.paper_lantern.identifiers import CONTAINERS, MISTYPED_CONTAINER
from demo.scenarios.paper_lantern.orders import SHIPMENTS
from demo.scenarios.paper_lantern.reconciliation import EXPORTED_KG, EXPORTED_PACKAGES
from demo.scenarios.paper_lantern.units import declared_labels

K1_HEAD = (
    "entry_no",
    "line",
    "shipment",
    "awb",
    "entry_date",
    "release_date",
    "hs_code",
    "description",
    "serial",
    "quantity",
    "unit",
    "value_usd",
    "importer",
    "agent",
    "customs_station",
)
K2_NUMBER, K2_DATE, HS_PARTS = "K2-25-0071940", "2025-08-02", "8473.30"
NAMESPACE = "urn:example:customs:k2"
TRANSLATOR = Letterhead(name="Nurul Hadfield, sworn translator", line="Malay and English · licence FICT-TR-118")


def make_imports() -> bytes:
    """312 lines: every declared server with its serial."""
    return csv_bytes(K1_HEAD, _import_rows())


def _import_rows() -> Iterator[tuple[object, ...]]:
    for shipment in SHIPMENTS:
        order = order_of(shipment)
        station = "KLIA air cargo" if shipment.destination == "KUL" else "Tanjung Kupang, by road from SIN"
        for line, label in enumerate(declared_labels(shipment.key), start=1):
            yield (
                shipment.entry_number,
                line,
                shipment.key,
                shipment.awb,
                shipment.entered_on,
                shipment.released_on,
                "8471.50",
                f"Pelayan komputer {order.model.sku}",
                label,
                1,
                "UNT",
                order.model.unit_price_usd,
                NAMES["E04"],
                NAMES["E05"],
                station,
            )


def make_export() -> bytes:
    """The export entry as the customs system sent it."""
    root = etree.Element("Perisytiharan", nsmap={None: NAMESPACE}, jenis="K2", nombor=K2_NUMBER)
    for name, text in _export_lines():
        etree.SubElement(root, name).text = text
    containers = etree.SubElement(root, "Kontena")
    for number in CONTAINERS:
        etree.SubElement(containers, "Nombor").text = number
    return xml_bytes(root)


def _export_lines() -> tuple[tuple[str, str], ...]:
    return (
        ("Tarikh", K2_DATE),
        ("Pengeksport", NAMES["E04"]),
        ("Penerima", NAMES["E06"]),
        ("Ejen", NAMES["E05"]),
        ("Pelabuhan", "Port Klang"),
        ("Destinasi", "Hong Kong"),
        ("KodTarif", HS_PARTS),
        ("Perihalan", "Bahagian casis (chassis parts)"),
        ("BilanganBungkusan", str(EXPORTED_PACKAGES)),
        ("BeratKasarKg", str(EXPORTED_KG)),
        ("NilaiUSD", "504000"),
    )


def make_translation() -> bytes:
    """The sworn translation of the export entry."""
    fields = Fields(
        (
            ("Export entry", K2_NUMBER),
            ("Date", K2_DATE),
            ("Exporter", NAMES["E04"]),
            ("Consignee", f"{NAMES['E06']}, Hong Kong"),
            ("Agent", f"{NAMES['E05']}, Unit 14-C, Port Klang free zone (FICT-MY-201801022750)"),
            ("Signed for the agent", "Ilse Varga-Chong, Operations Manager"),
            ("Port of loading", "Port Klang"),
            ("Destination", "Hong Kong"),
            ("Containers", ", ".join(CONTAINERS)),
            ("Value", "USD 504,000"),
        )
    )
    goods = Grid(
        head=("Tariff code", "Description", "Packages", "Gross kg"),
        rows=((HS_PARTS, "Chassis parts", str(EXPORTED_PACKAGES), f"{EXPORTED_KG:,}"),),
        shares=(18, 46, 18, 18),
        right=(2, 3),
    )
    oath = "I translated the above from Malay truly and completely. 15 August 2025. Nurul Hadfield"
    return paper(TRANSLATOR, f"Sworn translation: export entry {K2_NUMBER}", blocks=(fields, goods, oath))


def make_bill() -> bytes:
    """The bill of lading; one container number is mistyped."""
    fields = Fields(
        (
            ("Bill of lading", "MSL-PKG-250802-14"),
            ("Date", K2_DATE),
            ("Shipper", NAMES["E05"]),
            ("Consignee", NAMES["E06"]),
            ("Notify", "Same as consignee"),
            ("Vessel, voyage", "Straits Heron, 0825N"),
            ("Loading", "Port Klang"),
            ("Discharge", "Hong Kong"),
        )
    )
    goods = Grid(
        head=("Container", "Seal", "Packages", "Description", "Gross kg"),
        rows=(
            (MISTYPED_CONTAINER, "MSL 440981", "36", "Chassis parts", "6,850"),
            (CONTAINERS[1], "MSL 440982", "36", "Chassis parts", "6,850"),
        ),
        shares=(24, 20, 14, 26, 16),
        right=(2, 4),
    )
    return paper(LINE, "Bill of lading", blocks=(fields, goods, "Freight collect. Three originals issued."))
