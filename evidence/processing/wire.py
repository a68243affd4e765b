"""What crosses from the child to the parent, as schemas that both sides hold it to.

The parent treats every byte as hostile: sizes are capped before reading, shapes are checked while decoding.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

REPORT_NAME = "report.json"
REPORT_BYTES = 2 * 1024 * 1024
SEGMENTS_NAME = "segments.jsonl"
ENTRIES_NAME = "entries.jsonl"
SEGMENT_BYTES = 16 * 1024  # of UTF-8 in one segment's text
LINE_BYTES = 8 * SEGMENT_BYTES  # JSON may write one byte as six

Sentence = Annotated[str, Meta(min_length=1, max_length=600)]
Code = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
Positive = Annotated[int, Meta(ge=1, le=2**31)]
Label = Annotated[str, Meta(max_length=2100)]  # a name of 255 hidden characters, each made visible
MemberKind = Literal["file", "folder", "link", "other"]


class Job(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the parent asks of the child; paths as the child sees them."""

    step: str
    source: str
    out_dir: str
    tmp_dir: str
    claimed_name: str
    limits: dict[str, int | float]


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the child says that the step ended."""

    outcome: Literal["extracted", "empty", "encrypted", "refused", "crashed"]
    reason: Sentence
    facts: dict[str, Any]
    findings: Annotated[list[tuple[Code, Sentence]], Meta(max_length=300)]
    tools: Annotated[dict[str, Label], Meta(max_length=40)]


class Pin(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where in the file: counted from 1, as a person would."""

    page: Positive | None = None
    sheet: Label | None = None
    part: Label | None = None
    rows: tuple[Positive, Positive] | None = None  # first and last


class Segment(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A stretch of text that can be cited by its pin."""

    pin: Pin
    text: str
    by: Label = ""  # the tool; its version is among the result's tools
    is_machine_reading: bool = False  # read from pixels, not from characters


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One member of an archive, counted while unpacking. `path` names the archives around it, outermost first."""

    name: Label
    path: list[Label]
    size_bytes: int = 0
    sha256: str = ""
    kind: MemberKind = "file"
    is_encrypted: bool = False


T = TypeVar("T")


class SegmentsDamaged(Exception):
    """A segments or entries file does not hold what it should."""


def read_segments(path: Path) -> Iterator[Segment]:
    """Stream the segments of a produced file, each checked.

    Raises:
        SegmentsDamaged: a line is too long or not a segment.
    """
    for segment in _lines(path, Segment):
        if len(segment.text.encode()) > SEGMENT_BYTES or "\x00" in segment.text:
            raise SegmentsDamaged("A segment's text is too long or holds NUL.")
        yield segment


def read_entries(path: Path) -> Iterator[Entry]:
    """Stream the members listed in a produced file, each checked.

    Raises:
        SegmentsDamaged: a line is too long or not an entry.
    """
    yield from _lines(path, Entry)


def _lines(path: Path, shape: type[T]) -> Iterator[T]:
    decoder = msgspec.json.Decoder(shape)
    with path.open("rb") as stream:
        while line := stream.readline(LINE_BYTES + 1):
            if len(line) > LINE_BYTES:
                raise SegmentsDamaged("A line is too long.")
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, RecursionError) as problem:
                raise SegmentsDamaged("A line has the wrong shape.") from problem


SURROGATES = re.compile("[\ud800-\udfff]")


def storable(value: Any, *, depth: int = 0) -> Any:
    """A copy of a JSON value without NUL and lone surrogates, which no database stores; deep nesting is cut."""
    if depth > 12:
        return "…"
    match value:
        case str():
            return SURROGATES.sub("\ufffd", value.replace("\x00", "\ufffd"))
        case dict():
            return {storable(str(k)): storable(v, depth=depth + 1) for k, v in value.items()}
        case list() | tuple():
            return [storable(item, depth=depth + 1) for item in value]
        case _:
            return value
