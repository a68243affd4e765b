"""Crates in a store, and a repacking at night."""

from random import Random

from PIL import Image, ImageDraw

from demo.files.pictures import SIZE, Colour, centred, gradient
from demo.files.scenes.labels import sticker

CRATE = (270, 230)
PINE: Colour = (198, 158, 106)
CARTON: Colour = (176, 138, 96)


def draw_crates(*, seed: int) -> Image.Image:
    """A wall of wooden crates, three high."""
    draw = Random(seed)
    scene = _store()
    pen = ImageDraw.Draw(scene)
    for row in range(3):
        for column in range(4):
            left = 60 + column * (CRATE[0] + 16) + draw.randrange(-5, 6)
            _crate(pen, left=left, top=640 - row * (CRATE[1] + 6), draw=draw)
    return scene


def draw_repacking() -> Image.Image:
    """Opened crates, cartons for the next leg, and a server on a pallet; nobody is to be seen."""
    draw = Random(729)
    scene = _store()
    pen = ImageDraw.Draw(scene)
    for column in range(2):
        _crate(pen, left=40 + column * 290, top=430, draw=draw)
    pen.polygon(((40, 420), (310, 420), (250, 330), (100, 330)), fill=(150, 116, 74), outline=(90, 66, 40))
    _pallet(pen, left=420, top=800)
    pen.rounded_rectangle((450, 640, 860, 796), 8, fill=(78, 83, 90), outline=(120, 126, 134), width=4)
    small = sticker("HVS25B0000").resize((130, 52), Image.Resampling.LANCZOS).rotate(8, expand=True)
    scene.paste((214, 214, 206), (480, 680), small.getchannel("A"))
    for place in range(6):
        _carton(pen, left=900 + (place % 2) * 180, top=690 - (place // 2) * 150)
    return Image.blend(scene, Image.new("RGB", SIZE, (18, 20, 34)), 0.42)


def _store() -> Image.Image:
    scene = gradient((158, 164, 168), (118, 122, 126))
    pen = ImageDraw.Draw(scene)
    for left in range(0, SIZE[0], 64):
        pen.line((left, 0, left, 700), fill=(138, 144, 150), width=3)
    pen.rectangle((0, 700, SIZE[0], SIZE[1]), fill=(104, 104, 100))
    pen.polygon(((0, 900), (SIZE[0], 880), (SIZE[0], 896), (0, 918)), fill=(216, 184, 50))
    return scene


def _crate(pen: ImageDraw.ImageDraw, *, left: int, top: int, draw: Random) -> None:
    shade = draw.randrange(-12, 13)
    base = tuple(level + shade for level in PINE)
    pen.rectangle((left, top, left + CRATE[0], top + CRATE[1]), fill=base, outline=(104, 76, 46), width=4)
    for plank in range(1, 5):
        here = top + plank * CRATE[1] // 5
        pen.line((left, here, left + CRATE[0], here), fill=(140, 104, 66), width=3)
    for post in (left + 10, left + CRATE[0] - 36):
        pen.rectangle((post, top, post + 26, top + CRATE[1]), fill=tuple(level - 16 for level in base))
    ink = (58, 44, 30)
    centred(pen, "HSW", at=(left + CRATE[0] / 2, top + 70), size=38, fill=ink)
    centred(pen, f"CR-{draw.randrange(81, 321):04}", at=(left + CRATE[0] / 2, top + 116), size=26, fill=ink)
    centred(pen, "190 KG", at=(left + CRATE[0] / 2, top + 154), size=24, fill=ink)
    for arrow in (left + 62, left + CRATE[0] - 62):
        pen.polygon(((arrow, top + 176), (arrow - 13, top + 196), (arrow + 13, top + 196)), fill=ink)
        pen.rectangle((arrow - 5, top + 196, arrow + 5, top + 214), fill=ink)


def _carton(pen: ImageDraw.ImageDraw, *, left: int, top: int) -> None:
    pen.rectangle((left, top, left + 168, top + 144), fill=CARTON, outline=(110, 82, 52), width=3)
    pen.rectangle((left, top + 62, left + 168, top + 76), fill=(206, 184, 146))
    centred(pen, "CHASSIS", at=(left + 84, top + 98), size=19, fill=(60, 44, 28))
    centred(pen, "PARTS", at=(left + 84, top + 122), size=19, fill=(60, 44, 28))


def _pallet(pen: ImageDraw.ImageDraw, *, left: int, top: int) -> None:
    pen.rectangle((left, top, left + 470, top + 18), fill=(170, 132, 84))
    for foot in (left + 10, left + 215, left + 420):
        pen.rectangle((foot, top + 18, foot + 40, top + 58), fill=(134, 100, 62))
