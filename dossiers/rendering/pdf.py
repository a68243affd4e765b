"""HTML to a tagged PDF with WeasyPrint. Imported in a child process only: WeasyPrint changes Pillow for its process."""

import logging
from collections.abc import Mapping
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from dossiers.rendering.failures import AddressRefused, RenderFailed, RenderOverLimit
from dossiers.rendering.fetcher import SealedFetcher

VARIANT = "pdf/ua-1"


class _Complaints(logging.Handler):
    """Collects what WeasyPrint warns of: bad styles, missing alternative texts, addresses without a base."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(record.getMessage())


def write_pdf(html: str, *, assets: Mapping[str, Path], out: Path, most_pages: int) -> int:
    """Lay out and write the document; returns the number of pages. `out` exists only after success.

    Raises:
        AddressRefused: it asks for an address outside `assets`.
        RenderOverLimit: more than `most_pages`, or nested too deep to lay out.
        RenderFailed: WeasyPrint warned of something.
    """
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.handlers = [complaints]
    try:
        laid_out = HTML(string=html, url_fetcher=SealedFetcher(assets)).render()
        if len(laid_out.pages) > most_pages:
            raise RenderOverLimit(
                f"The dossier has {len(laid_out.pages)} pages; at most {most_pages} go into a volume."
            )
        _refuse_complaints(complaints)
        content = laid_out.write_pdf(pdf_variant=VARIANT)
    except FatalURLFetchingError as refused:  # derives from BaseException: caught by its name
        raise AddressRefused("The dossier asks for an address that it may not reach.", detail=str(refused)) from refused
    except RecursionError as deep:
        raise RenderOverLimit("A text in the dossier is nested too deep to be laid out.") from deep
    _refuse_complaints(complaints)
    out.write_bytes(content)
    return len(laid_out.pages)


def _refuse_complaints(complaints: _Complaints) -> None:
    if complaints.sentences:
        raise RenderFailed(f"The dossier could not be laid out cleanly: {complaints.sentences[0]}")
