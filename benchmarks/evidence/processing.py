"""What the walls cost: text pages and thumbnails through a confined step, against the bare library call.

Both are taken in one run on the same files, alternating, and reported as a ratio, because machines differ.
Run from the project's root: `python -m benchmarks.evidence.processing`.
"""

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from reportlab.pdfgen import canvas

from evidence.processing.results import Outcome, Step
from evidence.processing.runner import run_step, strongest_isolation

PAGES = 200
MEGAPIXELS_12 = (4000, 3000)


def pages_pdf(count: int) -> bytes:
    """Pages of forty lines, as a typed report has."""
    target = io.BytesIO()
    sheet = canvas.Canvas(target)
    for page in range(count):
        for line in range(40):
            sheet.drawString(
                72, 780 - 18 * line, f"Page {page} line {line}: units consigned to a buyer never seen again"
            )
        sheet.showPage()
    sheet.save()
    return target.getvalue()


def photograph() -> bytes:
    """Twelve megapixels with grain, so that decoding has something to do."""
    target = io.BytesIO()
    grain = Image.effect_noise(MEGAPIXELS_12, 40)
    Image.merge("RGB", (grain, grain.rotate(180), grain)).save(target, format="JPEG", quality=85)
    return target.getvalue()


def bare_text(source: Path) -> None:
    """Every page's text, in this process."""
    with pypdfium2.PdfDocument(source) as document:
        for page in document:
            page.get_textpage().get_text_bounded()


def bare_thumbnails(source: Path) -> None:
    """The same two thumbnails, in this process."""
    with Image.open(source, formats=["JPEG"]) as picture:
        picture.draft("RGB", (960, 960))
        picture.thumbnail((960, 960))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        for side in (960, 240):
            upright.thumbnail((side, side))
            upright.save(io.BytesIO(), format="PNG")


def confined(step: Step) -> Callable[[Path], None]:
    """The same work behind the walls, start of the child included."""

    def run(source: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            result = run_step(step, source=source, out_dir=Path(folder))
        if result.outcome is not Outcome.EXTRACTED:
            raise SystemExit(f"{step}: {result.reason}")

    return run


def seconds(work: Callable[[Path], None], source: Path) -> float:
    """One run by the wall clock."""
    started = time.perf_counter()
    work(source)
    return time.perf_counter() - started


def compare(label: str, *, source: Path, bare: Callable[[Path], None], step: Step, units: int, rounds: int) -> None:
    """Print units a second of both ways and their ratio, medians of the rounds."""
    walled = confined(step)
    pairs = [(seconds(bare, source), seconds(walled, source)) for _ in range(rounds)]
    alone, behind = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(second / first for first, second in pairs)
    print(f"{label:24} bare {units / alone:8.1f}/s   confined {units / behind:8.1f}/s   time ratio {ratio:5.2f}")


def main() -> None:
    """Make the files, run both ways, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(f"isolation: {strongest_isolation().value}")
    with tempfile.TemporaryDirectory() as folder:
        report, photo, note = (Path(folder) / name for name in ("report", "photo", "note"))
        report.write_bytes(pages_pdf(PAGES))
        photo.write_bytes(photograph())
        note.write_bytes(pages_pdf(1))
        compare("text pages, 200 a file", source=report, bare=bare_text, step=Step.TEXT, units=PAGES, rounds=rounds)
        compare("text pages, 1 a file", source=note, bare=bare_text, step=Step.TEXT, units=1, rounds=rounds)
        compare("thumbnails, 12 MP JPEG", source=photo, bare=bare_thumbnails, step=Step.IMAGES, units=2, rounds=rounds)


if __name__ == "__main__":
    main()
