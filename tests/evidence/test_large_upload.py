"""Two gigabytes through real processes: nothing holds them in memory, and a killed server loses none of them."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.chaos.installation import installed, prepare
from tests.chaos.sender import Sender

pytestmark = [pytest.mark.server, pytest.mark.slow]
GIB = 1024**3
BLOCK = bytes(1024 * 1024)
SHA256_OF_TWO_GIB_OF_ZEROS = "a7c744c13cc101ed66c29f672f92455547889cc586ce6d44fe76ae824958ea51"
MORE_THAN_AT_REST_BYTES = 48 * 1024 * 1024


@pytest.fixture
def house(tmp_path, socket_enabled):
    with installed(tmp_path / "home", like=prepare(tmp_path / "migrated")) as installation:
        yield installation
    shutil.rmtree(tmp_path)


def test_two_gigabytes_are_taken_in_and_never_held_in_memory(house):
    sender = Sender(house)
    address = sender.begin(size=2 * GIB)
    at_rest = peak(sender.web)

    with sending(sender, address, size=GIB):
        assert sender.form("a.txt", b"small") == 201, "others write while a piece comes in"
    assert peak(sender.web) - at_rest < MORE_THAN_AT_REST_BYTES
    sender.restart()
    assert sender.offset(address) == GIB
    at_rest = peak(sender.web)
    sender.piece(address, blocks(GIB), offset=GIB, size=GIB)
    assert peak(sender.web) - at_rest < MORE_THAN_AT_REST_BYTES

    worker = house.start_drain()
    house.wait_for(lambda: len(house.ask("SELECT 1 FROM evidence_exhibit")) == 2, seconds=60)
    assert peak(worker) < 300 * 1024 * 1024
    found = house.ask("SELECT sha256 FROM evidence_exhibit ORDER BY size_bytes DESC")
    assert found[0] == (SHA256_OF_TWO_GIB_OF_ZEROS,)
    assert house.ask("SELECT count(*) FROM evidence_chunk") == [(256,)]


@contextmanager
def sending(sender: Sender, address: str, *, size: int) -> Iterator[None]:
    """The block runs while a piece is on its way; it is whole at the end of the block."""
    whole = {"offset": 0, "size": size}
    thread = threading.Thread(target=sender.piece, args=[address, blocks(size)], kwargs=whole)
    thread.start()
    yield
    assert thread.is_alive()
    thread.join()


def blocks(size: int) -> Iterator[bytes]:
    """So many bytes of zero."""
    return (BLOCK for _ in range(size // len(BLOCK)))


def peak(process) -> int:
    """The most memory in bytes that any process of a group has held."""
    found = [0]
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getpgid(int(folder.name)) == process.pid:
                held = re.search(r"VmHWM:\s+(\d+) kB", (folder / "status").read_text())
                found.append(int(held[1]) * 1024 if held else 0)
    return max(found)
