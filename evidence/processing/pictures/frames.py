"""Pictures as thumbnails; the frames of a TIFF are its pages."""

from PIL import Image

from evidence.processing.context import Context
from evidence.processing.pictures import drawing
from evidence.processing.pictures.opening import opened

FRAME_SIDE = 1_600


def draw(context: Context) -> None:
    """Draw the picture, or frame after frame up to the ceiling."""
    with opened(context, context.source) as picture:
        context.facts["picture"] = {"format": picture.format, "mode": picture.mode, "size": list(picture.size)}
        is_animated = bool(getattr(picture, "is_animated", False))
        if is_animated and picture.format == "TIFF":
            _draw_frames(context, picture)
            return
        if is_animated:
            context.find("animation", "The picture moves; its first frame was drawn.")
        drawing.save_thumbnails(context, drawing.reduced(context, picture, side=drawing.THUMBNAIL_SIDES[0]))


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
        frame = drawing.reduced(context, picture.copy(), side=FRAME_SIDE)
        drawing.save_page(context, frame, number=index + 1)
