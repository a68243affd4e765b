"""The archive step: list what is inside, level by level, counting and hashing every byte while it is unpacked.

Nothing unpacked leaves the child; links are named and not followed; a bomb is refused while it unfolds.
"""

import bz2
import gzip
import hashlib
import lzma
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, Literal, NamedTuple

import msgspec

from evidence.processing import sniffing
from evidence.processing.context import CapReached, ContentRefused, Context
from evidence.processing.media_types import ARCHIVES
from evidence.processing.names import safe_name
from evidence.processing.packages import Counted, UnpackBudget
from evidence.processing.results import Outcome
from evidence.processing.segments import RowBlocks, SegmentWriter
from evidence.processing.wire import ENTRIES_NAME, Entry, MemberKind

DAMAGES = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
)
OPENERS: dict[str, Callable[[Path, Literal["rb"]], Any]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
SIGNATURES = ((b"PK\x03\x04", "zip"), (b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"))
TAR_SIGNATURE_AT = 257


class Member(NamedTuple):
    """One member of one level, before it is read; `stream` is None for what has no bytes of its own."""

    name: str
    kind: MemberKind
    stream: IO[bytes] | None
    is_encrypted: bool = False


def run(context: Context) -> tuple[Outcome, str]:
    """List the archive."""
    media_type = sniffing.media_type_of(context.source)
    context.tools |= sniffing.versions()
    context.facts["media_type"] = media_type
    if media_type not in ARCHIVES:
        raise ContentRefused(f"There is nothing to unpack in {media_type}.")
    with SegmentWriter(context) as segments, (context.out_dir / ENTRIES_NAME).open("wb") as target:
        listing = Listing(context, segments, target=target)
        try:
            listing.level(context.source, kind=ARCHIVES[media_type], path=[])
        except CapReached:
            context.facts["is_complete"] = False
        finally:
            listing.close()
    return listing.outcome()


class Listing:
    """One walk through an archive and the archives in it."""

    def __init__(self, context: Context, segments: SegmentWriter, *, target: BinaryIO) -> None:
        self._context, self._target = context, target
        self._names = RowBlocks(segments, by="python")
        self._budget = UnpackBudget(context)
        self._count = self._encrypted = 0

    def level(self, source: Path, *, kind: str, path: list[str]) -> None:
        """List one archive; damage ends this level with a finding and leaves what was listed."""
        try:
            for member in _members(source, kind=kind):
                self._member(member, path=path)
        except DAMAGES:
            shown = " > ".join(path) or "The archive"
            self._context.find("archive_damaged", f"{shown} is damaged; the list ends there.")

    def close(self) -> None:
        """Write what is still gathered, and the totals."""
        self._names.flush()
        self._context.facts["archive"] = {
            "entries": self._count,
            "encrypted_entries": self._encrypted,
            "unpacked_bytes": self._budget.unpacked_bytes,
        }

    def outcome(self) -> tuple[Outcome, str]:
        """What the walk came to."""
        if self._encrypted:
            return Outcome.ENCRYPTED, f"{self._encrypted} of {self._count} entries need a password; all are listed."
        if self._count:
            return Outcome.EXTRACTED, f"{self._count} entries are listed."
        if any(finding.code == "archive_damaged" for finding in self._context.findings):
            return Outcome.REFUSED, "The archive is damaged and cannot be listed."
        return Outcome.EMPTY, "The archive holds nothing."

    def _member(self, member: Member, *, path: list[str]) -> None:
        if self._count >= self._context.limits.entries:
            raise self._context.cap(
                "entries_cap", f"Only the first {self._context.limits.entries:,} entries are listed."
            )
        shown = self._judged_name(member)
        if member.is_encrypted:
            self._encrypted += 1
            self._write(Entry(name=shown, path=path, is_encrypted=True))
        elif member.stream is None:
            self._write(Entry(name=shown, path=path, kind=member.kind))
        else:
            self._content(member.stream, name=shown, path=path)

    def _judged_name(self, member: Member) -> str:
        name = safe_name(member.name)
        for finding in name.findings:
            self._context.find(f"entry_{finding.code}", f"Entry {name.display}: {finding.sentence}")
        if member.kind == "link":
            self._context.find("entry_link", f"Entry {name.display} is a link; it was not followed.")
        return name.display

    def _content(self, stream: IO[bytes], *, name: str, path: list[str]) -> None:
        """Read to the end; a member that is itself an archive is kept aside and listed next."""
        counted, digest, size_bytes = Counted(stream, budget=self._budget), hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self._context.tmp_dir) as aside:
            block = counted.read()
            kind = _archive_kind(block)
            while block:
                digest.update(block)
                size_bytes += len(block)
                if kind:
                    aside.write(block)
                block = counted.read()
            aside.flush()
            self._write(Entry(name=name, path=path, size_bytes=size_bytes, sha256=digest.hexdigest()))
            if kind:
                self._descend(Path(aside.name), kind=kind, path=[*path, name])

    def _descend(self, source: Path, *, kind: str, path: list[str]) -> None:
        if len(path) >= self._context.limits.depth:
            sentence = f"Archives inside archives are listed to {self._context.limits.depth} levels only."
            self._context.find("archive_depth", sentence)
            return
        self.level(source, kind=kind, path=path)

    def _write(self, entry: Entry) -> None:
        self._count += 1
        self._target.write(msgspec.json.encode(entry) + b"\n")
        self._names.add(self._count, " > ".join([*entry.path, entry.name]))


def _archive_kind(block: bytes) -> str | None:
    if block[TAR_SIGNATURE_AT : TAR_SIGNATURE_AT + 5] == b"ustar":
        return "tar"
    return next((kind for signature, kind in SIGNATURES if block.startswith(signature)), None)


def _members(source: Path, *, kind: str) -> Iterator[Member]:
    if kind == "zip":
        return _zip_members(source)
    if kind == "tar":
        return _tar_members(source)
    return _single_member(source, kind=kind)


def _zip_members(source: Path) -> Iterator[Member]:
    with zipfile.ZipFile(source) as archive:
        for info in archive.infolist():
            mode = info.external_attr >> 16
            if info.flag_bits & 1:
                yield Member(info.filename, "file", None, is_encrypted=True)
            elif stat.S_ISLNK(mode):
                yield Member(info.filename, "link", None)
            elif info.is_dir():
                yield Member(info.filename, "folder", None)
            else:
                with archive.open(info) as stream:
                    yield Member(info.filename, "file", stream)


def _tar_members(source: Path) -> Iterator[Member]:
    with tarfile.open(source, "r:") as archive:
        for info in archive:
            if info.isfile():
                yield Member(info.name, "file", archive.extractfile(info))
            else:
                yield Member(info.name, _tar_kind(info), None)


def _tar_kind(info: tarfile.TarInfo) -> MemberKind:
    if info.issym() or info.islnk():
        return "link"
    return "folder" if info.isdir() else "other"


def _single_member(source: Path, *, kind: str) -> Iterator[Member]:
    with OPENERS[kind](source, "rb") as stream:
        yield Member("content", "file", stream)
