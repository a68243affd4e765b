"""Pages of what takes three people."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries as accounts
from cases import proposals, queries
from cases.domain.proposal import Subject
from cases.forms import MARKINGS, long_text
from cases.frame import CasePage, case_page
from cases.permissions import Action
from ledger import store
from ledger.domain.errors import BadInput
from pages.forms import CommandForm
from pages.respond import respond
from pages.submit import posted, submit


class ProposeForm(CommandForm):
    """What is proposed, and why; the fields that a subject does not need stay empty."""

    subject = forms.ChoiceField(
        choices=[
            (Subject.LOWER_CASE_MARKING.value, "Lower the marking of the case"),
            (Subject.UNWALL_CASE.value, "Take the wall of the case down"),
            (Subject.LIFT_LEGAL_HOLD.value, "Lift the legal hold"),
            (Subject.ERASE_FIELD.value, "Erase a field of an event"),
        ]
    )
    marking = forms.ChoiceField(
        choices=[("", "not needed"), *MARKINGS], required=False, help_text="To lower a marking."
    )
    number = forms.IntegerField(
        label="Event", required=False, min_value=1, help_text="To erase: the event's number in the history."
    )
    field = forms.CharField(required=False, max_length=60, help_text="To erase: the field, such as text or html.")
    legal_basis = forms.CharField(label="Legal basis", required=False, max_length=300, help_text="To erase: which law.")
    reason = long_text("Reason")


class RemarkForm(CommandForm):
    """A remark with an agreement."""

    remark = long_text("Remark", required=False)


class RejectForm(CommandForm):
    """Why not."""

    reason = long_text("Reason")


STEPS: dict[str, tuple[str, type[CommandForm], Callable[..., Any], str]] = {
    "review": ("Agree as second person", RemarkForm, proposals.review, "You have agreed as second person."),
    "reject": ("Reject the proposal", RejectForm, proposals.reject, "The proposal is rejected."),
    "carry-out": ("Carry out as third person", CommandForm, proposals.carry_out, "It has taken effect."),
}


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make a proposal."""
    page = case_page(request, case_id, current="cases:team", action=Action.READ_RECORDS)
    form = ProposeForm(posted(request), initial=_asked_for(request))
    label = "Make a proposal"
    context = page.context(heading=label, label=label, back=reverse("cases:team", args=[case_id]))
    context["help"] = "You propose, a reviewer agrees, an approver carries it out: three different people."
    if request.method == "GET":
        reason = page.against(Action.PROPOSE)
        return respond(request, "cases/command.html", {**context, "form": form, "reason": reason})
    return submit(
        request,
        form=form,
        run=lambda values: _propose(page, values, form=form),
        template="cases/command.html",
        context=context,
        done="The proposal waits for a second person.",
        to=lambda proposal_id: reverse("cases:proposal", args=[case_id, proposal_id]),
    )


@login_required
@require_GET
def proposal(request: HttpRequest, case_id: UUID, proposal_id: UUID) -> HttpResponse:
    """One proposal and what it waits for."""
    page, row = _proposal(request, case_id=case_id, proposal_id=proposal_id)
    people = {row.made_by, row.reviewed_by, row.settled_by} - {None}
    context = page.context(proposal=row, names=accounts.names(id for id in people if id))
    return respond(request, "cases/proposal.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, case_id: UUID, proposal_id: UUID, name: str) -> HttpResponse:
    """Agree, reject or carry out."""
    page, _ = _proposal(request, case_id=case_id, proposal_id=proposal_id)
    label, form_class, run, done = STEPS[name]
    back = reverse("cases:proposal", args=[case_id, proposal_id])
    form, context = form_class(posted(request)), page.context(heading=label, label=label, back=back)
    if request.method == "GET":
        return respond(request, "cases/command.html", {**context, "form": form})
    return submit(
        request,
        form=form,
        run=lambda values: run(proposal_id=proposal_id, by=page.who.id, at=timezone.now(), **values),
        template="cases/command.html",
        context=context,
        done=done,
        to=back,
    )


def _asked_for(request: HttpRequest) -> dict[str, str]:
    """What the page that leads here has chosen already."""
    return {name: request.GET[name] for name in ("subject", "number", "field") if name in request.GET}


def _proposal(request: HttpRequest, *, case_id: UUID, proposal_id: UUID) -> tuple[CasePage, Any]:
    page = case_page(request, case_id, current="cases:team", action=Action.READ_DOSSIERS)
    return page, queries.proposal(proposal_id, case_id=case_id)


def _propose(page: CasePage, values: dict[str, Any], *, form: ProposeForm) -> UUID:
    subject = Subject(values["subject"])
    return proposals.propose(
        case_id=page.case.id,
        subject=subject,
        target_id=page.case.id,
        terms=_terms(subject, values, case_id=page.case.id),
        reason=values["reason"],
        by=page.who.id,
        at=timezone.now(),
        proposal_id=form.key,
    )


def _terms(subject: Subject, values: dict[str, Any], *, case_id: UUID) -> dict[str, str]:
    match subject:
        case Subject.LOWER_CASE_MARKING:
            return {"marking": values["marking"]}
        case Subject.ERASE_FIELD:
            position = store.nth_of_scope(case_id, values["number"] or 0)
            if position is None:
                raise BadInput("The case has no event of this number.", field="number")
            return {"position": str(position), "field": values["field"], "legal_basis": values["legal_basis"]}
        case _:
            return {}
