"""All photographs as JPEG: the maker's visit (X-07), the officer's check (X-08), tip (X-11), listing (X-13)."""

from PIL import Image

from demo.files.pictures import Camera, developed, jpeg
from demo.files.scenes.crates import draw_crates, draw_repacking
from demo.files.scenes.halls import caption, draw_hall, draw_rack
from demo.files.scenes.labels import draw_label
from demo.files.scenes.ledgers import draw_ledger
from demo.scenarios.paper_lantern.photographs import F1_POSITION, F2_POSITION, Photo
from demo.scenarios.paper_lantern.units import LISTED
from demo.scenarios.times import east

REPACKED_AT = east("2025-07-29 02:14:00")


def make_photo(photo: Photo) -> bytes:
    """One photograph of a visit to F1."""
    camera = Camera(make="Fieldmark", model="FM-20", taken_at=photo.taken_at, position=F1_POSITION)
    scene = caption(_scene(photo), f"{photo.taken_at:%Y-%m-%d %H:%M}")
    return jpeg(developed(scene, seed=photo.number), camera=camera if photo.has_exif else None)


def _scene(photo: Photo) -> Image.Image:
    match photo.scene:
        case "label":
            return draw_label(photo.labels[0])
        case "rack":
            return draw_rack(photo.labels, seed=photo.number)
        case "crates":
            return draw_crates(seed=photo.number)
        case _:
            return draw_hall(seed=photo.number)


def make_repacking() -> bytes:
    """X-11.3: taken on 29 July 2025 at 02:14, +08:00, at the rounded position of F2."""
    camera = Camera(make="Lumo", model="Lumo 9", taken_at=REPACKED_AT, position=F2_POSITION)
    return jpeg(developed(draw_repacking(), seed=729, dark=0.8, grain=0.09), camera=camera)


def make_ledger() -> bytes:
    """X-11.4: the messenger that it came through took the EXIF away."""
    return jpeg(developed(draw_ledger(), seed=220), camera=None)


def make_listing_photo() -> bytes:
    """X-13.2: the server of the listing on a table, its serial legible."""
    return jpeg(developed(draw_label(LISTED, on_table=True), seed=71), camera=None)
