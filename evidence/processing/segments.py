"""Write text as segments: cleaned, cut to size, pinned, and never more than the limits allow."""

from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from evidence.processing.context import Context
from evidence.processing.wire import SEGMENT_BYTES, SEGMENTS_NAME, Pin, Segment, storable

BLOCK_CHARACTERS = 4_000
BLOCK_ROWS = 100


class SegmentWriter:
    """Streams segments into the output folder; use as a context manager."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._path: Path = context.out_dir / SEGMENTS_NAME
        self._stream: BinaryIO = self._path.open("wb")
        self.count = 0
        self.characters = 0

    def __enter__(self) -> "SegmentWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        if not self.count:
            self._path.unlink()

    def add(self, pin: Pin, text: str, *, by: str, is_machine_reading: bool = False) -> None:
        """Write one stretch of text, cut into as many segments as its size needs.

        Raises:
            CapReached: the characters allowed are used up; what fitted is written.
        """
        if not text.strip():
            return
        room = self._context.limits.characters - self.characters
        for piece in _pieces(self._clean(text[:room])):
            segment = Segment(pin=pin, text=piece, by=by, is_machine_reading=is_machine_reading)
            self._stream.write(msgspec.json.encode(segment) + b"\n")
            self.count += 1
        self.characters += min(len(text), room)
        if len(text) > room:
            ceiling = self._context.limits.characters
            raise self._context.cap("characters_cap", f"Only the first {ceiling:,} characters were kept.")

    def _clean(self, text: str) -> str:
        if "\x00" in text:
            self._context.find("text_nul", "The text holds NUL characters; they were replaced.")
        cleaned: str = storable(text)
        if cleaned.count("\ufffd") > text.count("\ufffd") + text.count("\x00"):
            self._context.find("text_surrogates", "The text holds broken characters; they were replaced.")
        return cleaned


def _pieces(text: str) -> list[str]:
    """Cut so that no piece is longer than a segment may be, at a line's or word's end where there is one near."""
    pieces = []
    while len(text.encode()) > SEGMENT_BYTES:
        head = text.encode()[:SEGMENT_BYTES].decode(errors="ignore")
        cut = max(head.rfind("\n"), head.rfind(" "))
        cut = cut + 1 if cut > len(head) // 2 else len(head)
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text] if text.strip() else pieces


class RowBlocks:
    """Gathers numbered rows (lines, records, paragraphs) into segments of a readable size."""

    def __init__(self, segments: SegmentWriter, *, by: str, sheet: str | None = None, part: str | None = None) -> None:
        self._segments, self._by, self._sheet, self._part = segments, by, sheet, part
        self._rows: list[str] = []
        self._first, self._size = 1, 0

    def add(self, row: int, text: str) -> None:
        """Take one row; empty ones are skipped and do not break the numbering."""
        if not text.strip():
            return
        if self._rows and (self._size + len(text) > BLOCK_CHARACTERS or row - self._first >= BLOCK_ROWS):
            self.flush()
        if not self._rows:
            self._first = row
        self._rows.append(text)
        self._size += len(text)
        self._last = row

    def flush(self) -> None:
        """Write what was gathered."""
        if not self._rows:
            return
        rows, self._rows, self._size = self._rows, [], 0
        pin = Pin(sheet=self._sheet, part=self._part, rows=(self._first, self._last))
        self._segments.add(pin, "\n".join(rows), by=self._by)
