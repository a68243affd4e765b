"""The parent's side: a dossier's value in, a PDF on disk and its facts out; the work is done by a confined child."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dossiers.domain.content import to_json
from dossiers.domain.document import Document
from dossiers.rendering import failures
from dossiers.rendering.chart import draw
from dossiers.rendering.confinement import has_walls, inside
from dossiers.rendering.drawing import Drawing
from dossiers.rendering.estimate import estimate_pages
from dossiers.rendering.failures import RenderFailed
from dossiers.rendering.limits import STANDARD_LIMITS, Limits
from dossiers.rendering.pictures import take_pictures
from dossiers.rendering.supervision import lines_of_child
from dossiers.rendering.wire import Job, Line
from entities.layout import LayoutFailed

__all__ = ["Limits", "Progress", "Rendered", "render"]

PDF_START = b"%PDF-1."
MOST_DETAIL_BYTES = 4_000


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where the making stands, in words; `total` pages are an estimate until the end."""

    step: str
    done: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A finished PDF. The same document and pictures give the same `sha256` on the same fonts and libraries."""

    sha256: str
    pages: int
    size_bytes: int
    has_walls: bool  # False: this machine has no working bubblewrap, only the ceilings held
    warnings: tuple[str, ...] = ()


def render(
    document: Document,
    assets: Mapping[str, Path],
    *,
    out: Path,
    limits: Limits = STANDARD_LIMITS,
    on_progress: Callable[[Progress], None] = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Rendered:
    """Make the PDF of a dossier at `out`, whole or not at all.

    `assets` maps the SHA-256 of thumbnails (JPEG or PNG, already stripped of metadata) to files.
    `is_cancelled` is asked about five times a second. A link chart that cannot be drawn becomes a warning
    and a sentence in the dossier, whose table holds the same links.

    Raises:
        RenderFailed: the document cannot be printed; the sentence says why. Subclasses name limits,
            pictures and refused addresses.
        RenderCancelled: `is_cancelled` said yes.
    """
    with tempfile.TemporaryDirectory(prefix=".render-", dir=out.parent) as folder:
        work = Path(folder)
        work.chmod(0o755)
        chart, problem = _chart(document)
        job = _job(document, assets, work=work, limits=limits, chart=chart, problem=problem)
        on_progress(Progress(step="Starting", done=0, total=estimate_pages(document)))
        pages = _run(job, work=work, limits=limits, on_progress=on_progress, is_cancelled=is_cancelled)
        rendered = _take(work / "dossier.pdf", pages=pages, warnings=(problem,) if problem else ())
        (work / "dossier.pdf").replace(out)
    return rendered


def _chart(document: Document) -> tuple[Drawing | None, str]:
    try:
        return draw(document.network), ""
    except LayoutFailed as failed:
        return None, failed.sentence


def _job(
    document: Document, assets: Mapping[str, Path], *, work: Path, limits: Limits, chart: Drawing | None, problem: str
) -> Job:
    pictures = take_pictures(document, assets, into=work / "assets", limits=limits)
    seen = inside(work)
    return Job(
        document=msgspec.Raw(to_json(document)),
        out=str(seen.work / "dossier.pdf"),
        assets={digest: str(seen.work / "assets" / digest) for digest in pictures},
        templates=str(seen.home / "templates"),
        most_pages=limits.pages,
        chart=chart,
        chart_problem=problem,
    )


def _run(
    job: Job, *, work: Path, limits: Limits, on_progress: Callable[[Progress], None], is_cancelled: Callable[[], bool]
) -> int:
    total, last = estimate_pages(msgspec.json.decode(job.document, type=Document)), Line()
    with tempfile.TemporaryFile() as words, tempfile.TemporaryFile() as errors:
        words.write(msgspec.json.encode(job))
        words.seek(0)
        for line in lines_of_child(work, job=words, errors=errors, limits=limits, is_cancelled=is_cancelled):
            last = line
            if line.step:
                on_progress(Progress(step=line.step, done=line.page, total=max(total, line.page)))
        if not last.pages:
            errors.seek(0, os.SEEK_END)
            errors.seek(max(0, errors.tell() - MOST_DETAIL_BYTES))
            raise _failure(last, detail=errors.read().decode("utf-8", errors="replace"))
    return last.pages


def _failure(last: Line, *, detail: str) -> RenderFailed:
    kind = getattr(failures, last.failure, RenderFailed) if last.failure else RenderFailed
    sentence = last.sentence or "The making of the dossier ended unexpectedly, most likely for want of memory."
    failure: RenderFailed = kind(sentence, detail=detail)
    return failure


def _take(made: Path, *, pages: int, warnings: tuple[str, ...]) -> Rendered:
    """The facts of the file that the child left, which is believed only so far as it is a PDF."""
    content = b"" if made.is_symlink() else made.read_bytes()
    if not content.startswith(PDF_START):
        raise RenderFailed("The child left something that is not a PDF.")
    with made.open("rb") as handle:
        os.fsync(handle.fileno())
    return Rendered(
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        size_bytes=len(content),
        has_walls=has_walls(),
        warnings=warnings,
    )
