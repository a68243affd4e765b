"""The store: written once, streamed, read back."""

import hashlib
import io
from pathlib import Path

import pytest

from evidence import store
from ledger.domain.errors import NotFound


class Stream(io.RawIOBase):
    """Many bytes that are never in memory together; refuses to be read whole."""

    def __init__(self, blocks):
        self.blocks = blocks

    def read(self, size=-1):
        assert 0 < size <= store.BLOCK_BYTES
        self.blocks -= 1
        return b"x" * size if self.blocks >= 0 else b""


def incoming(settings):
    return list((Path(settings.EVIDENCE_STORE) / "incoming").iterdir())


def test_a_large_file_is_read_in_blocks(settings):
    stored = store.put(Stream(24))

    assert stored.size_bytes == 24 * store.BLOCK_BYTES
    assert store.hash_of(stored.sha256) == stored.sha256
    assert incoming(settings) == []


def test_the_same_bytes_are_kept_once_and_read_only():
    first, again = store.put(io.BytesIO(b"same")), store.put(io.BytesIO(b"same"))

    path = store.path_of(first.sha256)
    assert first == again
    assert path.stat().st_nlink == 1
    assert path.stat().st_mode & 0o222 == 0
    assert path.parts[-4:] == ("sha256", first.sha256[:2], first.sha256[2:4], first.sha256)


def test_damaged_bytes_under_the_name_are_never_taken_for_the_file(settings):
    sha256 = hashlib.sha256(b"good").hexdigest()
    path = store.path_of(sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"evil")

    with pytest.raises(store.StoreDamaged):
        store.put(io.BytesIO(b"good"))

    assert path.read_bytes() == b"evil", "what lies there is never replaced"
    assert incoming(settings) == []


def test_a_broken_stream_leaves_nothing(settings):
    class Broken(Stream):
        def read(self, size=-1):
            if self.blocks == 1:
                raise OSError("the line is dead")
            return super().read(size)

    with pytest.raises(OSError, match="dead"):
        store.put(Broken(3))

    assert incoming(settings) == []


def test_absent_bytes_are_not_found():
    with pytest.raises(NotFound), store.opened("0" * 64):
        pass

    assert store.hash_of("0" * 64) == ""
