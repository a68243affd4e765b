"""Addresses of exhibits, their originals and their custody."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import IO, Any, cast
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import who
from accounts.queries import Person
from cases.api import LISTED, CaseCall, case_call
from cases.permissions import Action, check_may
from evidence import queries, services, store
from evidence.domain.custody import CustodyFinding, Kind
from evidence.domain.exhibit import FileFacts
from evidence.models import Exhibit
from evidence.permissions import check_may_act, get_keepable_exhibit, get_readable_exhibit, readable_exhibits
from evidence.serializers import (
    CustodyShape,
    ExhibitDone,
    ExhibitInput,
    ExhibitShape,
    ExhibitsShape,
    HoldingInput,
    HoldingShape,
    StepShape,
    WholeExhibitShape,
)
from ledger.domain.errors import NotFound, NotPermitted
from rest import paging
from rest.commands import run_once, tagged
from rest.endpoints import Endpoint, requester
from rest.moments import AS_OF
from rest.refusals import TooLarge
from rest.renderers import Octets
from rest.serializers import Done, checked

LARGEST_BYTES, FIELDS_BYTES = 100 * 1024 * 1024, 1024 * 1024
REASON = "Download-Reason"


class Exhibits(Endpoint):
    """Exhibits of a case."""

    reads, writes = "evidence:read", "evidence:write"
    parameters = LISTED
    parser_classes = [MultiPartParser]
    largest_body = LARGEST_BYTES + FIELDS_BYTES

    @extend_schema(operation_id="list_exhibits", responses=ExhibitsShape)
    def get(self, request: Request, case_id: UUID) -> Response:
        """Exhibits that the caller may read, in order of number."""
        call = case_call(request, case_id)
        readable = set(readable_exhibits(call.who).filter(case_id=case_id).values_list("id", flat=True))
        rows = [row for row in queries.exhibits_of(case_id, upto=call.upto) if row.id in readable]
        page = paging.page_of(
            request, rows=rows, key=lambda row: row.sort_key, show=lambda row: dict(ExhibitShape(row).data)
        )
        return paging.linked(request, {**page, "as_of_position": call.position})

    @extend_schema(operation_id="receive_exhibit", request=ExhibitInput, responses={201: ExhibitDone})
    def post(self, request: Request, case_id: UUID) -> Response:
        """Take in one file of up to 100 MB; what it holds is looked into afterwards."""
        by = requester(request)
        check_may(by, Action.TAKE_EVIDENCE, case_id)()
        shape = ExhibitInput(data=request.data)
        shape.is_valid(raise_exception=True)
        file: UploadedFile[Any] = shape.validated_data.pop("file")
        if (file.size or 0) > LARGEST_BYTES:
            raise TooLarge
        said = shape.said(file.name or "")
        kept = services.keep_file(cast("IO[bytes]", file), file_name=file.name or "")

        def run(at: datetime) -> dict[str, Any]:
            got = services.receive_kept(case_id=case_id, file=kept, by=by, at=at, exhibit_id=uuid4(), **said)
            return _received(got.exhibit_id)

        return run_once(request, run=run, digest=_digest(kept, said))


class OneExhibit(Endpoint):
    """One exhibit."""

    reads = "evidence:read"
    parameters = AS_OF

    @extend_schema(operation_id="read_exhibit", responses=WholeExhibitShape)
    def get(self, request: Request, exhibit_id: UUID) -> Response:
        """The exhibit, with what was found in it."""
        call, row = _read(request, exhibit_id)
        shown = {
            **ExhibitShape(row).data,
            "steps": StepShape(queries.steps(exhibit_id), many=True).data,
            "as_of_position": call.position,
        }
        return tagged(Response(shown), row.version)


class Original(Endpoint):
    """The bytes as received."""

    reads = "evidence:download"
    parameters = AS_OF
    renderer_classes = [JSONRenderer, Octets]

    @extend_schema(
        operation_id="download_original",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
        parameters=[OpenApiParameter(REASON, str, OpenApiParameter.HEADER, description="Kept with the download.")],
    )
    def get(self, request: Request, exhibit_id: UUID) -> FileResponse:
        """The original, for a token only: a browser takes it from the host of files. The download is recorded."""
        _, row = _read(request, exhibit_id)
        if request.auth is None:
            raise NotPermitted("A browser takes originals from the page of the exhibit.")
        path = store.path_of(row.sha256)
        if not path.is_file():
            raise NotFound
        reason = request.headers.get(REASON, "").strip() or f"Fetched with the token {cast('Any', request.auth).id}"
        services.download_original(exhibit_id=exhibit_id, reason=reason, by=requester(request), at=timezone.now())
        response = FileResponse(
            path.open("rb"), as_attachment=True, filename=row.safe_name, content_type="application/octet-stream"
        )
        response["X-Content-Type-Options"], response["Digest"] = "nosniff", f"sha-256={row.sha256}"
        return response


class Custody(Endpoint):
    """Who held an exhibit, from when to when."""

    reads, writes = "evidence:read", "evidence:write"
    parameters = AS_OF

    @extend_schema(operation_id="list_custody", responses=CustodyShape)
    def get(self, request: Request, exhibit_id: UUID) -> Response:
        """Holdings in order of time, with gaps, overlaps and what nobody acknowledged."""
        call, row = _read(request, exhibit_id, find=get_keepable_exhibit)
        entries = queries.custody_of_case(row.case_id, upto=call.upto).get(exhibit_id, [])
        found = queries.findings_in(entries)
        return Response(
            {
                "results": HoldingShape(entries, many=True).data,
                "gaps": [_break(one) for one in found if one.kind is Kind.GAP],
                "overlaps": [_break(one) for one in found if one.kind is Kind.OVERLAP],
                "unacknowledged": [_break(one) for one in found if one.kind is Kind.UNACKNOWLEDGED],
                "as_of_position": call.position,
            }
        )

    @extend_schema(operation_id="record_custody", request=HoldingInput, responses={201: Done})
    def post(self, request: Request, exhibit_id: UUID) -> Response:
        """Write down a holding."""
        by = requester(request)
        check_may_act(by, Action.KEEP_EVIDENCE, exhibit_id)()
        values = checked(HoldingInput, request.data)

        def run(at: datetime) -> dict[str, Any]:
            entry_id = services.record_custody(exhibit_id=exhibit_id, **values, by=by, at=at, entry_id=uuid4())
            return {"id": str(entry_id)}

        return run_once(request, run=run)


def _read(
    request: Request, exhibit_id: UUID, *, find: Callable[[Person, UUID], Exhibit] = get_readable_exhibit
) -> tuple[CaseCall, Exhibit]:
    """The exhibit for the caller, now or at the moment that is asked for."""
    row = find(who(request), exhibit_id)
    call = case_call(request, row.case_id)
    if call.upto is None:
        return call, row
    past = next((one for one in queries.exhibits_of(row.case_id, upto=call.upto) if one.id == exhibit_id), None)
    if past is None:
        raise NotFound
    return call, past


def _received(exhibit_id: UUID) -> dict[str, Any]:
    row = queries.exhibit(exhibit_id)
    return {
        "id": str(row.id),
        "number": row.number,
        "sha256": row.sha256,
        "quarantine_reason": row.quarantine_reason,
    }


def _digest(kept: FileFacts, said: dict[str, Any]) -> str:
    """Stands for the request: its fields, and the file by its hash."""
    fields = {**said, "name": kept.file_name, "sha256": kept.sha256}
    return hashlib.sha256(json.dumps(fields, sort_keys=True, default=str).encode()).hexdigest()


def _break(found: CustodyFinding) -> dict[str, Any]:
    return {
        "since": found.since,
        "until": found.until,
        "before": found.before.entry_id if found.before else None,
        "after": found.after.entry_id,
    }
