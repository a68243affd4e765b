"""Every refusal as `application/problem+json` (RFC 9457), from one place."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from ledger.domain.errors import BadInput, DomainError, NotFound, NotPermitted, ReusedCommand, WrongExpectedVersion

CONTENT_TYPE = "application/problem+json"
TYPES = "/api/v1/problems/"
BUSY_SECONDS, BUSY = 2, "Somebody else is writing just now. Try again with the same key."
_STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (NotFound, status.HTTP_404_NOT_FOUND),
    (NotPermitted, status.HTTP_403_FORBIDDEN),
    (BadInput, status.HTTP_400_BAD_REQUEST),
    (ReusedCommand, status.HTTP_422_UNPROCESSABLE_ENTITY),
    (DomainError, status.HTTP_409_CONFLICT),
)


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """The problem of an exception; None leaves it to Django as a failure of ours. REST framework calls this."""
    set_rollback()
    request = context["request"]
    match error:
        case DomainError():
            return _of_refusal(error, request)
        case Http404():
            return _of_refusal(NotFound(), request)
        case PermissionDenied():
            return _of_refusal(NotPermitted(), request)
        case exceptions.APIException():
            return _of_framework(error, request)
        case OperationalError():
            return _busy(problem(request, name="busy", status_code=503, detail=BUSY))
        case _:
            return None


def problem(request: HttpRequest, *, name: str, status_code: int, detail: str, **more: Any) -> Response:
    """A problem: `name` is the last part of its type, `detail` the sentence for the reader."""
    body = body_of(request, name=name, status_code=status_code, detail=detail, **more)
    return Response(body, status=status_code, content_type=CONTENT_TYPE)


def body_of(request: HttpRequest, *, name: str, status_code: int, detail: str, **more: Any) -> dict[str, Any]:
    """The fields of a problem."""
    return {
        "type": f"{TYPES}{name}",
        "title": name.replace("-", " ").capitalize(),
        "status": status_code,
        "detail": detail,
        "instance": f"urn:uuid:{getattr(request, 'request_id', '')}",
        **more,
    }


def _of_refusal(error: DomainError, request: HttpRequest) -> Response:
    code = status_of(type(error))
    more: dict[str, Any] = {}
    if isinstance(error, BadInput) and error.field:
        more["errors"] = [{"pointer": f"/{error.field}", "code": "invalid", "detail": error.sentence}]
    if isinstance(error, WrongExpectedVersion):
        code = status.HTTP_412_PRECONDITION_FAILED if "If-Match" in request.headers else code
        more["current_version"] = error.current
    return problem(request, name=name_of(type(error)), status_code=code, detail=error.sentence, **more)


def _of_framework(error: exceptions.APIException, request: HttpRequest) -> Response:
    headers = _headers(error)
    if isinstance(error, exceptions.ValidationError):
        errors = list(_pointed(error.get_full_details()))
        response = problem(
            request, name="bad-input", status_code=error.status_code, detail=_first(errors), errors=errors
        )
    else:
        name = str(error.default_code).replace("_", "-")
        response = problem(request, name=name, status_code=error.status_code, detail=str(error.detail))
    for header, value in headers.items():
        response[header] = value
    return response


def _headers(error: exceptions.APIException) -> dict[str, str]:
    found = {}
    if challenge := getattr(error, "auth_header", None):
        found["WWW-Authenticate"] = challenge
    if (wait := getattr(error, "wait", None)) is not None:
        found["Retry-After"] = str(int(wait) + 1)
    return found


def _busy(response: Response) -> Response:
    response["Retry-After"] = str(BUSY_SECONDS)
    return response


def _pointed(details: Any, pointer: str = "") -> Iterator[dict[str, str]]:
    """Field errors of the framework, each with its JSON pointer (RFC 6901)."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        yield {"pointer": pointer, "code": str(details["code"]), "detail": str(details["message"])}
    elif isinstance(details, dict):
        for key, inner in details.items():
            yield from _pointed(inner, pointer if key == "non_field_errors" else f"{pointer}/{_escaped(str(key))}")
    elif isinstance(details, list):
        are_messages = all(isinstance(item, dict) and "message" in item for item in details)
        for number, inner in enumerate(details):
            yield from _pointed(inner, pointer if are_messages else f"{pointer}/{number}")


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _first(errors: list[dict[str, str]]) -> str:
    return f"{errors[0]['pointer'].lstrip('/')}: {errors[0]['detail']}".removeprefix(": ") if errors else "Bad input."


def status_of(kind: type[DomainError]) -> int:
    """The status of a refusal."""
    return next(code for above, code in _STATUS if issubclass(kind, above))


def name_of(kind: type) -> str:
    """The last part of a refusal's type: CaseNotOpen is `case-not-open`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower()
