"""What the child left in its output folder, opened with care and checked before anybody relies on it."""

import hashlib
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from evidence.processing import wire
from evidence.processing.limits import Limits
from evidence.processing.results import ProducedFile
from evidence.processing.wire import Report

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
BLOCK_BYTES = 1024 * 1024
JSON_LINES = "application/jsonl"


class ReportNotUsable(Exception):
    """The child left no report, or one that the schema refuses."""


class FileNotAcceptable(Exception):
    """The child left something that no step produces."""


class Kind(NamedTuple):
    """A kind of produced file: how it is named, and how its content is checked."""

    name: re.Pattern[str]
    media_type: str
    check: Callable[[Path], None]


def take_report(out_dir: Path) -> Report:
    """Read the child's report and remove it from the folder.

    Raises:
        ReportNotUsable: it is absent, too large, not an ordinary file, or has the wrong shape.
    """
    path = out_dir / wire.REPORT_NAME
    try:
        with _open_ordinary(path) as stream:
            content = stream.read(wire.REPORT_BYTES + 1)
    except (OSError, FileNotAcceptable) as problem:
        raise ReportNotUsable("The step ended without a report.") from problem
    if len(content) > wire.REPORT_BYTES:
        raise ReportNotUsable("The step's report is too large to be believed.")
    path.unlink()
    try:
        return msgspec.json.decode(content, type=Report)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise ReportNotUsable("The step's report has the wrong shape.") from problem


def take_files(out_dir: Path, *, limits: Limits) -> tuple[ProducedFile, ...]:
    """Check and hash every file in the folder.

    Raises:
        FileNotAcceptable: a name, a type, a size or a content that no step produces.
    """
    paths = sorted(out_dir.iterdir())
    if len(paths) > limits.page_images + 10:
        raise FileNotAcceptable("The step left more files than it may.")
    return tuple(_take(path, limits=limits) for path in paths)


def _take(path: Path, *, limits: Limits) -> ProducedFile:
    kind = next((kind for kind in KINDS if kind.name.fullmatch(path.name)), None)
    if kind is None:
        raise FileNotAcceptable("The step left a file with a name that no step produces.")
    try:
        with _open_ordinary(path) as stream:
            size_bytes, sha256 = _measure(stream)
    except OSError as problem:
        raise FileNotAcceptable("The step left a file that cannot be opened.") from problem
    if size_bytes > limits.produced_file_bytes:
        raise FileNotAcceptable("The step left a file that is larger than it may be.")
    kind.check(path)
    return ProducedFile(name=path.name, media_type=kind.media_type, sha256=sha256, size_bytes=size_bytes)


def _open_ordinary(path: Path) -> BinaryIO:
    """Open without following a link and without waiting for a pipe; a second name for a file is refused too."""
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    found = os.fstat(number)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        os.close(number)
        raise FileNotAcceptable("The step left something that is not an ordinary file.")
    return os.fdopen(number, "rb")


def _measure(stream: BinaryIO) -> tuple[int, str]:
    digest, size_bytes = hashlib.sha256(), 0
    while block := stream.read(BLOCK_BYTES):
        digest.update(block)
        size_bytes += len(block)
    return size_bytes, digest.hexdigest()


def _check_segments(path: Path) -> None:
    try:
        for _ in wire.read_segments(path):
            pass
    except wire.SegmentsDamaged as problem:
        raise FileNotAcceptable("The step left a text file with the wrong shape.") from problem


def _check_entries(path: Path) -> None:
    try:
        for _ in wire.read_entries(path):
            pass
    except wire.SegmentsDamaged as problem:
        raise FileNotAcceptable("The step left a listing with the wrong shape.") from problem


def _check_png(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(33)
    width, height = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if not head.startswith(PNG_SIGNATURE) or head[12:16] != b"IHDR" or not 0 < width * height <= 40_000_000:
        raise FileNotAcceptable("The step left a picture that is not the PNG it should be.")


KINDS = (
    Kind(re.compile(re.escape(wire.SEGMENTS_NAME)), JSON_LINES, _check_segments),
    Kind(re.compile(re.escape(wire.ENTRIES_NAME)), JSON_LINES, _check_entries),
    Kind(re.compile(r"thumb-(240|960)\.png"), "image/png", _check_png),
    Kind(re.compile(r"page-[0-9]{4}\.png"), "image/png", _check_png),
)
