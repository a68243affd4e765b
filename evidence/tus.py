"""Resumable uploads over HTTP: tus 1.0 with creation, checksum, expiration and termination (https://tus.io).

The upload page and programs send to the same addresses; a session brings its CSRF token, a program its token.
"""

import base64
import binascii
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from rest_framework import status as http
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import person
from cases.permissions import Action, check_may
from evidence import queries, uploads
from evidence.forms import receive_form
from evidence.models import Upload
from evidence.serializers import OriginInput
from evidence.store import FileTooLarge
from evidence.uploads import Checksum, State
from ledger.domain.errors import BadInput, Refused
from rest.endpoints import Endpoint, requester

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
ALGORITHMS = ("sha256", "sha1")
PIECE = "application/offset+octet-stream"


class VersionUnknown(APIException):
    """The client speaks another tus."""

    status_code = http.HTTP_412_PRECONDITION_FAILED
    default_detail = f"Uploads speak tus {VERSION}: send `Tus-Resumable: {VERSION}`."
    default_code = "tus_version_unknown"


class NoPiece(APIException):
    """The body is no piece of a file."""

    status_code = http.HTTP_415_UNSUPPORTED_MEDIA_TYPE
    default_detail = f"A piece of a file has the type {PIECE}."
    default_code = "no_piece"


class PieceRefused(APIException):
    """A refusal for which tus has a status of its own."""

    STATUS: ClassVar[dict[type[Refused], int]] = {
        uploads.ChecksumDiffers: 460,
        uploads.UploadBusy: http.HTTP_423_LOCKED,
        FileTooLarge: http.HTTP_413_REQUEST_ENTITY_TOO_LARGE,
    }
    status_code: int = http.HTTP_423_LOCKED
    default_detail = "The piece was not taken: 413 too large, 423 somebody else sends just now, 460 another checksum."
    default_code = "piece_refused"

    def __init__(self, refusal: Refused) -> None:
        self.status_code = self.STATUS[type(refusal)]
        super().__init__(refusal.sentence)


class Tus(Endpoint):
    """What both addresses share."""

    http_method_names = ["get", "head", "post", "patch", "delete", "options"]
    reads = writes = "evidence:write"
    schema = None  # tus is its own description
    largest_body = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse clients of another version."""
        super().initial(request, *args, **kwargs)
        if request.method in {"POST", "PATCH", "DELETE"} and request.headers.get("Tus-Resumable") != VERSION:
            raise VersionUnknown

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """What this server can do."""
        return _empty(
            http.HTTP_204_NO_CONTENT,
            **{
                "Tus-Version": VERSION,
                "Tus-Extension": EXTENSIONS,
                "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
                "Tus-Max-Size": str(settings.EVIDENCE_MAX_BYTES),
            },
        )

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Every answer names the version."""
        answered = super().finalize_response(request, response, *args, **kwargs)
        answered["Tus-Resumable"] = answered.headers.get("Tus-Version", VERSION)
        return answered


class Uploads(Tus):
    """Where an upload begins."""

    def post(self, request: Request) -> Response:
        """Announce a file: its size, and as metadata its name, its case and what its collector says."""
        by, said = requester(request), _metadata(request)
        name, case_id = said.pop("filename", ""), _case(said.pop("case", ""))
        said.pop("filetype", None)
        check_may(by, Action.TAKE_EVIDENCE, case_id)()
        try:
            upload = uploads.begin(
                case_id=case_id,
                file_name=name,
                size_bytes=_number(request, "Upload-Length"),
                said=_said(request, said, case_id=case_id, name=name),
                by=by,
                at=timezone.now(),
            )
        except FileTooLarge as refusal:
            raise PieceRefused(refusal) from refusal
        return _empty(http.HTTP_201_CREATED, Location=reverse("evidence:upload", args=[upload.id]), **_headers(upload))


