"""Addresses of dossiers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import who
from accounts.domain.markings import Marking
from cases import queries as cases
from cases.api import LISTED, CaseCall, case_call
from cases.permissions import Action, check_may
from dossiers import queries, services, store
from dossiers.domain.dossier import Terms
from dossiers.models import Dossier
from dossiers.permissions import get_readable_dossier, readable_dossiers
from dossiers.serializers import (
    AgreeInput,
    DossierDone,
    DossierInput,
    DossierShape,
    DossiersShape,
    ReleaseInput,
    WholeDossierShape,
)
from ledger.domain.errors import NotFound
from rest import paging
from rest.commands import expected_version, require_version, run_once, tagged
from rest.endpoints import Endpoint, requester
from rest.moments import AS_OF
from rest.renderers import Pdf
from rest.serializers import checked

Act = Callable[[datetime], object]


class Dossiers(Endpoint):
    """Dossiers of a case."""

    reads, writes = "dossiers:read", "dossiers:request"
    parameters = LISTED

    @extend_schema(operation_id="list_dossiers", responses=DossiersShape)
    def get(self, request: Request, case_id: UUID) -> Response:
        """Every version that the caller may read, in order of number."""
        call = case_call(request, case_id, Action.READ_DOSSIERS)
        readable = set(readable_dossiers(call.who).filter(case_id=case_id).values_list("id", flat=True))
        page = paging.page_of(
            request,
            rows=[row for row in queries.dossiers(case_id, upto=call.upto) if row.id in readable],
            key=lambda row: f"{row.number:08} {row.dossier_version:08}",
            show=lambda row: dict(DossierShape(row).data),
        )
        return paging.linked(request, {**page, "as_of_position": call.position})

    @extend_schema(operation_id="request_dossier", request=DossierInput, responses={201: DossierDone})
    def post(self, request: Request, case_id: UUID) -> Response:
        """Ask for a dossier on the case as it stands now; a job makes the PDF."""
        by = requester(request)
        check_may(by, Action.PREPARE_DOSSIER, case_id)()
        values = checked(DossierInput, request.data)
        follows = values.pop("follows")
        if follows and get_readable_dossier(who(request), follows).case_id != case_id:
            raise NotFound
        terms = _terms(values, case_id)

        def run(at: datetime) -> dict[str, Any]:
            dossier_id = services.request_dossier(
                terms, case_id=case_id, follows_id=follows, by=by, at=at, dossier_id=uuid4()
            )
            return _done(dossier_id)

        return run_once(request, run=run)


class OneDossier(Endpoint):
    """One version of a dossier."""

    reads = "dossiers:read"
    parameters = AS_OF

    @extend_schema(operation_id="read_dossier", responses=WholeDossierShape)
    def get(self, request: Request, dossier_id: UUID) -> Response:
        """The dossier, how far it is, and whose hands it went through."""
        call, row = _read(request, dossier_id)
        return tagged(Response({**DossierShape(row).data, "as_of_position": call.position}), row.version)


class File(Endpoint):
    """The PDF."""

    reads = "dossiers:read"
    parameters = AS_OF
    renderer_classes = [JSONRenderer, Pdf]

    @extend_schema(operation_id="read_dossier_file", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, dossier_id: UUID) -> FileResponse:
        """The PDF as it was made; 404 until it is there."""
        _, row = _read(request, dossier_id)
        path = store.path_of(row.sha256) if row.sha256 else None
        if path is None or not path.is_file():
            raise NotFound
        name = f"dossier-{row.number}-{row.dossier_version}.pdf"
        response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")
        response["X-Content-Type-Options"], response["Digest"] = "nosniff", f"sha-256={row.sha256}"
        return response


class Review(Endpoint):
    """The second person agrees."""

    writes = "dossiers:decide"
    needs_version = True

    @extend_schema(operation_id="review_dossier", request=AgreeInput, responses={200: DossierDone})
    def post(self, request: Request, dossier_id: UUID) -> Response:
        """Agree as reviewer to the content that was read."""
        return _agree(request, dossier_id, services.review_dossier, Action.REVIEW)


class Approve(Endpoint):
    """The third person agrees."""

    writes = "dossiers:decide"
    needs_version = True

    @extend_schema(operation_id="approve_dossier", request=AgreeInput, responses={200: DossierDone})
    def post(self, request: Request, dossier_id: UUID) -> Response:
        """Agree as approver; the final edition is made."""
        return _agree(request, dossier_id, services.approve_dossier, Action.RELEASE)


class Release(Endpoint):
    """A copy is handed over."""

    writes = "dossiers:decide"
    needs_version = True

    @extend_schema(operation_id="release_dossier", request=ReleaseInput, responses={200: DossierDone})
    def post(self, request: Request, dossier_id: UUID) -> Response:
        """Note that a copy of the final edition was handed over."""
        row, by = _at_hand(request, dossier_id, Action.RELEASE), requester(request)
        values = checked(ReleaseInput, request.data)
        values["recipient"] = values["recipient"] or row.recipient
        return _step(request, row, lambda at: services.release_dossier(dossier_id=dossier_id, **values, by=by, at=at))


def _read(request: Request, dossier_id: UUID) -> tuple[CaseCall, Dossier]:
    """The dossier for the caller, now or at the moment that is asked for."""
    row = get_readable_dossier(who(request), dossier_id)
    call = case_call(request, row.case_id, Action.READ_DOSSIERS)
    return call, row if call.upto is None else _past(row, upto=call.upto)


def _at_hand(request: Request, dossier_id: UUID, action: Action) -> Dossier:
    row = get_readable_dossier(who(request), dossier_id)
    check_may(requester(request), action, row.case_id)()
    return row


def _agree(request: Request, dossier_id: UUID, service: Callable[..., None], action: Action) -> Response:
    row, by = _at_hand(request, dossier_id, action), requester(request)
    values = checked(AgreeInput, request.data)
    read = values["content_sha256"].strip().lower() or row.content_sha256
    return _step(
        request,
        row,
        lambda at: service(dossier_id=dossier_id, content_sha256=read, remark=values["remark"], by=by, at=at),
    )


def _step(request: Request, row: Dossier, act: Act) -> Response:
    expected = expected_version(request)

    def run(at: datetime) -> dict[str, Any]:
        require_version(expected, current=queries.dossier(row.id).version, stream_id=f"dossier-{row.id}")
        act(at)
        return _done(row.id)

    response = run_once(request, run=run, status=200)
    return tagged(response, response.data["version"])


def _done(dossier_id: UUID) -> dict[str, Any]:
    row = queries.dossier(dossier_id)
    return {
        "id": str(row.id),
        "job": str(row.job_id) if row.job_id else None,
        "state": row.state,
        "content_sha256": row.content_sha256,
        "version": row.version,
    }


def _terms(values: dict[str, Any], case_id: UUID) -> Terms:
    """What is not said of title and marking is the case's."""
    case = cases.case(case_id)
    said = {
        "title": values["title"] or case.title,
        "marking": Marking(values["marking"] or case.marking),
        "left_out": tuple(values.get("left_out", ())),
    }
    return Terms(**{**values, **said})


def _past(row: Dossier, *, upto: int) -> Dossier:
    found = next((one for one in queries.dossiers(row.case_id, upto=upto) if one.id == row.id), None)
    if found is None:
        raise NotFound
    return found
