"""Two gigabytes through real processes: nothing holds them in memory, and a killed server loses none of them."""

import http.client
import os
import re
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from tests.chaos.installation import installed, prepare
from tests.evidence.test_uploads import SAID, metadata
from tests.house.running import free_port

pytestmark = [pytest.mark.server, pytest.mark.slow]
GIB = 1024**3
BLOCK = bytes(1024 * 1024)
SHA256_OF_TWO_GIB_OF_ZEROS = "a7c744c13cc101ed66c29f672f92455547889cc586ce6d44fe76ae824958ea51"
MORE_THAN_AT_REST_BYTES = 48 * 1024 * 1024
SETUP = """
from datetime import timedelta
from django.utils import timezone
from accounts import services
from rest.endpoints import SCOPES
from tests import builders
from tests.people import ADA
builders.people()
case_id = builders.a_case()
now = timezone.now()
token = services.make_token(person_id=ADA, name="t", scopes=SCOPES, lifetime=timedelta(days=1), by=ADA, at=now)
print("SAID", case_id, token.secret)
"""


@pytest.fixture
def house(tmp_path, socket_enabled):
    with installed(tmp_path / "home", like=prepare(tmp_path / "migrated")) as installation:
        yield installation
    shutil.rmtree(tmp_path)


def test_two_gigabytes_are_taken_in_and_never_held_in_memory(house):
    case_id, secret = re.search(r"SAID (\S+) (\S+)", house.python(SETUP)).groups()
    port = free_port()
    web = house.start_web(port)
    sender = Sender(port, secret)
    address = sender.begin(case_id, size=2 * GIB)
    at_rest = peak(web)

    with sending(sender, address, size=GIB):
        assert sender.small(case_id) == 201, "others write while a piece comes in"
    assert peak(web) - at_rest < MORE_THAN_AT_REST_BYTES
    house.signal(web, signal.SIGKILL)
    web = house.start_web(port)
    assert sender.offset(address) == GIB
    at_rest = peak(web)
    sender.piece(address, offset=GIB, size=GIB)
    assert peak(web) - at_rest < MORE_THAN_AT_REST_BYTES

    worker = house.start_drain()
    house.wait_for(lambda: len(house.ask("SELECT 1 FROM evidence_exhibit")) == 2, seconds=60)
    assert peak(worker) < 300 * 1024 * 1024
    found = house.ask("SELECT sha256 FROM evidence_exhibit ORDER BY size_bytes DESC")
    assert found[0] == (SHA256_OF_TWO_GIB_OF_ZEROS,)
    assert house.ask("SELECT count(*) FROM evidence_chunk") == [(256,)]


class Sender:
    """A program that sends over a connection of its own for every request."""

    def __init__(self, port: int, secret: str) -> None:
        self.port = port
        self.headers = {"Authorization": f"Bearer {secret}", "Tus-Resumable": "1.0.0"}

    def begin(self, case_id: str, *, size: int) -> str:
        said = metadata(case=case_id, filename="image.dd", **SAID)
        answer = self._ask("POST", "/uploads/", headers={"Upload-Length": str(size), "Upload-Metadata": said})
        return answer.headers["Location"]

    def piece(self, address: str, *, offset: int, size: int) -> None:
        headers = {
            "Upload-Offset": str(offset),
            "Content-Length": str(size),
            "Content-Type": "application/offset+octet-stream",
        }
        body = (BLOCK for _ in range(size // len(BLOCK)))
        assert self._ask("PATCH", address, headers=headers, body=body).status == 204

    def offset(self, address: str) -> int:
        return int(self._ask("HEAD", address).headers["Upload-Offset"])

    def small(self, case_id: str) -> int:
        """Take in a small file by form, and answer with the status."""
        fields = {**SAID, "title": "small"}
        parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}' for name, text in fields.items()]
        parts.append('--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nsmall\r\n--b--\r\n')
        headers = {"Content-Type": "multipart/form-data; boundary=b", "Idempotency-Key": uuid4().hex}
        return self._ask(
            "POST", f"/api/v1/cases/{case_id}/exhibits", headers=headers, body="\r\n".join(parts).encode()
        ).status

    def _ask(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, body=None
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body=body, headers={**self.headers, **(headers or {})})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer


@contextmanager
def sending(sender: Sender, address: str, *, size: int) -> Iterator[None]:
    """The block runs while a piece is on its way; it is whole at the end of the block."""
    thread = threading.Thread(target=sender.piece, args=[address], kwargs={"offset": 0, "size": size})
    thread.start()
    yield
    assert thread.is_alive()
    thread.join()


def peak(process) -> int:
    """The most memory in bytes that any process of a group has held."""
    found = [0]
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getpgid(int(folder.name)) == process.pid:
                held = re.search(r"VmHWM:\s+(\d+) kB", (folder / "status").read_text())
                found.append(int(held[1]) * 1024 if held else 0)
    return max(found)
