"""Pages of dossiers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import queries as accounts
from accounts.domain.markings import Marking
from cases.frame import CasePage, case_page
from cases.permissions import Action
from dossiers import forms, queries, services, store
from dossiers.compose import estimate
from dossiers.domain.dossier import Terms
from dossiers.forms import terms_from
from dossiers.frame import DossierPage, dossier_page, rows_for
from jobs import queries as jobs
from ledger.domain.errors import NotFound
from pages.forms import CommandForm
from pages.respond import go, respond
from pages.submit import posted, submit

STEPS: dict[str, tuple[str, type[CommandForm], Callable[..., Any], str]] = {
    "review": ("Agree as reviewer", forms.AgreeForm, services.review_dossier, "You have agreed as reviewer."),
    "return": ("Return to the preparer", forms.ReasonForm, services.return_dossier, "The dossier is returned."),
    "approve": ("Approve", forms.AgreeForm, services.approve_dossier, "Approved; the final edition is being made."),
    "release": ("Hand over a copy", forms.ReleaseForm, services.release_dossier, "The hand-over is recorded."),
    "withdraw": ("Withdraw", forms.ReasonForm, services.withdraw_dossier, "The dossier is withdrawn."),
    "cancel": ("Cancel the dossier", forms.ReasonForm, services.cancel_dossier, "The dossier is cancelled."),
}
REASONS = {"cancel": "prepare"}


@login_required
@require_GET
def dossiers(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Dossiers of a case and to whom copies were handed over."""
    page = case_page(request, case_id, current="dossiers:list", action=Action.READ_DOSSIERS)
    rows = rows_for(page)
    handed = queries.disclosures(case_id, dossier_ids=[row.id for row in rows], upto=page.upto)
    context = page.context(
        rows=rows,
        disclosures=handed,
        labels={row.id: f"D-{row.number} v{row.dossier_version}" for row in rows},
        names=accounts.names({row.prepared_by for row in rows} | {row.released_by for row in handed}),
    )
    return respond(request, "dossiers/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def request_dossier(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for a dossier."""
    page = case_page(request, case_id, current="dossiers:list", action=Action.READ_DOSSIERS)
    wanted = Terms(title=page.case.title, recipient="", authority="", purpose="", marking=Marking(page.case.marking))
    form = forms.TermsForm(posted(request), terms=wanted)
    context = page.context(heading="Request a dossier", label="Request the dossier")
    context["back"] = reverse("dossiers:list", args=[case_id])
    return _ask(request, page, form=form, context=context)


@login_required
@require_http_methods(["GET", "POST"])
def next_version(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Ask for the version after a released one."""
    page = dossier_page(request, dossier_id)
    form = forms.TermsForm(posted(request), terms=services.terms_of(page.row))
    context = page.context(heading=f"Next version of {page.label}") | {"label": "Request the next version"}
    return _ask(request, page.frame, form=form, context=context, follows_id=dossier_id)


@login_required
@require_GET
def dossier(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """One dossier: where it stands, its file, and what is next."""
    page = dossier_page(request, dossier_id)
    handed = queries.disclosures(page.row.case_id, dossier_ids=[dossier_id])
    context = page.context(
        can=page.can(), reasons=page.reasons(), disclosures=handed, versions=queries.versions(page.row), **_job(page)
    )
    context["names"] |= accounts.names(row.released_by for row in handed)
    return respond(request, "dossiers/dossier.html", context)


@login_required
@require_GET
def file(request: HttpRequest, dossier_id: UUID) -> HttpResponseBase:
    """The PDF, as a download."""
    page = dossier_page(request, dossier_id)
    path = store.path_of(page.row.sha256) if page.row.sha256 else None
    if path is None or not path.is_file():
        raise NotFound
    name = f"{page.label.replace('/', '-').replace(' ', '-')}.pdf"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")
    response["Cache-Control"], response["X-Content-Type-Options"] = "private, no-store", "nosniff"
    response["ETag"] = f'"{page.row.sha256}"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Change the terms."""
    page = dossier_page(request, dossier_id)
    form = forms.ReviseForm(posted(request), terms=services.terms_of(page.row))
    context = page.context(heading=f"Revise {page.label}") | {"label": "Revise and make anew"}
    context["help"] = "The case is taken as it stands now. Reviews and approvals of the present content are void."
    if request.method == "GET":
        reason = page.frame.against(Action.PREPARE_DOSSIER)
        return respond(request, "cases/command.html", {**context, "form": form, "reason": reason})
    return submit(
        request,
        form=form,
        run=lambda values: services.revise_dossier(
            terms_from(values),
            dossier_id=dossier_id,
            reason=values["reason"],
            by=page.frame.who.id,
            at=timezone.now(),
        ),
        template="cases/command.html",
        context=context,
        done="The dossier is being made anew.",
        to=page.url,
    )


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, dossier_id: UUID, name: str) -> HttpResponse:
    """Review, return, approve, hand over, withdraw, cancel."""
    page = dossier_page(request, dossier_id)
    label, form_class, run, done = STEPS[name]
    form = form_class(posted(request), initial=_initial(page, name))
    context = page.context(heading=f"{label}: {page.label}") | {"label": label}
    if request.method == "GET":
        reason = page.reasons()[REASONS.get(name, name)]
        return respond(request, "cases/command.html", {**context, "form": form, "reason": reason})
    return submit(
        request,
        form=form,
        run=lambda values: run(dossier_id=dossier_id, by=page.frame.who.id, at=timezone.now(), **values),
        template="cases/command.html",
        context=context,
        done=done,
        to=page.url,
    )


@login_required
@require_POST
def order(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Have the PDF made once more."""
    page = dossier_page(request, dossier_id)
    services.order_dossier(dossier_id=dossier_id, by=page.frame.who.id, at=timezone.now())
    messages.success(request, "The dossier is being made.")
    return go(request, page.url)


@login_required
@require_POST
def compare(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Render once more from the record and say whether the same bytes come out."""
    page = dossier_page(request, dossier_id)
    job_id = services.compare_dossier(dossier_id=dossier_id, by=page.frame.who.id, at=timezone.now())
    messages.success(request, "The dossier is made once more from the record, to compare.")
    return go(request, "jobs:detail", job_id)


def _ask(
    request: HttpRequest,
    page: CasePage,
    *,
    form: forms.TermsForm,
    context: dict[str, Any],
    follows_id: UUID | None = None,
) -> HttpResponse:
    pages, seconds = estimate(page.case.id)
    context["help"] = f"About {pages} pages; making it takes about {seconds:.0f} seconds."
    if request.method == "GET":
        reason = page.against(Action.PREPARE_DOSSIER)
        return respond(request, "cases/command.html", {**context, "form": form, "reason": reason})
    return submit(
        request,
        form=form,
        run=lambda values: services.request_dossier(
            terms_from(values),
            case_id=page.case.id,
            follows_id=follows_id,
            by=page.who.id,
            at=timezone.now(),
            dossier_id=form.key,
        ),
        template="cases/command.html",
        context=context,
        done="The dossier is being made.",
        to=lambda dossier_id: reverse("dossiers:dossier", args=[dossier_id]),
    )


def _initial(page: DossierPage, name: str) -> dict[str, Any]:
    row = page.row
    if name in {"review", "approve"}:
        return {"content_sha256": row.content_sha256}
    if name == "release":
        return {"recipient": row.recipient, "organisation": row.organisation, "copy": row.copy}
    return {}


def _job(page: DossierPage) -> dict[str, Any]:
    """What the block of progress shows; nothing once the job is forgotten."""
    if page.row.job_id is None:
        return {"job": None}
    try:
        job = jobs.progress(page.row.job_id)
    except NotFound:
        return {"job": None}
    asked_by = accounts.names([job.requested_by] if job.requested_by else [])
    return {
        "job": job,
        "trigger": "every 2s" if job.is_moving else "",
        "asked_by": asked_by.get(job.requested_by) if job.requested_by else None,
        "cannot_steer": page.frame.against(Action.PREPARE_DOSSIER),
        "result_url": "",
    }
