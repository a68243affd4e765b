"""Small pages of the frame itself: reports of blocked content, display choices, the palette."""

import json
from http import HTTPStatus
from typing import Any

import structlog
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pages.display import changed, display_of, remember
from pages.palette import as_json, choices_for
from pages.respond import go, respond

REPORTS_A_MINUTE = 60
LARGEST_REPORT_BYTES = 16_384

logger = structlog.get_logger(__name__)


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Count a browser's report of blocked content; addresses and samples in it are never kept."""
    cache.add("csp-reports", 0, timeout=60)
    if cache.incr("csp-reports") > REPORTS_A_MINUTE:
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    for directive in _directives(request.read(LARGEST_REPORT_BYTES + 1)):
        logger.warning("content_blocked", directive=directive)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _directives(body: bytes) -> list[str]:
    try:
        sent = json.loads(body) if len(body) <= LARGEST_REPORT_BYTES else []
    except ValueError:
        return []
    reports = sent if isinstance(sent, list) else [sent]
    return [_directive(report) for report in reports[:10] if isinstance(report, dict)]


def _directive(report: dict[str, Any]) -> str:
    body = report.get("body") or report.get("csp-report") or {}
    name = (
        str(body.get("effectiveDirective") or body.get("effective-directive") or "") if isinstance(body, dict) else ""
    )
    return name if name.replace("-", "").isalpha() and name.isascii() and len(name) <= 40 else "unknown"


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Remember density, rail or keys, and go back to where the person was."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = go(request, back if is_ours else "/")
    remember(request, response, display=changed(display_of(request), request.POST.dict()))
    return response


@login_required
@require_POST
def palette(request: HttpRequest) -> HttpResponse:
    """Places and things by name; posted, so that no typed text stands in an address."""
    choices = choices_for(request, request.POST.get("q", "").strip()[:100])
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"choices": as_json(choices)})
    return respond(request, "pages/palette.html", {"choices": choices})


def keys(request: HttpRequest) -> HttpResponse:
    """The list of keys, for people and as the help dialog's content."""
    return respond(request, "pages/keys.html")
