"""Scanned certificates (X-03): pictures of pages without a text layer, signed by the very same picture."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from demo.files.letterheads import NAMES
from demo.files.pictures import typeface
from demo.scenarios.paper_lantern.orders import ORDERS, SERVERS

PAGE = (1654, 2339)  # A4 at 200 dots an inch
PAPER, INK, STAMP = 248, 34, 120
TILT = {"EUC-1": 0.3, "EUC-2": -0.25, "acceptance": 0.2}  # degrees, as fed into the scanner
SIGNATURE_SIZE = (460, 170)
SIGNATURE_AT = {"EUC-1": (190, 1790), "EUC-2": (212, 1834)}  # left top corner, px
LEFT, LINE = 170, 50


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Wording of a certificate, line by line."""

    title: str
    number: str
    lines: Sequence[str]


def _end_use(number: str, *, day: str, orders: str, goods: str) -> Certificate:
    return Certificate(
        title="END-USER CERTIFICATE",
        number=number,
        lines=(
            f"Certificate No. {number}                    Date: {day}",
            "",
            f"We, {NAMES['E04']}, Johor, Malaysia,",
            "certify that the goods below are for our own use:",
            "",
            f"    Orders:     {orders}",
            f"    Goods:      {goods}",
            f"    Supplier:   {NAMES['E02']}",
            f"    Buyer:      {NAMES['E03']}",
            "    Place of use:  Veldrane Ridge DC-2, Johor",
            "",
            "1. The goods will be installed at the place of use",
            "    and will remain there.",
            "2. The goods will not be sold, leased, exported or",
            "    re-exported without licence.",
            "3. The goods will not be used by or for any party on",
            "    a list of restricted parties.",
            "4. We will admit inspectors at any reasonable time.",
            "",
            "This certificate is valid for 24 months.",
        ),
    )


EUCS = {
    "EUC-1": _end_use("EUC-1", day="28 October 2024", orders="PO-1", goods=f"{ORDERS[0].servers} H200 servers"),
    "EUC-2": _end_use(
        "EUC-2", day="22 January 2025", orders="PO-2, PO-3, PO-4", goods=f"{SERVERS - ORDERS[0].servers} B200 servers"
    ),
}
ACCEPTANCE = Certificate(
    title="ACCEPTANCE CERTIFICATE",
    number="AC-2025-05",
    lines=(
        "Certificate No. AC-2025-05              Date: 30 May 2025",
        "",
        f"{NAMES['E04']} certifies to",
        f"{NAMES['E02']}:",
        "",
        f"    {SERVERS} installed and tested",
        "",
        "at Veldrane Ridge DC-2, Johor, on 30 May 2025.",
        "Orders PO-1, PO-2, PO-3 and PO-4 are fulfilled.",
        "All units passed the burn-in test of 72 hours.",
    ),
)


@cache
def signature() -> Image.Image:
    """The name of P1 as a pen left it once."""
    image = Image.new("L", SIGNATURE_SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    strokes = (
        ((18, 120), (40, 30), (62, 118), (88, 26), (112, 120), (128, 78), (150, 76), (146, 112), (170, 78)),
        ((170, 78), (176, 116), (204, 80), (210, 112), (236, 70), (232, 118), (262, 84), (300, 96)),
        ((276, 30), (268, 124), (330, 118), (366, 86), (350, 122), (392, 84), (388, 120), (440, 70)),
        ((30, 146), (180, 134), (420, 142)),
    )
    for stroke in strokes:
        pen.line(stroke, fill=40, width=5, joint="curve")
    return image.filter(ImageFilter.GaussianBlur(1.1))


def make_end_user_certificate(number: str) -> bytes:
    """EUC-1 or EUC-2; their signatures are identical to the pixel."""
    page = _page(EUCS[number], tilt=TILT[number])
    page.paste(signature(), SIGNATURE_AT[number])
    return _scan(page, title=f"Scan {number}")


def make_acceptance() -> bytes:
    """The acceptance certificate, signed with a stamp only."""
    return _scan(_page(ACCEPTANCE, tilt=TILT["acceptance"]), title="Scan AC-2025-05")


def _page(told: Certificate, *, tilt: float) -> Image.Image:
    page = Image.new("L", PAGE, PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((LEFT, 150), NAMES["E04"].upper(), font=typeface(34, bold=True), fill=INK)
    pen.line((LEFT, 210, PAGE[0] - LEFT, 210), fill=INK, width=4)
    pen.text((LEFT, 290), told.title, font=typeface(52, bold=True), fill=INK)
    for place, line in enumerate(told.lines):
        pen.text((LEFT, 430 + LINE * place), line, font=typeface(32), fill=INK)
    pen.text((LEFT, 1985), "Marcus Tay-Lindqvist, Director", font=typeface(30), fill=INK)
    pen.line((LEFT, 1975, 760, 1975), fill=INK, width=2)
    _stamp(pen)
    return page.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)


def _stamp(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse((1060, 1760, 1360, 2060), outline=STAMP, width=7)
    pen.ellipse((1084, 1784, 1336, 2036), outline=STAMP, width=3)
    for place, word in enumerate(("SELAT", "VELDRANE", "DATA")):
        pen.text((1210, 1860 + 50 * place), word, font=typeface(32, bold=True), fill=STAMP, anchor="mm")


def _scan(page: Image.Image, *, title: str) -> bytes:
    """One page, one picture, no text; compressed without loss."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setProducer("Flatbed scanner")
    canvas.drawImage(ImageReader(page), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
