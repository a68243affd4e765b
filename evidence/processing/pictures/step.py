"""The images step: thumbnails of the first page or frame, and a picture of each page."""

from PIL import Image

from evidence.processing import pdfium, sniffing
from evidence.processing.context import CapReached, ContentRefused, Context
from evidence.processing.media_types import PDF, has_pictures
from evidence.processing.pictures import drawing
from evidence.processing.pictures.opening import opened
from evidence.processing.results import Outcome

THUMBNAIL_SIDES = (960, 240)  # pixels, the larger first: the smaller is made from it
MANY_PAGES = {"image/tiff"}  # formats whose frames are pages; in others they are animation
FRAME_SIDE = 1_600


def run(context: Context) -> tuple[Outcome, str]:
    """Draw what can be drawn."""
    media_type = sniffing.media_type_of(context.source)
    context.tools |= sniffing.versions()
    context.facts["media_type"] = media_type
    if not has_pictures(media_type):
        raise ContentRefused(f"There is nothing to draw in {media_type}.")
    try:
        if media_type == PDF:
            _draw_pdf(context)
        else:
            _draw_picture(context, media_type=media_type)
    except CapReached:
        context.facts["is_complete"] = False
    return _outcome(context)


def _outcome(context: Context) -> tuple[Outcome, str]:
    drawn = len(list(context.out_dir.glob("*.png")))
    if not drawn:
        return Outcome.EMPTY, "The file has no pages."
    return Outcome.EXTRACTED, f"{drawn} pictures were made."


def _draw_pdf(context: Context) -> None:
    document = pdfium.open_pdf(context)
    limits, count = context.limits, len(document)
    context.facts["pages"] = count
    for number in range(1, min(count, limits.page_images) + 1):
        picture = _pdf_page(context, document, number=number)
        if picture is not None:
            _save_page(context, picture, number=number)
    if count > limits.page_images:
        raise context.cap("page_images_cap", f"Only the first {limits.page_images} of {count:,} pages were drawn.")


def _pdf_page(context: Context, document: pdfium.pypdfium2.PdfDocument, *, number: int) -> Image.Image | None:
    try:
        page = document[number - 1]
        picture = pdfium.draw(page, dpi=context.limits.page_image_dpi)
        page.close()
    except pdfium.pypdfium2.PdfiumError:
        context.find("page_damaged", f"Page {number} is damaged and was left out.")
        return None
    return picture


def _draw_picture(context: Context, *, media_type: str) -> None:
    with opened(context, context.source) as picture:
        context.facts["picture"] = {"format": picture.format, "mode": picture.mode, "size": list(picture.size)}
        if media_type in MANY_PAGES and _has_second(picture):
            _draw_frames(context, picture)
        else:
            _note_animation(context, picture)
            _save_thumbnails(context, drawing.reduced(context, picture, side=THUMBNAIL_SIDES[0]))


def _has_second(picture: Image.Image) -> bool:
    return bool(getattr(picture, "is_animated", False))


def _note_animation(context: Context, picture: Image.Image) -> None:
    if _has_second(picture):
        context.find("animation", "The picture moves; its first frame was drawn.")


def _draw_frames(context: Context, picture: Image.Image) -> None:
    """Frames are sought one by one: counting them all is what a hostile file waits for."""
    allowed = min(context.limits.frames, context.limits.page_images)
    for index in range(allowed + 1):
        try:
            picture.seek(index)
        except EOFError:
            return
        if index == allowed:
            raise context.cap("frames_cap", f"Only the first {allowed} frames were drawn.")
        frame = picture.copy()
        _save_page(context, drawing.reduced(context, frame, side=FRAME_SIDE), number=index + 1)


def _save_page(context: Context, picture: Image.Image, *, number: int) -> None:
    drawing.save(picture, context.out_dir / f"page-{number:04d}.png")
    if number == 1 or not (context.out_dir / "thumb-960.png").exists():
        _save_thumbnails(context, picture.copy())


def _save_thumbnails(context: Context, picture: Image.Image) -> None:
    for side in THUMBNAIL_SIDES:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        drawing.save(picture, context.out_dir / f"thumb-{side}.png")
