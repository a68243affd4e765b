"""A program that sends files to a real server of an installation."""

import base64
import http.client
import re
import signal
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from tests.chaos.installation import Installation
from tests.house.running import free_port

SAID = {"source": "Freight forwarder", "acquired_at": "2026-03-01T09:00:00+08:00", "acquired_by": "Ada"}
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


def metadata(**pairs: str) -> str:
    """Upload-Metadata as tus writes it."""
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in pairs.items())


class Sender:
    """A program that sends over a connection of its own for every request."""

    def __init__(self, house: Installation) -> None:
        found = re.search(r"SAID (\S+) (\S+)", house.python(SETUP))
        assert found
        self.case_id, secret = found.groups()
        self.house, self.port = house, free_port()
        self.headers = {"Authorization": f"Bearer {secret}", "Tus-Resumable": "1.0.0"}
        self.web = house.start_web(self.port)

    def restart(self) -> None:
        """Kill the server and start it again."""
        self.house.signal(self.web, signal.SIGKILL)
        self.web = self.house.start_web(self.port)

    def begin(self, *, size: int, name: str = "image.dd") -> str:
        """Announce a file to tus."""
        said = metadata(case=self.case_id, filename=name, **SAID)
        answer = self._ask("POST", "/uploads/", headers={"Upload-Length": str(size), "Upload-Metadata": said})
        return answer.headers["Location"]

    def piece(self, address: str, body: Any, *, offset: int, size: int) -> None:
        """Send a piece."""
        headers = {
            "Upload-Offset": str(offset),
            "Content-Length": str(size),
            "Content-Type": "application/offset+octet-stream",
        }
        assert self._ask("PATCH", address, headers=headers, body=body).status == 204

    def offset(self, address: str) -> int:
        """How many bytes the server holds."""
        return int(self._ask("HEAD", address).headers["Upload-Offset"])

    def send(self, name: str, content: bytes) -> None:
        """Take in a small file, by form or by tus."""
        if len(name) % 2:
            assert self.form(name, content) == HTTPStatus.CREATED
            return
        self.piece(self.begin(size=len(content), name=name), content, offset=0, size=len(content))

    def form(self, name: str, content: bytes) -> int:
        """Take in a small file by form, and answer with the status."""
        parts = [
            f'--b\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{text}\r\n'.encode()
            for field, text in {**SAID, "title": name}.items()
        ]
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = b"".join([*parts, head, content, b"\r\n--b--\r\n"])
        headers = {"Content-Type": "multipart/form-data; boundary=b", "Idempotency-Key": uuid4().hex}
        return self._ask("POST", f"/api/v1/cases/{self.case_id}/exhibits", headers=headers, body=body).status

    def _ask(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, body: Any = None
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body=body, headers={**self.headers, **(headers or {})})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer
