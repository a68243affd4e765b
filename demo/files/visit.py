"""Report of the maker's visit on 16 July 2025 as a DOCX (X-07.1)."""

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Report
from docx.shared import Pt

from demo.files.archives import without_clock
from demo.files.letterheads import NAMES
from demo.scenarios.paper_lantern.photographs import oem_photos
from demo.scenarios.paper_lantern.reconciliation import OEM_COUNT
from demo.scenarios.paper_lantern.units import OEM_VISIT, Answer, identity_on, seen

WRITTEN_AT = "2025-07-17T09:00:00Z"
HEAD = ("Label", "Photograph", "Answer of the controller", "Serial reported")
WORDS = {
    Answer.CONFIRMED: "answers with the same serial",
    Answer.MISMATCHED: "answers with another serial",
    Answer.SILENT: "does not answer",
}


def make_visit_report() -> bytes:
    """Counts, constraints and a table of the 40 labels read."""
    report = Document()
    report.styles["Normal"].font.name, report.styles["Normal"].font.size = "Calibri", Pt(10.5)
    report.add_heading("Site visit, Veldrane Ridge DC-2, 16 July 2025", level=1)
    _narrative(report)
    _labels(report)
    properties = report.core_properties
    properties.author = properties.last_modified_by = NAMES["E01"]
    properties.title, properties.comments = "Site visit, 16 July 2025", ""
    properties.created = properties.modified = datetime(2025, 7, 17, 9, 0, tzinfo=UTC)
    buffer = io.BytesIO()
    report.save(buffer)
    return without_clock(buffer.getvalue(), written_at=WRITTEN_AT)


def _narrative(report: Report) -> None:
    answers = [one.answer_on(OEM_VISIT) for one in seen(OEM_VISIT)]
    report.add_paragraph(
        f"Visit by the field team of {NAMES['E01']}, admitted by {NAMES['E04']} from 09:40 to 16:00 (+08:00)."
    )
    report.add_heading("Count", level=2)
    report.add_paragraph(
        f"Racked: {OEM_COUNT.racked} servers. In crates: {OEM_COUNT.crated}. In all: {OEM_COUNT.total}."
    )
    report.add_paragraph("Crates were closed and could not be opened; they were counted from outside.")
    report.add_heading("Labels", level=2)
    report.add_paragraph(
        f"{len(answers)} labels could be read. {answers.count(Answer.CONFIRMED)} controllers answer with the serial of "
        f"the label, {answers.count(Answer.MISMATCHED)} with another one, {answers.count(Answer.SILENT)} do not answer."
    )
    report.add_paragraph("41 photographs are attached. The clock of the camera was compared with the site's at 09:45.")


def _labels(report: Report) -> None:
    photos = {label: photo.filename for photo in oem_photos() for label in photo.labels}
    labelled = seen(OEM_VISIT)
    table = report.add_table(rows=len(labelled) + 1, cols=len(HEAD), style="Light Grid Accent 1")
    lines = [HEAD, *((one.label, photos[one.label], *_answer_of(one.label)) for one in labelled)]
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text


def _answer_of(label: str) -> tuple[str, str]:
    one = next(one for one in seen(OEM_VISIT) if one.label == label)
    return WORDS[one.answer_on(OEM_VISIT) or Answer.SILENT], identity_on(one, OEM_VISIT) or "-"
