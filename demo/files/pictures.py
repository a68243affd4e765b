"""What all drawn photographs share: typeface, light, grain, EXIF and JPEG."""

import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random

from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from demo.files.paper import FONTS

SIZE = (1280, 960)
QUALITY, FILM = 82, 400
Colour = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Camera:
    """What a camera writes into a file; `position` in degrees north and east, None without GPS."""

    make: str
    model: str
    taken_at: datetime
    position: tuple[float, float] | None


@cache
def typeface(size: int, *, bold: bool = False, italic: bool = False) -> ImageFont.FreeTypeFont:
    """Bitstream Vera, which comes with the PDF library."""
    name = {(True, False): "VeraBd", (False, True): "VeraIt", (True, True): "VeraBI"}.get((bold, italic), "Vera")
    return ImageFont.truetype(FONTS / f"{name}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


def gradient(top: Colour, bottom: Colour, *, size: tuple[int, int] = SIZE) -> Image.Image:
    """From one colour at the top to another at the bottom."""
    mask = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), mask)


def developed(scene: Image.Image, *, seed: int, dark: float = 0.45, grain: float = 0.04) -> Image.Image:
    """The scene with falling light at the rim, a little softness and a little grain."""
    lit = Image.composite(Image.new("RGB", scene.size, (8, 10, 14)), scene, _rim(scene.size, dark=dark))
    return Image.blend(lit.filter(ImageFilter.SMOOTH), _grain(scene.size, shift=37 * seed), grain)


@cache
def _rim(size: tuple[int, int], *, dark: float) -> Image.Image:
    return Image.radial_gradient("L").point(lambda level: int(max(0, level - 70) * dark)).resize(size)


def _grain(size: tuple[int, int], *, shift: int) -> Image.Image:
    """The same film every time, laid differently."""
    return ImageChops.offset(_film(size), shift, shift // 2)


@cache
def _film(size: tuple[int, int]) -> Image.Image:
    small = (size[0] // 2, size[1] // 2)
    noise = Image.frombytes("L", small, Random(FILM).randbytes(small[0] * small[1]))
    return noise.resize(size).convert("RGB")


def jpeg(image: Image.Image, *, camera: Camera | None) -> bytes:
    """A JPEG, with EXIF when there is a camera."""
    buffer = io.BytesIO()
    extra = {"exif": exif_of(camera)} if camera else {}
    image.save(buffer, "JPEG", quality=QUALITY, subsampling=2, **extra)
    return buffer.getvalue()


def png(image: Image.Image) -> bytes:
    """A PNG without metadata."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def exif_of(camera: Camera) -> Image.Exif:
    """Maker, local time with its offset, and the rounded position."""
    exif = Image.Exif()
    written, offset = f"{camera.taken_at:%Y:%m:%d %H:%M:%S}", _offset(camera)
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = camera.make, camera.model
    exif[ExifTags.Base.DateTime] = written
    detail = exif.get_ifd(ExifTags.IFD.Exif)
    detail[ExifTags.Base.DateTimeOriginal] = written
    detail[ExifTags.Base.OffsetTimeOriginal] = offset
    if camera.position:
        _add_position(exif.get_ifd(ExifTags.IFD.GPSInfo), camera.position)
    return exif


def _offset(camera: Camera) -> str:
    text = f"{camera.taken_at:%z}"
    return f"{text[:3]}:{text[3:]}"


def _add_position(gps: dict[int, object], position: tuple[float, float]) -> None:
    latitude, longitude = position
    gps[ExifTags.GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
    gps[ExifTags.GPS.GPSLatitude] = _degrees(latitude)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
    gps[ExifTags.GPS.GPSLongitude] = _degrees(longitude)


def _degrees(value: float) -> tuple[float, float, float]:
    """Degrees and minutes; positions are rounded to hundredths of a degree."""
    whole, rest = divmod(round(abs(value) * 100), 100)
    return (float(whole), rest * 60 / 100, 0.0)


def centred(pen: ImageDraw.ImageDraw, text: str, *, at: tuple[float, float], size: int, fill: Colour) -> None:
    """Bold text with its middle at a point."""
    pen.text(at, text, font=typeface(size, bold=True), fill=fill, anchor="mm")
