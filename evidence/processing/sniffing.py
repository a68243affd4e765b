"""Decide what a file is by its content: two sniffers and the known signatures, each voice kept.

Seen in the field: libmagic takes prose with commas for text/csv and a PDF behind 300 newlines for text/plain;
puremagic takes HEIC for video/mp4. So signatures that the readers rely on are looked at here as well.
"""

import codecs
import csv
import importlib.metadata
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import magic
import puremagic

from evidence.processing import media_types as types

HEAD_BYTES = 256 * 1024
TAIL_BYTES = 66 * 1024  # a ZIP's end record and its longest comment
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
HEADER_LINE = re.compile(rb"^(from|to|subject|date|message-id|received|mime-version|return-path):", re.I | re.M)
ZIP_CONTENTS = (
    ("word/document.xml", types.DOCX),
    ("xl/workbook.xml", types.XLSX),
    ("xl/workbook.bin", types.XLSB),
    ("ppt/presentation.xml", types.PPTX),
)


@dataclass(frozen=True, kw_only=True)
class Voices:
    """What each sniffer said, and what was decided."""

    libmagic: str
    libmagic_words: str
    puremagic: str
    claimed: str  # by the name's ending
    decided: str
    also: tuple[str, ...]  # further types that the same bytes could be opened as


def sniff(path: Path, *, claimed_name: str = "") -> Voices:
    """Hear every voice on one file."""
    head, tail = _ends(path)
    first = _normal(magic.from_buffer(head, mime=True)) if head else ""
    decided = decide(path, head=head, libmagic=first)
    return Voices(
        libmagic=first,
        libmagic_words=magic.from_buffer(head)[:300] if head else "",
        puremagic=_second_voice(head),
        claimed=_normal(types.claimed_by(claimed_name)),
        decided=decided,
        also=tuple(_also(head=head, tail=tail, decided=decided)),
    )


def versions() -> dict[str, str]:
    """The sniffers' versions."""
    number = int(cast("Any", magic).version())
    return {"libmagic": f"{number // 100}.{number % 100}", "puremagic": importlib.metadata.version("puremagic")}


def media_type_of(path: Path) -> str:
    """The decided type alone."""
    head, _ = _ends(path)
    return decide(path, head=head, libmagic=_normal(magic.from_buffer(head, mime=True)))


def decide(path: Path, *, head: bytes, libmagic: str) -> str:
    """The type by which a reader is chosen: a container's inside, then a signature, then libmagic, then the text."""
    if head.startswith(ZIP_STARTS):
        return _inside_zip(path)
    if head.startswith(OLE_SIGNATURE):
        return _inside_ole(path)
    if b"%PDF-" in head[:1024] and not libmagic.startswith("image/"):
        return types.PDF
    if libmagic.startswith("text/") or libmagic in {types.UNKNOWN, types.EML, "application/json", "message/news"}:
        return _kind_of_text(head, libmagic=libmagic)
    # Chinese text may begin with the byte of a jump instruction, and libmagic then takes it for a program.
    if types.reader_for(libmagic) is None and libmagic not in types.ARCHIVES and _is_clean_utf8(head):
        return _kind_of_text(head, libmagic="text/plain")
    return libmagic


def _normal(media_type: str) -> str:
    return types.SYNONYMS.get(media_type, media_type)


def _ends(path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        stream.seek(max(0, path.stat().st_size - TAIL_BYTES))
        return head, stream.read(TAIL_BYTES)


def _second_voice(head: bytes) -> str:
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):  # nothing known, nothing there
        return ""
    return _normal(next((match.mime_type for match in found if match.mime_type), ""))


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            is_ods = _first_bytes(archive, "mimetype").strip() == types.ODS.encode()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return "application/zip"
    if is_ods:
        return types.ODS
    return next((kind for member, kind in ZIP_CONTENTS if member in names), "application/zip")


def _first_bytes(archive: zipfile.ZipFile, member: str) -> bytes:
    try:
        with archive.open(member) as stream:
            return stream.read(100)
    except (KeyError, RuntimeError, EOFError):
        return b""


def _inside_ole(path: Path) -> str:
    # Directory entries hold their names in UTF-16; reading them needs no parser of the whole container.
    with path.open("rb") as stream:
        content = stream.read(64 * 1024 * 1024)
    named = (
        ("EncryptedPackage", types.ENCRYPTED_OFFICE),
        ("__properties_version1.0", types.MSG),
        ("WordDocument", "application/msword"),
        ("Workbook", types.XLS),
        ("Book", types.XLS),
    )
    return next((kind for name, kind in named if name.encode("utf-16-le") in content), "application/x-ole-storage")


def _kind_of_text(head: bytes, *, libmagic: str) -> str:
    if not _is_text(head):
        return types.UNKNOWN if libmagic.startswith("text/") or libmagic == types.EML else libmagic
    start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if len({match.lower() for match in HEADER_LINE.findall(start.split(b"\n\n")[0].split(b"\r\n\r\n")[0])}) >= 2:
        return types.EML
    if re.match(rb"<!doctype html|<html", start, re.I):
        return "text/html"
    if start.startswith(b"<?xml"):
        return libmagic if libmagic in {"text/html", "image/svg+xml"} else "text/xml"
    if libmagic in {"text/html", "text/xml", "application/json"}:
        return libmagic
    return "text/csv" if _is_table(head) else "text/plain"


def _is_text(head: bytes) -> bool:
    """Text may hold some NUL bytes, which libmagic alone takes for a sign of binary data; other controls are rare."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(head.count(bytes([code])) for code in range(1, 32) if code not in b"\t\n\r\f\x1b\b")
    return controls <= len(head) // 100 and head.count(0) <= len(head) // 10


def _is_clean_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return _is_text(head) and 0 not in head


def _is_table(head: bytes) -> bool:
    """The same number of columns, two or more, in every one of the first lines."""
    text = _rough_text(head)
    lines = text.splitlines()[:20]
    if len(lines) < 2:
        return False
    return any(_agrees(lines, delimiter=delimiter) for delimiter in ",;\t|")


def _agrees(lines: list[str], *, delimiter: str) -> bool:
    try:
        widths = {len(row) for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter) if row}
    except csv.Error:
        return False
    return len(widths) == 1 and widths.pop() >= 2


def _rough_text(head: bytes) -> str:
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    return head.decode(encoding, errors="replace")


def _also(*, head: bytes, tail: bytes, decided: str) -> list[str]:
    """Signs of a second nature: bytes that another program would open as something else."""
    is_zip = head.startswith(ZIP_STARTS)
    is_picture = decided.startswith("image/") and decided != "image/svg+xml"
    signs = (
        (b"PK\x05\x06" in tail and not is_zip and decided not in types.ARCHIVES, "application/zip"),
        (b"%PDF-" in head[:1024] and decided != types.PDF, types.PDF),
        (is_picture and re.search(rb"<script|<html|<\?php", head[:4096], re.I) is not None, "text/html"),
    )
    return [kind for is_so, kind in signs if is_so]
