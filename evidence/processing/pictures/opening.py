"""Open a picture under our own ceilings. Importing this makes Pillow's warnings about bombs into refusals."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import PIL
import pillow_heif
from PIL import Image, ImageFile

from evidence.processing.context import ContentRefused, Context
from evidence.processing.media_types import PICTURE_FORMATS

FORMATS = tuple(sorted(set(PICTURE_FORMATS.values())))
# What Pillow's plugins raise on damaged content, besides OSError.
DAMAGES = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, OverflowError)

pillow_heif.register_heif_opener()


class TruncatedPicturesAreAccepted(Exception):
    """Some library has told Pillow to accept half a picture; no result of this process may be trusted."""


@contextmanager
def opened(context: Context, path: Path) -> Iterator[Image.Image]:
    """Open the picture; what goes wrong inside the block is a named refusal as well.

    Raises:
        ContentRefused: too many pixels, cut short, damaged, or of a format that is not on the list.
    """
    if ImageFile.LOAD_TRUNCATED_IMAGES:
        raise TruncatedPicturesAreAccepted
    Image.MAX_IMAGE_PIXELS = context.limits.pixels
    context.tools |= {"Pillow": PIL.__version__, "pillow-heif": pillow_heif.__version__}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=FORMATS) as picture:
                yield picture
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
            sentence = f"The picture has more than {context.limits.pixels:,} pixels."
            raise ContentRefused(sentence, code="picture_too_large") from problem
        except DAMAGES as problem:
            raise _refusal(problem) from problem


def _refusal(problem: Exception) -> ContentRefused:
    words = str(problem).lower()
    if any(sign in words for sign in ("truncated", "broken data stream", "unexpected end", "not enough image data")):
        return ContentRefused("The picture is cut short: its data ends before its last line.", code="picture_truncated")
    if isinstance(problem, PIL.UnidentifiedImageError):
        return ContentRefused("The picture is damaged or of a kind that is not read.", code="picture_unknown")
    return ContentRefused("The picture is damaged.", code="picture_damaged")
