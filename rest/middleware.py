"""Errors that never reach a view of the interface are problems too."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rest.problems import CONTENT_TYPE, body_of

ADDRESSES = ("/api/v1/", "/uploads/")
NAMED = {
    400: ("bad-request", "This request cannot be read. Check the host name and the encoding of the address."),
    403: ("foreign-origin", "A browser said that another site sent this. Send it with a token, from a program."),
    500: ("failure", "Something failed here. The request's id leads to it in the logs."),
}


class Problems:
    """Gives the framework's own error pages the form of problems, under the addresses of the interface."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if request.path.startswith(ADDRESSES) and response.status_code in NAMED and is_page:
            name, detail = NAMED[response.status_code]
            said = body_of(request, name=name, status_code=response.status_code, detail=detail)
            response.content, response["Content-Type"] = json.dumps(said).encode(), CONTENT_TYPE
        return response
