"""The text step: choose the reader by content, stream its segments, keep what was read when a ceiling is reached."""

import importlib

from evidence.processing import sniffing
from evidence.processing.context import CapReached, ContentEncrypted, ContentRefused, Context
from evidence.processing.media_types import ENCRYPTED_OFFICE, reader_for
from evidence.processing.results import Outcome
from evidence.processing.segments import SegmentWriter


def run(context: Context) -> tuple[Outcome, str]:
    """Every reader module has `read(context, segments)`."""
    media_type = sniffing.media_type_of(context.source)
    context.tools |= sniffing.versions()
    context.facts["media_type"] = media_type
    if media_type == ENCRYPTED_OFFICE:
        raise ContentEncrypted("The document is encrypted and cannot be read without its password.")
    reader = reader_for(media_type)
    if reader is None:
        raise ContentRefused(f"There is no reader for {media_type}.")
    with SegmentWriter(context) as segments:
        try:
            importlib.import_module(f"evidence.processing.readers.{reader}").read(context, segments)
        except CapReached:
            context.facts["is_complete"] = False
    return _outcome(context, segments)


def _outcome(context: Context, segments: SegmentWriter) -> tuple[Outcome, str]:
    context.facts |= {"segments": segments.count, "characters": segments.characters}
    if segments.count:
        return Outcome.EXTRACTED, f"{segments.characters:,} characters of text were read."
    if context.facts.get("has_records"):
        return Outcome.EXTRACTED, "The picture's own records were read; it shows no text."
    return Outcome.EMPTY, "The file holds no text."
