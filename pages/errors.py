"""Pages that say what happened, what was kept, what to do, and the request's id."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ledger.domain.errors import BadInput, DomainError, NotFound, NotPermitted
from pages.respond import respond


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page of a refusal that no form has caught; absent and forbidden things read the same."""
    match error:
        case NotFound():
            return respond(request, "404.html", status=404)
        case NotPermitted():
            return respond(request, "403.html", {"sentence": error.sentence}, status=403)
        case BadInput():
            return respond(request, "refused.html", {"sentence": error.sentence}, status=400)
        case _:
            return respond(request, "refused.html", {"sentence": error.sentence}, status=409)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`handler404`: never names the path or the reason."""
    return respond(request, "404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`handler403`."""
    return respond(request, "403.html", {"sentence": str(exception or "") or NotPermitted.sentence}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`handler400`: a request that no page of ours sends."""
    return render(request, "400.html", _bare(request), status=400)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`handler429`."""
    return respond(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: a page that needs neither database, session nor person."""
    return render(None, "500.html", _bare(request), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`: a form that was open too long, or that came from elsewhere."""
    return respond(request, "403_csrf.html", status=403)


def _bare(request: HttpRequest) -> dict[str, str]:
    return {"request_id": getattr(request, "request_id", "")}
