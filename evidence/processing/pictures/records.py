"""What a picture says about itself: EXIF, GPS and XMP as JSON. Claims of the file, not observations."""

from typing import Any

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from evidence.processing.context import Context

MAX_TEXT = 500
MAX_FIELDS = 200
MALFORMED = (ValueError, KeyError, TypeError, SyntaxError, OSError, ZeroDivisionError, AttributeError)


def records(context: Context, picture: Image.Image) -> dict[str, Any]:
    """All records found; a broken one is a finding and leaves the others standing."""
    found: dict[str, Any] = {"format": picture.format, "mode": picture.mode, "size": list(picture.size)}
    for name, look in (("exif", _exif), ("gps", _gps), ("xmp", _xmp)):
        try:
            value = look(picture)
        except MALFORMED:
            context.find("record_malformed", f"The picture's {name.upper()} record is malformed.")
            continue
        if value:
            found[name] = value
    if "gps" in found:
        context.find("gps_present", "The picture says where it was taken.")
    return found


def _exif(picture: Image.Image) -> dict[str, Any]:
    exif = picture.getexif()
    tags = dict(exif) | dict(exif.get_ifd(ExifTags.IFD.Exif))
    pointers = {ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop}
    named = ((ExifTags.TAGS.get(tag, f"tag_{tag}"), value) for tag, value in tags.items() if tag not in pointers)
    return {name: _plain(value) for name, value in list(named)[:MAX_FIELDS]}


def _gps(picture: Image.Image) -> dict[str, Any]:
    raw = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    named = {ExifTags.GPSTAGS.get(tag, f"tag_{tag}"): value for tag, value in raw.items()}
    gps = {name: _plain(value) for name, value in named.items()}
    for axis, negative in (("Latitude", "S"), ("Longitude", "W")):
        degrees = named.get(f"GPS{axis}")
        if degrees is not None:
            sign = -1 if named.get(f"GPS{axis}Ref") == negative else 1
            gps[axis.lower()] = round(sign * _degrees(degrees), 7)
    return gps


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _xmp(picture: Image.Image) -> Any:
    return _plain(picture.getxmp()) if hasattr(picture, "getxmp") else {}


def _plain(value: Any) -> Any:
    match value:
        case IFDRational():
            return float(value) if value.denominator else str(value)
        case bytes():
            return value.decode("ascii", errors="replace").rstrip("\x00")[:MAX_TEXT] if len(value) < 64 else "…"
        case str():
            return value.rstrip("\x00")[:MAX_TEXT]
        case dict():
            return {str(key): _plain(item) for key, item in list(value.items())[:MAX_FIELDS]}
        case tuple() | list():
            return [_plain(item) for item in value[:MAX_FIELDS]]
        case int() | float():
            return value if abs(value) < 2**53 else str(value)
        case _:
            return str(value)[:MAX_TEXT]
