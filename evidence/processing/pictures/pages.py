"""PDF pages as pictures at a fixed resolution."""

import pypdfium2
from PIL import Image

from evidence.processing import pdfium
from evidence.processing.context import Context
from evidence.processing.pictures import drawing


def draw(context: Context) -> None:
    """Draw page after page, up to the ceiling."""
    document = pdfium.open_pdf(context)
    limits, count = context.limits, len(document)
    context.facts["pages"] = count
    for number in range(1, min(count, limits.page_images) + 1):
        picture = _page(context, document, number=number)
        if picture is not None:
            drawing.save_page(context, picture, number=number)
    if count > limits.page_images:
        raise context.cap("page_images_cap", f"Only the first {limits.page_images} of {count:,} pages were drawn.")


def _page(context: Context, document: pypdfium2.PdfDocument, *, number: int) -> Image.Image | None:
    try:
        page = document[number - 1]
        picture = pdfium.draw(page, dpi=context.limits.page_image_dpi)
        page.close()
    except pypdfium2.PdfiumError:
        context.find("page_damaged", f"Page {number} is damaged and was left out.")
        return None
    return picture
