"""A rack from the front, and an aisle of a data hall."""

from random import Random

from PIL import Image, ImageDraw

from demo.files.pictures import SIZE, centred, gradient, typeface
from demo.files.scenes.labels import sticker

SLOTS, SLOT_HEIGHT, RACK_LEFT, RACK_RIGHT, RACK_TOP = 6, 136, 250, 1030, 60
SMALL_LABEL = (248, 100)


def draw_rack(labels: tuple[str, ...], *, seed: int) -> Image.Image:
    """Six servers; the labels that can be read are on the second and the fifth."""
    draw = Random(seed)
    scene = gradient((52, 58, 66), (24, 27, 32))
    pen = ImageDraw.Draw(scene)
    pen.rectangle((RACK_LEFT - 46, 30, RACK_RIGHT + 46, SIZE[1]), fill=(20, 22, 26), outline=(64, 70, 78), width=6)
    for slot in range(SLOTS):
        _server(pen, top=RACK_TOP + slot * (SLOT_HEIGHT + 10), draw=draw)
    for slot, label in zip((1, 4), labels, strict=False):
        small = sticker(label).resize(SMALL_LABEL, Image.Resampling.LANCZOS)
        scene.paste(small, (RACK_LEFT + 52, RACK_TOP + slot * (SLOT_HEIGHT + 10) + 18), small)
    return scene


def _server(pen: ImageDraw.ImageDraw, *, top: int, draw: Random) -> None:
    pen.rounded_rectangle(
        (RACK_LEFT, top, RACK_RIGHT, top + SLOT_HEIGHT), 6, fill=(58, 62, 68), outline=(92, 98, 106), width=3
    )
    for row in range(6):
        for column in range(34):
            left, here = RACK_LEFT + 330 + column * 11, top + 16 + row * 17
            pen.ellipse((left, here, left + 8, here + 11), fill=(22, 24, 28))
    for side in (RACK_LEFT + 14, RACK_RIGHT - 30):
        pen.rounded_rectangle((side, top + 24, side + 16, top + SLOT_HEIGHT - 24), 8, fill=(128, 134, 142))
    for light in range(4):
        colour = (70, 220, 120) if draw.random() > 0.2 else (240, 170, 50)
        pen.ellipse((RACK_RIGHT - 64, top + 22 + light * 24, RACK_RIGHT - 52, top + 34 + light * 24), fill=colour)


def draw_hall(*, seed: int) -> Image.Image:
    """An aisle between two rows of racks, seen along its middle."""
    draw = Random(seed)
    scene = gradient((176, 186, 196), (70, 76, 84))
    pen = ImageDraw.Draw(scene)
    middle, far = (640, 430), 0.16
    pen.polygon(((0, 960), (1280, 960), (700, 500), (580, 500)), fill=(150, 154, 158))
    for tile in range(1, 9):
        depth = 500 + 460 * (tile / 8) ** 2
        pen.line((0, depth, 1280, depth), fill=(128, 132, 138), width=2)
    for bay in range(8, 0, -1):
        near = far + (1 - far) * (bay / 8) ** 1.7
        back = far + (1 - far) * ((bay - 1) / 8) ** 1.7
        for side in (-1, 1):
            _bay(pen, middle, near=near, back=back, side=side, draw=draw)
    pen.rectangle((560, 40, 720, 76), fill=(30, 90, 70))
    centred(pen, "HALL 2  AISLE C", at=(640, 58), size=15, fill=(240, 246, 240))
    return scene


def _bay(
    pen: ImageDraw.ImageDraw, middle: tuple[int, int], *, near: float, back: float, side: int, draw: Random
) -> None:
    def point(share: float, *, height: float) -> tuple[float, float]:
        return (middle[0] + side * share * 660, middle[1] + height * share)

    corners = (point(near, height=-400), point(back, height=-400), point(back, height=480), point(near, height=480))
    pen.polygon(corners, fill=(34, 37, 42), outline=(78, 84, 92))
    for light in range(12):
        share, height = (near + back) / 2, -330 + light * 62
        left, top = point(share, height=height)
        size = 7 * share
        colour = (80, 230, 140) if draw.random() > 0.25 else (60, 130, 240)
        pen.ellipse((left - size, top - size, left + size, top + size), fill=colour)


def caption(image: Image.Image, text: str) -> Image.Image:
    """The image with a line of small writing in the lower left corner, as cameras set it."""
    pen = ImageDraw.Draw(image)
    pen.text((28, SIZE[1] - 44), text, font=typeface(22), fill=(250, 214, 120))
    return image
