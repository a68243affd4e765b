"""Files that arrive in pieces: bytes to quarantine, a SHA-256 for every 8 MiB, and an exhibit when all is there."""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from django.db import transaction

from accounts.domain.markings import Marking
from cases.permissions import Action, check_may
from evidence import services, store
from evidence.domain.exhibit import FileFacts
from evidence.models import Chunk, Upload
from jobs.outcomes import GiveUp
from jobs.run import Run
from jobs.services import promise
from ledger.domain.errors import DomainError, NotFound, Refused, WrongExpectedVersion
from ledger.domain.when import Precision

CHUNK_BYTES = 8 * 1024 * 1024
BLOCK_BYTES = 256 * 1024
CHUNKS_AT_ONCE = 8  # kept together while a long piece comes in
LIFETIME = timedelta(days=7)


class State(StrEnum):
    """How far an upload is."""

    RECEIVING = "receiving"
    CHECKING = "checking"
    TAKEN_IN = "taken_in"
    REFUSED = "refused"


class OffsetDiffers(Refused):
    """The piece does not begin where the last one ended."""

    sentence = "The server holds another number of bytes. Ask where to go on."


class UploadBusy(Refused):
    """Another request is sending a piece of the same file."""

    sentence = "A piece of this file is arriving already."


class ChecksumDiffers(Refused):
    """A piece arrived damaged; it was thrown away."""

    sentence = "The piece arrived damaged and was thrown away. Send it again."


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a collector says of a file, as it lies with the upload."""

    title: str
    source: str
    acquired_at: datetime
    acquired_by: str
    marking: Marking
    acquired_precision: Precision = Precision.MINUTE
    acquired_zone: str = "UTC"
    method: str = ""
    legal_basis: str = ""
    releasability: str = ""
    declared_sha256: str | None = None
    parent_id: UUID | None = None
    reader_ids: tuple[UUID, ...] = ()


class Body(Protocol):
    """Something to read from, in blocks."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Checksum:
    """What a piece must hash to."""

    algorithm: str
    digest: bytes


def begin(*, case_id: UUID, file_name: str, size_bytes: int, said: dict[str, Any], by: UUID, at: datetime) -> Upload:
    """Make room for a file of a size that is known.

    Raises:
        NotFound, NotPermitted.
        EmptyFile, FileTooLarge: nothing is kept.
    """
    check_may(by, Action.TAKE_EVIDENCE, case_id)()
    if size_bytes < 1:
        raise store.EmptyFile
    if size_bytes > settings.EVIDENCE_MAX_BYTES:
        raise store.FileTooLarge
    upload = Upload(
        id=uuid4(),
        case_id=case_id,
        person_id=by,
        file_name=file_name,
        size_bytes=size_bytes,
        said=msgspec.to_builtins(Said(**said)),
        expires_at=at + LIFETIME,
    )
    path_of(upload.id).touch()
    upload.save(force_insert=True)
    return upload


def find(upload_id: UUID, *, by: UUID, at: datetime) -> Upload:
    """An upload for who began it, while they may take in evidence.

    Raises:
        NotFound: absent, expired, somebody else's, or no longer theirs to send.
    """
    upload = Upload.objects.filter(pk=upload_id, person_id=by).exclude(state=State.RECEIVING, expires_at__lt=at).first()
    if upload is None:
        raise NotFound
    check_may(by, Action.TAKE_EVIDENCE, upload.case_id)()
    return upload


def append(
    upload_id: UUID, body: Body, *, offset: int, length: int, checksum: Checksum | None = None, at: datetime
) -> Upload:
    """Write a piece of `length` bytes; what arrived of a piece without checksum stays even when the line breaks.

    Raises:
        OffsetDiffers, UploadBusy, ChecksumDiffers, FileTooLarge.
    """
    with _held(upload_id) as (upload, target):
        if upload.state != State.RECEIVING or upload.offset != offset:
            raise OffsetDiffers
        if offset + length > upload.size_bytes:
            raise store.FileTooLarge("More bytes came than were announced.")
        writer = _Writer(upload, target, at=at)
        if checksum is None:
            _pour(body, length, into=writer.write)
        else:
            _pour_checked(body, length, writer=writer, checksum=checksum)
        writer.keep()
    return upload


def take_in(run: Run, upload_id: UUID, *, at: datetime) -> None:
    """Hash a whole file once, and make it an exhibit together with the end of the job; a refusal is kept with it."""
    upload = Upload.objects.filter(pk=upload_id, state=State.CHECKING).first()
    if upload is None or not path_of(upload_id).is_file():
        raise GiveUp("The uploaded file is not there.")
    run.result_ref = str(upload_id)
    run.progress("Hashing")
    facts = services.facts_of(store.adopt(path_of(upload_id)), file_name=upload.file_name)
    try:
        _receive(run, upload, file=facts, at=at)
    except WrongExpectedVersion:
        raise
    except DomainError as refusal:
        with run.finish_without_events():
            Upload.objects.filter(pk=upload_id).update(state=State.REFUSED, sentence=refusal.sentence)
    path_of(upload_id).unlink(missing_ok=True)


def _receive(run: Run, upload: Upload, *, file: FileFacts, at: datetime) -> None:
    said = msgspec.convert(upload.said, Said)

    def ended() -> None:
        Upload.objects.filter(pk=upload.id).update(state=State.TAKEN_IN)
        run.fence()

    services.receive_kept(
        case_id=upload.case_id,
        file=file,
        by=upload.person_id,
        at=at,
        exhibit_id=upload.id,
        before_commit=ended,
        **{name: getattr(said, name) for name in said.__struct_fields__},
    )


