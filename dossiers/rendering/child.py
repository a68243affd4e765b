"""The child process: one job on standard input, lines of progress on standard output, one PDF."""

import logging
import re
import sys
from pathlib import Path

import msgspec

from dossiers.domain.document import Document
from dossiers.rendering.failures import RenderFailed, RenderOverLimit
from dossiers.rendering.html import compose_html
from dossiers.rendering.legible import all_legible
from dossiers.rendering.pdf import write_pdf
from dossiers.rendering.wire import Job, Line

_STEPS = (
    (re.compile("Step 3"), "Applying the style"),
    (re.compile("Step 4"), "Forming the chapters"),
    (re.compile(r"Step 5 .* Page (\d+)"), "Laying out the pages"),
    (re.compile("Step 5"), "Setting page numbers"),
    (re.compile("Step 6"), "Writing the PDF"),
    (re.compile("Step 7"), "Finishing the PDF"),
)


class _Progress(logging.Handler):
    """Turns WeasyPrint's log of steps into lines for the parent."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        for pattern, step in _STEPS:
            if found := pattern.search(message):
                _say(Line(step=step, page=int(found[1]) if found.groups() else 0))
                return


def main() -> None:
    """Do the job of standard input; a failure is said in a line, a crash by the exit code."""
    try:
        _say(Line(pages=_do(msgspec.json.decode(sys.stdin.buffer.read(), type=Job))))
    except RenderFailed as failed:
        _say(Line(failure=type(failed).__name__, sentence=failed.sentence))
    except MemoryError:
        _say(Line(failure=RenderOverLimit.__name__, sentence="Making the dossier needs more memory than it may use."))


def _do(job: Job) -> int:
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.handlers = [_Progress()]
    document = msgspec.convert(all_legible(msgspec.json.decode(job.document)), Document)
    _say(Line(step="Composing the text"))
    html = compose_html(document, job=job)
    assets = {digest: Path(path) for digest, path in job.assets.items()}
    return write_pdf(html, assets=assets, out=Path(job.out), most_pages=job.most_pages)


def _say(line: Line) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
    sys.stdout.buffer.flush()
