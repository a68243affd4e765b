"""A serial label on the face of a server, or of a server that lies on a table."""

from collections.abc import Sequence
from random import Random

import segno
from PIL import Image, ImageDraw, ImageFilter

from demo.files.pictures import SIZE, Colour, gradient, typeface

LABEL = (620, 250)
MODELS = {"A": "HSW-8H200-6U", "B": "HSW-8B200-8U", "C": "HSW-8B200-8U", "D": "HSW-8B200-8U"}
METAL: tuple[Colour, Colour] = ((148, 154, 160), (96, 101, 108))
WOOD: tuple[Colour, Colour] = ((186, 142, 96), (134, 96, 62))


def draw_label(serial: str, *, on_table: bool = False) -> Image.Image:
    """A close view: the sticker with serial and QR code, vents beside it."""
    draw = Random(serial)  # each label lies a little differently, always alike
    scene = gradient(*(WOOD if on_table else METAL))
    pen = ImageDraw.Draw(scene)
    (_planks if on_table else _brushed)(pen, draw)
    if on_table:
        pen.rounded_rectangle((120, 150, 1160, 830), 18, fill=(112, 117, 124), outline=(70, 74, 80), width=6)
    _vents(pen, top=640, rows=5)
    _screws(pen)
    _stick(scene, sticker(serial), draw=draw)
    return scene


def sticker(serial: str) -> Image.Image:
    """The label as printed."""
    label = Image.new("RGBA", LABEL, (250, 250, 246, 255))
    pen = ImageDraw.Draw(label)
    pen.rounded_rectangle((2, 2, LABEL[0] - 3, LABEL[1] - 3), 12, outline=(60, 64, 70), width=3)
    pen.text((28, 22), "HALVARDSEN", font=typeface(34, bold=True), fill=(40, 70, 30))
    pen.text((28, 66), "SERVER WORKS", font=typeface(19), fill=(60, 64, 70))
    pen.text((28, 112), f"MODEL  {MODELS.get(serial[5], 'HSW-8B200-8U')}", font=typeface(20), fill=(20, 22, 26))
    pen.text((28, 150), "S/N", font=typeface(20), fill=(20, 22, 26))
    pen.text((28, 178), serial, font=typeface(46, bold=True), fill=(8, 8, 10))
    _qr(pen, serial, corner=(LABEL[0] - 208, 26), width=180)
    return label


def _qr(pen: ImageDraw.ImageDraw, text: str, *, corner: tuple[int, int], width: int) -> None:
    matrix: Sequence[Sequence[int]] = segno.make(text, error="m", micro=False).matrix
    step = width // len(matrix)
    for row, line in enumerate(matrix):
        for column, is_dark in enumerate(line):
            if is_dark:
                left, top = corner[0] + column * step, corner[1] + row * step
                pen.rectangle((left, top, left + step - 1, top + step - 1), fill=(8, 8, 10))


def _stick(scene: Image.Image, label: Image.Image, *, draw: Random) -> None:
    turned = label.rotate(draw.uniform(-3.2, 3.2), resample=Image.Resampling.BICUBIC, expand=True)
    left, top = 300 + draw.randrange(-40, 60), 250 + draw.randrange(-40, 60)
    shadow = Image.new("L", turned.size, 0)
    shadow.paste(110, (6, 8), turned.getchannel("A").crop((0, 0, turned.width - 6, turned.height - 8)))
    scene.paste((20, 22, 26), (left, top), shadow.filter(ImageFilter.GaussianBlur(6)))
    scene.paste(turned, (left, top), turned)


def _brushed(pen: ImageDraw.ImageDraw, draw: Random) -> None:
    for row in range(0, SIZE[1], 3):
        level = 120 + draw.randrange(-9, 10) - row // 40
        pen.line((0, row, SIZE[0], row), fill=(level, level + 4, level + 9))


def _planks(pen: ImageDraw.ImageDraw, draw: Random) -> None:
    for row in range(0, SIZE[1], 160):
        shade = draw.randrange(-8, 9)
        pen.rectangle((0, row, SIZE[0], row + 156), fill=(164 + shade, 122 + shade, 82 + shade))
        pen.line((0, row + 158, SIZE[0], row + 158), fill=(96, 66, 42), width=3)


def _vents(pen: ImageDraw.ImageDraw, *, top: int, rows: int) -> None:
    for row in range(rows):
        for column in range(42):
            left = 165 + column * 23 + (row % 2) * 11
            pen.ellipse((left, top + row * 24, left + 15, top + 15 + row * 24), fill=(28, 30, 34))


def _screws(pen: ImageDraw.ImageDraw) -> None:
    for left, top in ((150, 180), (1090, 180)):
        pen.ellipse((left, top, left + 40, top + 40), fill=(170, 174, 180), outline=(70, 74, 80), width=3)
        pen.line((left + 10, top + 20, left + 30, top + 20), fill=(60, 64, 70), width=4)