class OneUpload(Tus):
    """An upload on its way, for who began it."""

    def head(self, request: Request, upload_id: UUID) -> Response:
        """How many bytes are here."""
        return _empty(http.HTTP_200_OK, **_headers(_find(request, upload_id)))

    def get(self, request: Request, upload_id: UUID) -> Response:
        """How far it is, and what became of it."""
        upload = _find(request, upload_id)
        number = queries.numbers([upload_id]).get(upload_id, "")
        return Response(
            {
                "id": str(upload.id),
                "case": str(upload.case_id),
                "state": upload.state,
                "offset": upload.offset,
                "size_bytes": upload.size_bytes,
                "chunks": uploads.chunks(upload_id),
                "exhibit": str(upload.id) if number else None,
                "number": number,
                "sentence": upload.sentence,
            }
        )

    def patch(self, request: Request, upload_id: UUID) -> Response:
        """Write a piece where the last one ended."""
        _find(request, upload_id)
        if request.content_type != PIECE:
            raise NoPiece
        try:
            upload = uploads.append(
                upload_id,
                request.stream,
                offset=_number(request, "Upload-Offset"),
                length=_number(request, "Content-Length"),
                checksum=_checksum(request),
                at=timezone.now(),
            )
        except tuple(PieceRefused.STATUS) as refusal:
            raise PieceRefused(refusal) from refusal
        return _empty(http.HTTP_204_NO_CONTENT, **_headers(upload))

    def delete(self, request: Request, upload_id: UUID) -> Response:
        """Throw away what is here."""
        uploads.forget(_find(request, upload_id).id)
        return _empty(http.HTTP_204_NO_CONTENT)


def _find(request: Request, upload_id: UUID) -> Upload:
    return uploads.find(upload_id, by=requester(request), at=timezone.now())


def _said(request: Request, said: dict[str, Any], *, case_id: UUID, name: str) -> dict[str, Any]:
    """A program says it as in `POST cases/{id}/exhibits`, the page as in its form."""
    if request.auth is not None:
        shape = OriginInput(data={**said, **({"readers": said["readers"].split()} if "readers" in said else {})})
        shape.is_valid(raise_exception=True)
        return shape.said(name)
    values = {**said, "reader_ids": said.get("reader_ids", "").split()}
    form = receive_form(values, case_id=case_id, who=person(requester(request)))
    for field, errors in form.errors.items():
        raise BadInput(f"{form.fields[field].label or field}: {errors[0]}", field=field)
    return form.said(name)


def _metadata(request: Request) -> dict[str, str]:
    """Pairs of a name and its value in base64, with commas between."""
    found = {}
    for pair in filter(None, (one.strip() for one in request.headers.get("Upload-Metadata", "").split(","))):
        name, _, value = pair.partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as problem:
            raise BadInput("Upload-Metadata is pairs of a name and its value in base64.", field=name) from problem
    return found


def _case(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as problem:
        raise BadInput("Name the case of the file by its id.", field="case") from problem


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise BadInput(f"{header} is a number of bytes.", field=header)
    return int(text)


def _checksum(request: Request) -> Checksum | None:
    text = request.headers.get("Upload-Checksum", "")
    if not text:
        return None
    algorithm, _, digest = text.partition(" ")
    if algorithm not in ALGORITHMS:
        raise BadInput(f"Upload-Checksum knows {' and '.join(ALGORITHMS)}.", field="Upload-Checksum")
    try:
        return Checksum(algorithm=algorithm, digest=base64.b64decode(digest, validate=True))
    except binascii.Error as problem:
        raise BadInput("Upload-Checksum is an algorithm and a digest in base64.", field="Upload-Checksum") from problem


def _headers(upload: Upload) -> dict[str, str]:
    found = {
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.size_bytes),
        "Upload-State": State(upload.state).value,
    }
    if upload.state == State.RECEIVING:
        found["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return found


def _empty(status: int, **headers: str) -> Response:
    return Response(status=status, headers=headers)
