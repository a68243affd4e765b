"""What every answer carries, and what becomes of a refusal that no view has caught.

Order in settings, outermost first: `FilesHost` (before static files), `Identity`, `Privacy` (before sessions), then
after authentication
`LocalTime`, `SameOrigin`, and last `Refusals`.
"""

from collections.abc import Callable
from typing import Any, cast
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone

from ledger.domain.errors import DomainError
from pages.errors import csrf_failure, refusal
from pages.policy import ALWAYS, REPORTING_ENDPOINTS

Answer = Callable[[HttpRequest], HttpResponse]
FILES = "/files/"
_SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class Identity:
    """Gives every request an id, the one that the logs carry, and tells it to the reader."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        bound = structlog.contextvars.get_contextvars().get("request_id")
        request_id = cast("Any", request).request_id = str(bound or uuid4())
        response = self.get_response(request)
        response.headers.setdefault("X-Request-ID", request_id)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Reporting-Endpoints", REPORTING_ENDPOINTS)
        return response


class FilesHost:
    """Nothing answers on the host of files but files: no page, no sign-in, no cookie either way."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.FILES_HOST or request.headers.get("Host", "") != settings.FILES_HOST:
            return self.get_response(request)
        if not request.path.startswith(FILES):
            return HttpResponseNotFound("There is nothing here.", content_type="text/plain")
        request.COOKIES.clear()
        response = self.get_response(request)
        response.cookies.clear()
        return response


class Privacy:
    """Keeps pages of signed-in people out of every cache and empties the browser at sign-out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        name = settings.SESSION_COOKIE_NAME
        came_in, goes_out = name in request.COOKIES, response.cookies.get(name)
        if came_in or goes_out or "Authorization" in request.headers:
            response.headers.setdefault("Cache-Control", "no-store")
        if came_in and request.method == "POST" and goes_out is not None and not goes_out.value:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class LocalTime:
    """Shows times in the zone that the person chose; UTC for everybody else and for unknown names."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(self._zone(request)):
            return self.get_response(request)

    @staticmethod
    def _zone(request: HttpRequest) -> ZoneInfo:
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        name = getattr(getattr(request, "user", None), "time_zone", "") if signed_in else ""
        try:
            return ZoneInfo(name or settings.TIME_ZONE)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo(settings.TIME_ZONE)


class SameOrigin:
    """Refuses commands that a browser says were sent by another site, whatever token they bring."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sender = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method not in _SAFE and sender not in {"same-origin", "none"}:
            return csrf_failure(request)
        return self.get_response(request)


class Refusals:
    """Turns a refusal that escaped from a view into the page with its sentence."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django's hook; anything but a refusal stays an error."""
        return refusal(request, exception) if isinstance(exception, DomainError) else None
