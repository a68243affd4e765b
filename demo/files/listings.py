"""Screenshot of the resale listing (X-13.1)."""

import io

from PIL import Image, ImageDraw

from demo.files.photographs import make_listing_photo
from demo.files.pictures import png, typeface
from demo.files.press import write

LISTED = "Listed on 21 August 2025"
FACTS = (
    ("Condition", "used, tested, pulled from a running hall"),
    ("Quantity", "4 available, more on request"),
    ("Ships from", "Hong Kong"),
    ("Seller", "lantern_parts, member since June 2025"),
    ("Price", "on request, payment in advance"),
)


def make_listing() -> bytes:
    """The page with its photograph, 1280 px wide."""
    image = Image.new("RGB", (1280, 860), (246, 247, 249))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 1280, 70), fill=(28, 62, 92))
    pen.text((50, 18), "rackbazaar.example", font=typeface(28, bold=True), fill=(255, 255, 255))
    photo = Image.open(io.BytesIO(make_listing_photo())).resize((600, 450), Image.Resampling.LANCZOS)
    image.paste(photo, (50, 190))
    top = write(pen, "8-GPU server, Blackwell generation, HSW 8U", at=(50, 110), size=30, width=1180, bold=True) + 50
    for name, value in FACTS:
        pen.text((700, top), name, font=typeface(16), fill=(104, 112, 122))
        top = write(pen, value, at=(700, top + 24), size=20, width=520) + 16
    pen.rounded_rectangle((700, top + 16, 960, top + 72), 10, fill=(32, 120, 84))
    pen.text((830, top + 44), "Ask the seller", font=typeface(20, bold=True), fill=(255, 255, 255), anchor="mm")
    pen.text((50, 800), f"{LISTED} · page captured 2025-08-22 09:20 (+08:00)", font=typeface(15), fill=(104, 112, 122))
    return png(image)
