"""Seconds for a dossier of about 20, 30 and 90 pages: the whole way, and bare WeasyPrint on the same HTML.

    python -m benchmarks.dossiers.run

Both sides start a fresh process, as the product does. Wall seconds are those of the product's own way, with walls;
the ratio is of processor seconds, which other work on the machine disturbs least, and is taken without walls, because
bubblewrap does not hand its child's seconds up.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from dossiers.domain.document import Document
from dossiers.rendering import confinement
from dossiers.rendering.chart import draw
from dossiers.rendering.estimate import estimate_pages, estimate_seconds
from dossiers.rendering.html import compose_html
from dossiers.rendering.render import render
from dossiers.rendering.wire import Job
from tests.dossiers.sample import draw_thumbnails, sample_document

HOME = Path(__file__).resolve().parents[2]
BARE = """
import sys
from pathlib import Path
from weasyprint import HTML
from dossiers.rendering.fetcher import SealedFetcher

html, out, assets = map(Path, sys.argv[1:])
table = {path.stem: path for path in assets.glob("*.jpg")}
HTML(string=html.read_text(), url_fetcher=SealedFetcher(table)).write_pdf(out)
"""


def grown(document: Document, times: int) -> Document:
    """The same dossier with so many times the parties, events and exhibits, each under an id of its own."""
    return replace(
        document,
        parties=tuple(replace(party, id=f"{party.id}-{n}") for n in range(times) for party in document.parties),
        chronology=tuple(replace(row, id=f"{row.id}-{n}") for n in range(times) for row in document.chronology),
        exhibits=tuple(
            replace(sheet, number=f"{sheet.number}-{n}") for n in range(times) for sheet in document.exhibits
        ),
        custody=document.custody * times,
    )


def shrunk(document: Document) -> Document:
    """Half of the parties and exhibits: about twenty pages."""
    return replace(document, parties=document.parties[:7], exhibits=document.exhibits[:8], custody=document.custody[:7])


@contextmanager
def without_walls() -> Iterator[None]:
    """Only the ceilings, so that processor seconds can be counted."""
    kept, confinement.has_walls = confinement.has_walls, lambda: False
    try:
        yield
    finally:
        confinement.has_walls = kept


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Wall seconds, and processor seconds of the children."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, used


def compare(name: str, document: Document, *, assets: dict[str, Path], folder: Path) -> str:
    """One line of the table."""
    job = Job(
        document=msgspec.Raw(b"{}"),
        out="",
        assets={},
        templates=str(HOME / "templates"),
        most_pages=0,
        chart=draw(document.network),
    )
    html, made = folder / "d.html", []
    html.write_text(compose_html(document, job=job), encoding="utf-8")
    wall, _ = measured(lambda: made.append(render(document, assets, out=folder / "d.pdf")))
    with without_walls():
        _, ours = measured(lambda: render(document, assets, out=folder / "d.pdf"))
    command = [sys.executable, "-c", BARE, str(html), str(folder / "bare.pdf"), str(folder)]
    bare_wall, bare = measured(lambda: subprocess.run(command, check=True, cwd=HOME))
    pages, kilobytes = made[0].pages, made[0].size_bytes // 1000
    guess = estimate_pages(document)
    cells = (name, pages, guess, estimate_seconds(guess), f"{wall:.1f}", f"{ours:.1f}", f"{1000 * ours / pages:.0f}")
    compared = (f"{bare_wall:.1f}", f"{bare:.1f}", f"{ours / bare:.2f}", kilobytes)
    return f"| {' | '.join(map(str, (*cells, *compared)))} |"


def main() -> None:
    """Print the table."""
    print(
        "| dossier | pages | guessed | s guessed | wall s | cpu s | ms a page | bare wall s | bare cpu s | ratio | kB |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assets = draw_thumbnails(folder)
        sample = sample_document(thumbnails=assets)
        small = {"twenty pages": shrunk(sample), "the sample": sample}
        for label, document in {**small, "times 6": grown(sample, 6)}.items():
            print(compare(label, document, assets=assets, folder=folder), flush=True)


if __name__ == "__main__":
    main()
