"""The images step: only fresh, upright sRGB pixels come out, and damage has a name."""

import hashlib

import pytest
from PIL import Image

from evidence.processing.limits import Limits
from evidence.processing.results import Outcome, Step
from tests.evidence.processing import corpus


def test_a_photograph_is_turned_upright_and_loses_its_records(look):
    seen = look(Step.IMAGES, corpus.photograph_with_place())

    assert seen.names == ["thumb-240.png", "thumb-960.png"]
    with Image.open(seen.folder / "thumb-240.png") as small:
        assert small.size == (120, 240)
        assert (small.mode, dict(small.getexif()), set(small.info)) == ("RGB", {}, set())
    [_, large] = seen.result.files
    assert large.sha256 == hashlib.sha256((seen.folder / large.name).read_bytes()).hexdigest()


def test_each_page_of_a_pdf_is_drawn_at_a_fixed_resolution(look):
    seen = look(Step.IMAGES, corpus.pdf("one", "two", "three"), limits=Limits(page_images=2))

    assert seen.names == ["page-0001.png", "page-0002.png", "thumb-240.png", "thumb-960.png"]
    assert "page_images_cap" in seen.codes
    with Image.open(seen.folder / "page-0001.png") as page:
        assert page.width == pytest.approx(595 * 110 / 72, abs=2)


@pytest.mark.parametrize(
    "content",
    [
        corpus.cmyk_jpeg(),
        corpus.profiled_jpeg(),
        corpus.heic(),
        corpus.saved(corpus.picture(mode="RGBA"), format="PNG"),
    ],
    ids=["cmyk", "profiled", "heic", "transparent"],
)
def test_every_colour_model_ends_as_rgb(look, content):
    seen = look(Step.IMAGES, content)

    assert seen.result.outcome is Outcome.EXTRACTED, seen.result.reason
    with Image.open(seen.folder / "thumb-240.png") as small:
        assert (small.mode, max(small.size)) == ("RGB", 240)


def test_sixteen_bits_are_scaled_and_not_clipped(look):
    seen = look(Step.IMAGES, corpus.deep_png())

    with Image.open(seen.folder / "thumb-240.png") as small:
        assert small.getpixel((5, 5)) == pytest.approx((128, 128, 128), abs=2)


@pytest.mark.parametrize("kept", [0.3, 0.95])
def test_a_jpeg_cut_short_is_refused_by_name(look, kept):
    whole = corpus.saved(corpus.picture(size=(2000, 1500)), format="JPEG")

    seen = look(Step.IMAGES, whole[: int(len(whole) * kept)])

    assert seen.result.outcome is Outcome.REFUSED
    assert "picture_truncated" in seen.codes
    assert seen.names == []


@pytest.mark.slow
def test_nine_hundred_megapixels_are_refused_unread(look):
    content = corpus.png_that_claims(30_000, 30_000)

    seen = look(Step.IMAGES, content)

    assert len(content) < 200_000
    assert seen.result.outcome is Outcome.REFUSED
    assert seen.result.reason == "The picture has more than 120,000,000 pixels."


@pytest.mark.slow
def test_a_thousand_frames_are_drawn_up_to_the_ceiling(look):
    seen = look(Step.IMAGES, corpus.tiff_of(1000), limits=Limits(page_images=5))

    assert seen.result.outcome is Outcome.EXTRACTED
    assert "frames_cap" in seen.codes
    assert seen.names == [*(f"page-000{n}.png" for n in range(1, 6)), "thumb-240.png", "thumb-960.png"]


def test_a_postscript_picture_is_not_even_tried(look):
    seen = look(Step.IMAGES, b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n")

    assert seen.result.outcome is Outcome.REFUSED
    assert "nothing to draw" in seen.result.reason
