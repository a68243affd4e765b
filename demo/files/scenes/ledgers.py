"""A page of a ledger, photographed on a desk."""

from PIL import Image, ImageDraw

from demo.files.pictures import SIZE, gradient, typeface

LINES = (
    ("holdings, nominees", ""),
    ("Lantanhurst BVI", "51 %  Mingfeld   20 Feb 2024"),
    ("   rest", "49 %  bearer, D.P.W."),
    ("Straits V.", "60 %  Lantanhurst   1 Mar 2024"),
    ("   rest", "40 %  M.T.L."),
    ("JHT (HK)", "via D.P.W., no paper"),
)


def draw_ledger() -> Image.Image:
    """Six lines by hand; the second gives the share."""
    desk = gradient((74, 54, 40), (48, 34, 26))
    page = Image.new("RGBA", (900, 660), (244, 238, 220, 255))
    pen = ImageDraw.Draw(page)
    for row in range(110, 640, 86):
        pen.line((40, row, 860, row), fill=(150, 172, 196), width=2)
    pen.line((330, 20, 330, 640), fill=(214, 120, 120), width=2)
    for place, (left, right) in enumerate(LINES):
        top = 62 + place * 86
        pen.text((54, top), left, font=typeface(29, italic=True), fill=(28, 38, 96))
        pen.text((352, top), right, font=typeface(29, italic=True), fill=(28, 38, 96))
    turned = page.rotate(-3.5, resample=Image.Resampling.BICUBIC, expand=True)
    desk.paste(turned, ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2), turned)
    return desk
