"""The images step: thumbnails of the first page or frame, and a picture of each page."""

import importlib

from evidence.processing import sniffing
from evidence.processing.context import CapReached, ContentRefused, Context
from evidence.processing.media_types import PDF, has_pictures
from evidence.processing.results import Outcome


def run(context: Context) -> tuple[Outcome, str]:
    """Draw what can be drawn; `pages` and `frames` each have `draw(context)`, and only the one needed is loaded."""
    media_type = sniffing.media_type_of(context.source)
    context.tools |= sniffing.versions()
    context.facts["media_type"] = media_type
    if not has_pictures(media_type):
        raise ContentRefused(f"There is nothing to draw in {media_type}.")
    drawer = "pages" if media_type == PDF else "frames"
    try:
        importlib.import_module(f"evidence.processing.pictures.{drawer}").draw(context)
    except CapReached:
        context.facts["is_complete"] = False
    return _outcome(context)


def _outcome(context: Context) -> tuple[Outcome, str]:
    drawn = len(list(context.out_dir.glob("*.png")))
    if not drawn:
        return Outcome.EMPTY, "The file has no pages."
    return Outcome.EXTRACTED, f"{drawn} pictures were made."
