"""Finished PDFs on disk: named by their SHA-256, written once, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from ledger.domain.errors import NotFound


class FileDamaged(Exception):
    """Stored bytes no longer have their hash: an operator must look at the disk."""


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder of the same disk for one rendering; gone afterwards."""
    _root().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="making-", dir=_root()) as folder:
        yield Path(folder)


def keep(made: Path) -> str:
    """Give a finished file its lasting name; the same bytes are kept once. Gives the SHA-256."""
    digest = hash_of(made)
    lasting = path_of(digest)
    lasting.parent.mkdir(parents=True, exist_ok=True)
    made.chmod(0o444)
    with suppress(FileExistsError):
        os.link(made, lasting)
    _sync(lasting.parent)
    check(digest)
    return digest


def check(sha256: str) -> None:
    """Read a stored file back.

    Raises:
        NotFound: it is not there.
        FileDamaged: its bytes have another hash.
    """
    path = path_of(sha256)
    if not path.is_file():
        raise NotFound
    if hash_of(path) != sha256:
        raise FileDamaged(f"The dossier {sha256} does not read back as written.")


def path_of(sha256: str) -> Path:
    """Where a file lies, whether or not it is there."""
    return _root() / sha256[:2] / f"{sha256}.pdf"


def hash_of(path: Path) -> str:
    """SHA-256 of a file, lowercase hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _root() -> Path:
    return Path(settings.HOME) / "dossiers"
