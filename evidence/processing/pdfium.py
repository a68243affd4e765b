"""PDF pages by pdfium: opened with named refusals, drawn within a pixel ceiling."""

import pypdfium2
import pypdfium2.raw
from PIL import Image

from evidence.processing.context import ContentEncrypted, ContentRefused, Context

MAX_PAGE_PIXELS = 25_000_000
POINTS_PER_INCH = 72


def open_pdf(context: Context) -> pypdfium2.PdfDocument:
    """Open the file.

    Raises:
        ContentEncrypted: it needs a password.
        ContentRefused: pdfium cannot make sense of it.
    """
    info = pypdfium2.PDFIUM_INFO
    context.tools |= {"pypdfium2": str(pypdfium2.PYPDFIUM_INFO.version), "pdfium": str(info.version)}
    try:
        return pypdfium2.PdfDocument(context.source)
    except pypdfium2.PdfiumError as problem:
        if problem.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ContentEncrypted("The PDF is encrypted and cannot be read without its password.") from problem
        raise ContentRefused("The PDF is damaged and cannot be opened.", code="pdf_damaged") from problem


def draw(page: pypdfium2.PdfPage, *, dpi: int) -> Image.Image:
    """Draw a page; a page of enormous size is drawn at a lower resolution."""
    width, height = page.get_size()
    scale = dpi / POINTS_PER_INCH
    pixels = max(1.0, width * scale) * max(1.0, height * scale)
    if pixels > MAX_PAGE_PIXELS:
        scale *= (MAX_PAGE_PIXELS / pixels) ** 0.5
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return picture.convert("RGB")
