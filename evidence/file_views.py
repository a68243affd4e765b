"""Files: pictures drawn from exhibits for their readers, originals from their own host."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.queries import person
from cases import queries as cases
from evidence import downloads, queries, services, store
from evidence.forms import ReasonForm
from evidence.permissions import get_readable_exhibit
from ledger.domain.errors import NotFound
from pages.respond import respond
from pages.submit import posted, submit

PICTURES = {"thumbnail", "page"}


@login_required
@require_GET
def derived(request: HttpRequest, exhibit_id: UUID, kind: str, number: int) -> HttpResponseBase:
    """A picture drawn from an exhibit: pixels only."""
    get_readable_exhibit(person(UUID(str(request.user.pk))), exhibit_id)
    found = [row for row in queries.derived(exhibit_id, kind=kind) if row.number == number and kind in PICTURES]
    if not found:
        raise NotFound
    return _streamed(found[0].sha256, content_type="image/png")


@login_required
@require_http_methods(["GET", "POST"])
def original(request: HttpRequest, exhibit_id: UUID) -> HttpResponse:
    """Ask for the original, with a reason; the browser is sent to the host of files."""
    who = person(UUID(str(request.user.pk)))
    exhibit = get_readable_exhibit(who, exhibit_id)
    form = ReasonForm(posted(request), exhibit=exhibit)
    context = {
        "case": cases.case(exhibit.case_id),
        "heading": f"Download the original of {exhibit.number}",
        "label": "Download",
        "back": reverse("evidence:exhibit", args=[exhibit_id]),
        "help": "The reason is kept. The file is exactly what was received: open it only where it can do no harm.",
    }
    if request.method == "GET":
        return respond(request, "cases/command.html", {**context, "form": form})

    def run(values: dict[str, str]) -> str:
        now = timezone.now()
        services.download_original(exhibit_id=exhibit_id, reason=values["reason"], by=who.id, at=now)
        return downloads.grant(exhibit_id=exhibit_id, session_key=str(request.session.session_key), by=who.id, at=now)

    return submit(
        request,
        form=form,
        run=run,
        template="cases/command.html",
        context=context,
        done=f"The original of {exhibit.number} is on its way.",
        to=lambda address: address,
        is_repeatable=True,  # the address is good once, for a minute; each download is recorded
    )


@require_GET
def file(request: HttpRequest, token: str) -> HttpResponseBase:
    """An original, on the host of files alone where there is one: the address is the right, for a minute."""
    if settings.FILES_HOST and request.get_host() != settings.FILES_HOST:
        raise NotFound
    exhibit = downloads.redeem(token)
    response = _streamed(exhibit.sha256, content_type="application/octet-stream", name=exhibit.safe_name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Digest"] = f"sha-256={exhibit.sha256}"
    return response


def _streamed(sha256: str, *, content_type: str, name: str = "") -> FileResponse:
    path = store.path_of(sha256)
    if not path.is_file():
        raise NotFound
    response = FileResponse(path.open("rb"), content_type=content_type, as_attachment=bool(name), filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
