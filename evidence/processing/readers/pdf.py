"""PDF: each page's text by pdfium, pdftotext as second voice where words are few, tesseract where there are none."""

import re
import subprocess
from functools import cached_property

import pypdfium2

from evidence.processing import pdfium
from evidence.processing.context import Context
from evidence.processing.ocr import MachineReader
from evidence.processing.segments import SegmentWriter
from evidence.processing.wire import Pin

FEW_WORDS = 5
OCR_DPI = 200
PDFTOTEXT = "/usr/bin/pdftotext"
PDFTOTEXT_SECONDS = 30.0
PDFTOTEXT_BYTES = 64 * 1024 * 1024


def read(context: Context, segments: SegmentWriter) -> None:
    """Stream the pages."""
    document = pdfium.open_pdf(context)
    second, reader = SecondVoice(context), MachineReader(context)
    count = len(document)
    context.facts |= {"pages": count, "document": _properties(document)}
    for number in range(1, min(count, context.limits.pages) + 1):
        _read_page(context, segments, document=document, number=number, second=second, reader=reader)
    if count > context.limits.pages:
        raise context.cap("pages_cap", f"Only the first {context.limits.pages:,} of {count:,} pages were read.")


def _read_page(
    context: Context,
    segments: SegmentWriter,
    *,
    document: pypdfium2.PdfDocument,
    number: int,
    second: "SecondVoice",
    reader: MachineReader,
) -> None:
    pin = Pin(page=number)
    try:
        page = document[number - 1]
        text = _text(page)
    except pypdfium2.PdfiumError:
        context.find("page_damaged", f"Page {number} is damaged and was left out.")
        return
    segments.add(pin, text, by="pypdfium2")
    if _words(text) < FEW_WORDS:
        other = second.page(number)
        if _words(other) > _words(text):
            segments.add(pin, other, by="pdftotext")
        if not _words(text) and not _words(other):
            _read_pixels(context, segments, page=page, pin=pin, reader=reader)
    page.close()


def _text(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    try:
        # pdfium marks a hyphen at a line's end with U+FFFE.
        return str(text_page.get_text_bounded()).replace("\r\n", "\n").replace("\ufffe", "-")
    finally:
        text_page.close()


def _read_pixels(
    context: Context, segments: SegmentWriter, *, page: pypdfium2.PdfPage, pin: Pin, reader: MachineReader
) -> None:
    if not any(True for _ in page.get_objects(max_depth=2)):
        return  # an empty page holds nothing to read
    context.find("no_text_layer", "Some pages have no text layer; what is found there was read from pixels.")
    if reader.is_installed:
        text = reader.read(pdfium.draw(page, dpi=OCR_DPI))
        segments.add(pin, text, by="tesseract", is_machine_reading=True)
    else:
        context.find("ocr_absent", "Pictures of text were not read: no tesseract is installed.")


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _properties(document: pypdfium2.PdfDocument) -> dict[str, str]:
    return {key: str(value)[:500] for key, value in document.get_metadata_dict(skip_empty=True).items()}


class SecondVoice:
    """pdftotext, run once for the whole file and only when it is asked."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def page(self, number: int) -> str:
        """The page's text as pdftotext reads it; empty when it is not installed or fails."""
        return self._pages[number - 1].strip() if number <= len(self._pages) else ""

    @cached_property
    def _pages(self) -> list[str]:
        target = self._context.tmp_dir / "second.txt"
        last = str(self._context.limits.pages)
        command = [PDFTOTEXT, "-enc", "UTF-8", "-l", last, str(self._context.source), str(target)]
        try:
            self._context.tools["pdftotext"] = self._version()
            subprocess.run(command, capture_output=True, env={}, timeout=PDFTOTEXT_SECONDS, check=True)
            with target.open("rb") as stream:
                return stream.read(PDFTOTEXT_BYTES).decode(errors="replace").split("\f")
        except FileNotFoundError:
            return []
        except subprocess.SubprocessError:
            self._context.find("second_voice_failed", "pdftotext could not read the file; pdfium alone was heard.")
            return []

    def _version(self) -> str:
        said = subprocess.run([PDFTOTEXT, "-v"], capture_output=True, env={}, timeout=10, check=False)
        match = re.search(rb"version ([0-9.]+)", said.stderr + said.stdout)
        return match[1].decode() if match else "unknown"
