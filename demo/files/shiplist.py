"""The maker's ship list as a workbook (X-06): servers, GPUs, models."""

import io

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from demo.files.archives import without_clock
from demo.files.letterheads import NAMES
from demo.scenarios.paper_lantern.orders import B200, BARE_CHASSIS_KG, GPUS_PER_SERVER, H200, ORDERS
from demo.scenarios.paper_lantern.units import units

WRITTEN_AT = "2025-06-23T22:41:00Z"
SERVER_HEAD = ("serial", "sku", "lot", "order", "crate", "packed_kg", "sold_to")
GPU_HEAD = ("server", "slot", "gpu_serial", "part", "lot")
MODEL_HEAD = ("maker", "lei", "sku", "gpu", "gpus", "packed_kg", "bare_chassis_kg", "max_kw")
WIDTHS = {"A": 30, "B": 22, "C": 18, "D": 16, "E": 14}
PARTS = {H200.sku: "HSW-M-H200-141", B200.sku: "HSW-M-B200-180"}


def make_shiplist() -> bytes:
    """320 server rows and 2,560 GPU rows below a heading each; serials are text."""
    book = Workbook()
    servers = book.active or book.create_sheet()
    servers.title = "Servers"
    _fill(servers, SERVER_HEAD, rows=_server_rows())
    _fill(book.create_sheet("GPUs"), GPU_HEAD, rows=_gpu_rows())
    _fill(book.create_sheet("Models"), MODEL_HEAD, rows=_model_rows())
    book.properties.creator = NAMES["E01"]
    book.properties.title = "Ship list, lots SH1 to SH4"
    buffer = io.BytesIO()
    book.save(buffer)
    return without_clock(buffer.getvalue(), written_at=WRITTEN_AT)


def _fill(sheet: Worksheet, head: tuple[str, ...], *, rows: list[tuple[object, ...]]) -> None:
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="3A4A20")
    sheet.freeze_panes = "A2"
    for place in range(1, len(head) + 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDTHS.get(letter, 14)


def _server_rows() -> list[tuple[object, ...]]:
    orders = {order.shipment: order for order in ORDERS}
    return [
        (
            one.label,
            one.sku,
            one.shipment,
            orders[one.shipment].number,
            f"CR-{one.number:04}",
            orders[one.shipment].model.packed_kg,
            NAMES["E02"],
        )
        for one in units()
    ]


def _gpu_rows() -> list[tuple[object, ...]]:
    return [
        (one.label, slot, serial, PARTS[one.sku], one.shipment)
        for one in units()
        for slot, serial in enumerate(one.gpu_serials, start=1)
    ]


def _model_rows() -> list[tuple[object, ...]]:
    lei = "FICT00HALVARDSRV0128"
    return [
        (NAMES["E01"], lei, one.sku, one.gpu, GPUS_PER_SERVER, one.packed_kg, BARE_CHASSIS_KG, float(one.max_kw))
        for one in (H200, B200)
    ]
