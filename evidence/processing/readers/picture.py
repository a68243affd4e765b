"""Pictures: their own records as facts, and the text they show as read by a machine."""

from PIL import Image

from evidence.processing.context import Context
from evidence.processing.ocr import MAX_SIDE, MachineReader
from evidence.processing.pictures import drawing, records
from evidence.processing.pictures.opening import opened
from evidence.processing.segments import SegmentWriter
from evidence.processing.wire import Pin

SMALLEST_SIDE = 40  # pixels; no letters fit below


def read(context: Context, segments: SegmentWriter) -> None:
    """Records first: they stay even when the pixels turn out to be damaged."""
    with opened(context, context.source) as picture:
        found = records.records(context, picture)
        context.facts["picture"] = found
        context.facts["has_records"] = any(key in found for key in ("exif", "gps", "xmp"))
        upright = drawing.reduced(context, picture, side=MAX_SIDE)
        _read_pixels(context, segments, picture=upright)


def _read_pixels(context: Context, segments: SegmentWriter, *, picture: Image.Image) -> None:
    if min(picture.size) >= SMALLEST_SIDE:
        text = MachineReader(context).read(picture)
        segments.add(Pin(page=1), text, by="tesseract", is_machine_reading=True)
