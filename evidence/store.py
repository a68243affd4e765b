"""The store of files: content-addressed, written once, never changed (docs/adr/0020-evidence-store.md)."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.conf import settings

from ledger.domain.errors import NotFound, Refused

BLOCK_BYTES = 1024 * 1024


class EmptyFile(Refused):
    """A file without bytes is no evidence."""

    sentence = "The file is empty: it has no bytes. Nothing was taken in."


class FileTooLarge(Refused):
    """The installation's cap on one file."""

    sentence = "The file is larger than this installation takes in."


class StoreDamaged(Exception):
    """What was written does not read back as written: an operator must look at the disk."""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A file in the store."""

    sha256: str  # lowercase hex
    size_bytes: int


def put(source: IO[bytes]) -> Stored:
    """Stream a file into the store in blocks of 1 MiB, hashing as it comes; the same bytes are kept once.

    Raises:
        EmptyFile, FileTooLarge: nothing is kept.
        StoreDamaged: the bytes do not read back.
    """
    incoming = _root() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=incoming, delete=False) as target:
        temporary = Path(target.name)
        try:
            stored = _copy(source, target)
            _keep(temporary, stored)
        finally:
            temporary.unlink(missing_ok=True)
    return stored


def put_path(path: Path) -> Stored:
    """Put a file of the disk into the store."""
    with path.open("rb") as source:
        return put(source)


def adopt(path: Path) -> Stored:
    """Give a file that lies in `quarantine` its lasting name; its bytes are read once and not copied.

    The file stays where it is as well, so that the same can be done again after a crash.

    Raises:
        StoreDamaged: other bytes lie under that name.
    """
    with path.open("rb") as stream:
        stored = Stored(sha256=hashlib.file_digest(stream, "sha256").hexdigest(), size_bytes=path.stat().st_size)
    lasting = _named(path, stored)
    if not lasting.samefile(path) and hash_of(stored.sha256) != stored.sha256:
        raise StoreDamaged(f"The file {stored.sha256} does not read back as written.")
    return stored


def quarantine() -> Path:
    """The folder of files that are still arriving; on the disk of the store, so that none is copied again."""
    folder = _root() / "quarantine"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def arriving() -> list[Path]:
    """Files that have no lasting name yet."""
    return [path for folder in (quarantine(), _root() / "incoming") if folder.is_dir() for path in folder.iterdir()]


def path_of(sha256: str) -> Path:
    """Where a file lies, whether or not it is there."""
    return _root() / "sha256" / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def opened(sha256: str) -> Iterator[IO[bytes]]:
    """A stored file for reading.

    Raises:
        NotFound: there are no such bytes.
    """
    try:
        stream = path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise NotFound from error
    with stream:
        yield stream


def hash_of(sha256: str) -> str:
    """The SHA-256 of what lies there now; empty when nothing does."""
    try:
        with path_of(sha256).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _copy(source: IO[bytes], target: IO[bytes]) -> Stored:
    digest, size_bytes = hashlib.sha256(), 0
    while block := source.read(BLOCK_BYTES):
        size_bytes += len(block)
        if size_bytes > settings.EVIDENCE_MAX_BYTES:
            raise FileTooLarge(f"The file is larger than {settings.EVIDENCE_MAX_BYTES:,} bytes, the most taken in.")
        digest.update(block)
        target.write(block)
    if not size_bytes:
        raise EmptyFile
    target.flush()
    os.fsync(target.fileno())
    return Stored(sha256=digest.hexdigest(), size_bytes=size_bytes)


def _keep(temporary: Path, stored: Stored) -> None:
    """Give the bytes their lasting name, unless they have it; then read them back."""
    _named(temporary, stored)
    if hash_of(stored.sha256) != stored.sha256:
        raise StoreDamaged(f"The file {stored.sha256} does not read back as written.")


def _named(temporary: Path, stored: Stored) -> Path:
    lasting = path_of(stored.sha256)
    lasting.parent.mkdir(parents=True, exist_ok=True)
    temporary.chmod(0o444)
    with suppress(FileExistsError):
        os.link(temporary, lasting)
    for folder in (lasting.parent, lasting.parent.parent, lasting.parent.parent.parent):
        _sync(folder)
    return lasting


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _root() -> Path:
    return Path(settings.EVIDENCE_STORE)
