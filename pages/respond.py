"""One template answers the whole page and the htmx fragment."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx in one of our pages sent the request."""
    return request.headers.get("HX-Request") == "true"


def is_fragment(request: HttpRequest) -> bool:
    """Whether the answer replaces a part of a page that stands already."""
    whole = request.headers.get("HX-Request-Type") == "full" or "HX-History-Restore-Request" in request.headers
    return is_htmx(request) and not whole


def layout_of(request: HttpRequest) -> str:
    """The template that a page extends: the frame, or nothing but the block `main`."""
    return "_fragment.html" if is_fragment(request) else "base.html"


def respond(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a page or, to htmx, with its block `main`; the template opens with `{% extends layout %}`."""
    response = render(request, template, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response


def go(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Send the browser to another page: 303, or the header that htmx follows."""
    url = resolve_url(to, *args, **kwargs)
    if not is_htmx(request):
        return HttpResponseRedirect(url, status=303)
    header = {"HX-Refresh": "true"} if _is_anchor_on_same_page(request, url) else {"HX-Redirect": url}
    return HttpResponse(status=204, headers=header)


def _is_anchor_on_same_page(request: HttpRequest, url: str) -> bool:
    """A move to an anchor of the page one is on would not load it again."""
    here, there = urlsplit(request.headers.get("HX-Current-URL", "")), urlsplit(url)
    return bool(there.fragment) and (here.path, here.query) == (there.path, there.query)
