"""From any picture to an upright sRGB picture of a given size, saved fresh: pixels alone leave the child."""

import io
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from evidence.processing.context import Context

SRGB = ImageCms.createProfile("sRGB")
THUMBNAIL_SIDES = (960, 240)  # pixels, the larger first: the smaller is made from it
DEEP_MODES = frozenset({"I;16", "I;16B", "I;16L", "I;16N", "I", "F"})


def reduced(context: Context, picture: Image.Image, *, side: int) -> Image.Image:
    """Decode the whole file at the smallest scale that serves, then shrink, turn upright and convert, in this order.

    Even a drafted JPEG reads its data to the end, so that a picture cut short is noticed.
    """
    picture.draft("RGB", (side, side))
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(picture)
    return to_srgb(context, upright if upright is not None else picture)


def to_srgb(context: Context, picture: Image.Image) -> Image.Image:
    """Convert through the embedded profile where there is one; put transparent pictures on white."""
    profile = picture.info.get("icc_profile")
    if picture.mode in DEEP_MODES:
        picture = _eight_bit(picture)
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        picture = _through_profile(context, picture, profile=profile)
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        return _on_white(picture)
    return picture.convert("RGB")


def save(picture: Image.Image, path: Path) -> None:
    """Save pixels only: a new picture carries no metadata over."""
    clean = Image.frombytes("RGB", picture.size, picture.tobytes())
    clean.save(path, format="PNG", compress_level=6)


def _eight_bit(picture: Image.Image) -> Image.Image:
    if picture.mode == "F":
        return picture.convert("L")
    wide = picture.convert("I")
    scale = 1 / 256 if _brightest(wide) > 255 else 1
    return wide.point(lambda value: value * scale).convert("L")


def _brightest(picture: Image.Image) -> float:
    _, highest = picture.getextrema()
    return highest if isinstance(highest, int | float) else 0


def _through_profile(context: Context, picture: Image.Image, *, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        context.find("colour_profile_damaged", "The picture's colour profile cannot be used; colours may be off.")
        return picture
    return converted if converted is not None else picture


def _on_white(picture: Image.Image) -> Image.Image:
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    ground.alpha_composite(layered)
    return ground.convert("RGB")


def save_page(context: Context, picture: Image.Image, *, number: int) -> None:
    """Save one page; the first one saved also becomes the thumbnails."""
    save(picture, context.out_dir / f"page-{number:04d}.png")
    if not (context.out_dir / "thumb-240.png").exists():
        save_thumbnails(context, picture.copy())


def save_thumbnails(context: Context, picture: Image.Image) -> None:
    """Save the large and then the small one; `picture` shrinks on the way."""
    for side in THUMBNAIL_SIDES:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        save(picture, context.out_dir / f"thumb-{side}.png")
