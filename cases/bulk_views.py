"""Acts on many cases: choose, say what, look at it, do it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.queries import Person, person
from cases.bulk import ACTS, MOST, BulkAct, carry_out, reasons_against
from cases.list_views import CaseFilter, narrowed
from cases.models import Case
from cases.permissions import readable_by
from ledger.domain.errors import BadInput, DomainError
from pages.respond import go, respond


@login_required
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """One act on the chosen cases; `step` is nothing at first, then "preview", then "confirm"."""
    act, who = ACTS.get(request.POST.get("act", "")), person(UUID(str(request.user.pk)))
    if act is None:
        raise Http404
    cases = _chosen(request, who)
    if not cases:
        messages.warning(request, "Choose at least one case.")
        return go(request, _back(request))
    step = request.POST.get("step", "")
    form = act.form(request.POST if step else None)
    if not step or not form.is_valid():
        page = _page(request, act, cases, reasons=reasons_against(act, cases, who=who), form=form)
        return respond(request, "cases/bulk.html", page, status=422 if step else 200)
    values = form.values()
    if step == "confirm":
        try:
            done = carry_out(act, cases, values=values, key=form.key, by=who.id, at=timezone.now())
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Done in {done} case{'' if done == 1 else 's'}.")
            return go(request, _back(request))
    reasons = reasons_against(act, cases, who=who, values=values)
    page = _page(request, act, cases, reasons=reasons, form=form)
    return respond(request, "cases/bulk.html", page | {"is_preview": True}, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, act: BulkAct, cases: Sequence[Case], *, reasons: Mapping[UUID, str], form: Any
) -> dict[str, Any]:
    return {
        "act": act,
        "act_name": request.POST["act"],
        "form": form,
        "lines": [(case, reasons.get(case.id, "")) for case in cases],
        "allowed": sum(case.id not in reasons for case in cases),
        "query": _query(request).urlencode(),
        "back": _back(request),
        "active": "cases:list",
    }


def _chosen(request: HttpRequest, who: Person) -> list[Case]:
    """Cases of the posted ids, or all that the list holds; never more than the person may read.

    Raises:
        BadInput: more than can be changed at once, or something that is no id.
    """
    if request.POST.get("which") == "all":
        filters = CaseFilter(_query(request))
        filters.is_valid()
        rows = narrowed(who, filters.cleaned_data)
    else:
        rows = readable_by(who).filter(pk__in=_ids(request))
    found = list(rows.order_by("reference")[: MOST + 1])
    if len(found) > MOST:
        raise BadInput(f"At most {MOST} cases can be changed at once. Narrow the list first.")
    return found


def _ids(request: HttpRequest) -> list[UUID]:
    name = "page" if request.POST.get("which") == "page" else "case"
    try:
        return [UUID(text) for text in request.POST.getlist(name)]
    except ValueError as error:
        raise BadInput("This is no case.", field="case") from error


def _query(request: HttpRequest) -> QueryDict:
    return QueryDict(request.POST.get("query", ""))


def _back(request: HttpRequest) -> str:
    filters = CaseFilter(_query(request))
    filters.is_valid()
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in filters.cleaned_data.items() if value})
    return reverse("cases:list") + (f"?{kept.urlencode()}" if kept else "")
