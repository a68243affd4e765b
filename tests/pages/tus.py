"""A tus 1.0 server in memory that loses its connection once at the second chunk of `fragile` files."""

import base64
import hashlib
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse


@dataclass
class Upload:
    name: str
    size_bytes: int
    body: bytearray = field(default_factory=bytearray)
    has_failed: bool = False


uploads: list[Upload] = []


def create(request: HttpRequest) -> HttpResponse:
    pairs = dict(pair.split(" ") for pair in request.headers["Upload-Metadata"].split(","))
    name = base64.b64decode(pairs["filename"]).decode()
    if name.endswith(".exe"):
        return HttpResponse("Programs are not taken in here.", status=422, content_type="text/plain")
    uploads.append(Upload(name=name, size_bytes=int(request.headers["Upload-Length"])))
    return HttpResponse(status=201, headers={"Location": f"/gallery/tus/{len(uploads) - 1}"})


def upload(request: HttpRequest, number: int) -> HttpResponse:
    found = uploads[number]
    if request.method == "PATCH" and (refusal := _append(found, request)):
        return refusal
    return HttpResponse(
        status=200 if request.method == "HEAD" else 204, headers={"Upload-Offset": str(len(found.body))}
    )


def _append(found: Upload, request: HttpRequest) -> HttpResponse | None:
    if found.body and "fragile" in found.name and not found.has_failed:
        found.has_failed = True
        return HttpResponse(status=503)
    chunk = request.read()
    algorithm, digest = request.headers["Upload-Checksum"].split(" ")
    assert (algorithm, base64.b64decode(digest)) == ("sha256", hashlib.sha256(chunk).digest())
    assert int(request.headers["Upload-Offset"]) == len(found.body)
    found.body += chunk
    return None