def forget(upload_id: UUID) -> None:
    """Throw away what has arrived of an upload that is not taken in.

    Raises:
        OffsetDiffers: it is being looked into, or was.
    """
    with transaction.atomic():
        if not Upload.objects.filter(pk=upload_id, state=State.RECEIVING).delete()[0]:
            raise OffsetDiffers
        Chunk.objects.filter(upload_id=upload_id).delete()
    path_of(upload_id).unlink(missing_ok=True)


def sweep(*, at: datetime) -> int:
    """Throw away expired uploads and what killed processes left behind; answers how many such files."""
    for upload_id in Upload.objects.filter(state=State.RECEIVING, expires_at__lt=at).values_list("id", flat=True):
        forget(upload_id)
    wanted = set(
        map(str, Upload.objects.filter(state__in=[State.RECEIVING, State.CHECKING]).values_list("id", flat=True))
    )
    stray = [path for path in store.arriving() if path.name not in wanted and _is_old(path, at=at)]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)


def path_of(upload_id: UUID) -> Path:
    """Where the bytes of an upload lie until they are taken in."""
    return store.quarantine() / str(upload_id)


def chunks(upload_id: UUID) -> list[str]:
    """SHA-256 of each 8 MiB, in order."""
    return list(Chunk.objects.filter(upload_id=upload_id).order_by("number").values_list("sha256", flat=True))


class _Writer:
    """Appends to the file and hashes each chunk as it passes; `keep` makes that last. Holds one block at a time."""

    def __init__(self, upload: Upload, target: IO[bytes], *, at: datetime) -> None:
        self._upload, self._target, self._at = upload, target, at
        self.offset = upload.offset
        self._digest = self._begun()
        self._chunks: list[Chunk] = []

    def write(self, block: bytes) -> None:
        """Write a block; whole chunks are kept soon, so that little is lost when the server stops."""
        self.take(block)
        if len(self._chunks) == CHUNKS_AT_ONCE:
            self.keep()

    def take(self, block: bytes) -> None:
        """Write a block without keeping it yet."""
        self._target.write(block)
        while block:
            room = CHUNK_BYTES - self.offset % CHUNK_BYTES
            piece, block = block[:room], block[room:]
            self._digest.update(piece)
            self.offset += len(piece)
            if self.offset % CHUNK_BYTES == 0 or self.offset == self._upload.size_bytes:
                self._close_chunk()

    def keep(self) -> None:
        """Put bytes on the disk, then say so in one short transaction; the last byte promises the rest of the work."""
        self._target.flush()
        os.fdatasync(self._target.fileno())
        is_whole = self.offset == self._upload.size_bytes
        self._upload.offset, self._upload.expires_at = self.offset, self._at + LIFETIME
        self._upload.state = State.CHECKING if is_whole else State.RECEIVING
        with transaction.atomic():
            Chunk.objects.bulk_create(self._chunks)
            self._upload.save(update_fields=["offset", "expires_at", "state"])
            if is_whole:
                _promise(self._upload, at=self._at)
        self._chunks = []

    def _begun(self) -> "hashlib._Hash":
        """The state of a hash cannot be kept between requests: read again what is there of the chunk begun."""
        start = self.offset - self.offset % CHUNK_BYTES
        self._target.truncate(self.offset)
        self._target.seek(start)
        return hashlib.sha256(self._target.read(self.offset - start))

    def _close_chunk(self) -> None:
        number = (self.offset - 1) // CHUNK_BYTES
        self._chunks.append(Chunk(upload_id=self._upload.id, number=number, sha256=self._digest.hexdigest()))
        self._digest = hashlib.sha256()


@contextmanager
def _held(upload_id: UUID) -> Iterator[tuple[Upload, IO[bytes]]]:
    """The upload and its file, for one request alone."""
    try:
        target = path_of(upload_id).open("r+b")
    except FileNotFoundError as gone:
        raise OffsetDiffers from gone
    with target:
        try:
            fcntl.flock(target, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise UploadBusy from held
        upload = Upload.objects.filter(pk=upload_id).first()
        if upload is None:
            raise NotFound
        yield upload, target


def _pour(body: Body, length: int, *, into: Callable[[bytes], None]) -> int:
    """Read up to `length` bytes block by block; answers how many came before the line broke."""
    left = length
    while left:
        try:
            block = body.read(min(BLOCK_BYTES, left))
        except OSError:  # the client is gone
            break
        if not block:
            break
        into(block)
        left -= len(block)
    return length - left


def _pour_checked(body: Body, length: int, *, writer: _Writer, checksum: Checksum) -> None:
    whole = hashlib.new(checksum.algorithm)

    def take(block: bytes) -> None:
        whole.update(block)
        writer.take(block)

    if _pour(body, length, into=take) < length or whole.digest() != checksum.digest:
        raise ChecksumDiffers


def _promise(upload: Upload, *, at: datetime) -> None:
    promise(
        kind="evidence.take_in",
        args={"upload_id": upload.id},
        queue="ingest",
        scope_id=upload.case_id,
        requested_by=upload.person_id,
        correlation_id=upload.id,
        dedupe_key=f"evidence.take_in:{upload.id}",
        at=at,
    )


def _is_old(path: Path, *, at: datetime) -> bool:
    try:
        return path.stat().st_mtime < (at - timedelta(days=1)).timestamp()
    except FileNotFoundError:
        return False
