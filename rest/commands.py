"""Commands over the wire: once per key, against a version, answered with the position of what was written."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.http import QueryDict
from django.utils import timezone
from rest_framework import status as http
from rest_framework.request import Request
from rest_framework.response import Response

from ledger import store
from ledger.commands import once
from ledger.domain.errors import WrongExpectedVersion
from rest.positions import position_text
from rest.refusals import KeyMalformed, VersionStale

Run = Callable[[datetime], dict[str, Any]]
_KEY = re.compile(r"[!-~]{1,200}")
_TAG = re.compile(r'"(\d{1,9})"')
_ROUTES = UUID("6f0c8f0e-6a43-4f2f-9d0e-5b8b5a3c1d11")


def run_once(request: Request, *, run: Run, status: int = http.HTTP_201_CREATED, digest: str = "") -> Response:
    """Carry out a command once for its Idempotency-Key; `run` gets the time and gives the answer's body.

    The same key with the same request gets the stored answer with `Idempotent-Replay: true`. Ask rights first:
    a replay asks them again. `digest` stands for the body where it is not JSON. Without a key every call is a
    command of its own (docs/adr/0030-headers-are-offers.md).

    Raises:
        KeyMalformed: the key is not 1 to 200 visible ASCII characters.
        ReusedCommand: the key belongs to another request.
    """
    now = timezone.now()

    def answered() -> dict[str, Any]:
        body = run(now)
        return {**body, "position": position_text(store.head_position())}

    body, is_replay = once(
        command_id=_command_id(request), digest=digest or _digest(request.data), run=answered, at=now
    )
    response = Response(body, status=status)
    if is_replay:
        response["Idempotent-Replay"] = "true"
    return response


def expected_version(request: Request) -> int | None:
    """The version that If-Match names; None, any, without the header or for `*`.

    Raises:
        VersionStale: it holds no tag of ours.
    """
    wanted = request.headers.get("If-Match", "*").strip()
    if wanted == "*":
        return None
    found = _TAG.fullmatch(wanted)
    if found is None:
        raise VersionStale
    return int(found[1])


def require_version(expected: int | None, *, current: int, stream_id: str) -> None:
    """Refuse a command that was decided on another version than the present one.

    Raises:
        WrongExpectedVersion.
    """
    if expected is not None and expected != current:
        raise WrongExpectedVersion(stream_id=stream_id, expected=expected, current=current)


def tagged(response: Response, version: int) -> Response:
    """The answer with its strong ETag."""
    response["ETag"] = f'"{version}"'
    return response


def _command_id(request: Request) -> UUID:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return uuid4()
    if not _KEY.fullmatch(key):
        raise KeyMalformed
    return uuid5(_ROUTES, f"{request.user.pk} {request.method} {request.path} {key}")


def _digest(data: Any) -> str:
    plain = data.dict() if isinstance(data, QueryDict) else data
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
