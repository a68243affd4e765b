"""The list of cases: filters, and views that are kept under a name."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import saved_views
from accounts.domain.markings import Marking
from accounts.queries import Person, person
from cases.bulk import ACTS, MOST
from cases.domain.roles import CaseRole
from cases.domain.stages import Stage
from cases.forms import choices
from cases.models import Case, Member
from cases.permissions import may_open_cases, readable_by
from pages.conflict import in_words
from pages.display import display_of
from pages.forms import CommandForm
from pages.respond import go, respond
from pages.submit import posted, submit
from pages.tables import Column, table_of

LIST = "cases"
OPEN = "open"
SELECT = Column(label="Choose", is_hidden_label=True)
COLUMNS = [
    Column(label="Reference", sort="reference"),
    Column(label="Title", sort="title"),
    Column(label="Stage", sort="stage"),
    Column(label="Priority", sort="priority", is_number=True),
    Column(label="Marking", sort="marking_rank"),
    Column(label="Changed", sort="changed_at"),
]
SORTS = {column.sort for column in COLUMNS} | {f"-{column.sort}" for column in COLUMNS}


class CaseFilter(forms.Form):
    """Closed vocabularies that may stand in an address and in a kept view."""

    stage = forms.ChoiceField(choices=[("", "Any stage"), (OPEN, "All but closed"), *choices(Stage)], required=False)
    priority = forms.ChoiceField(
        choices=[("", "Any priority"), *((str(n), str(n)) for n in range(1, 5))], required=False
    )
    marking = forms.ChoiceField(
        label="Marking", choices=[("", "Any marking"), *((mark.value, mark.value) for mark in Marking)], required=False
    )
    role = forms.ChoiceField(label="My role", choices=[("", "Any role"), *choices(CaseRole)], required=False)


class KeepForm(CommandForm):
    """A name for a view, and who else opens it."""

    name = forms.CharField(max_length=saved_views.LONGEST_NAME)
    shared_with = forms.CharField(
        label="Shared with",
        max_length=2_000,
        required=False,
        help_text="Sign-in names with commas between. They see the view's name and filters, and the cases that they "
        "may read themselves.",
    )


@login_required
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Every case that the person may read."""
    filters = CaseFilter(request.GET)
    context = _context(request, filters, sort="reference")
    query = urlencode({name: value for name, value in _valid(filters).items() if value} | _sort_of(request))
    keep = reverse("cases:keep_view") + (f"?{query}" if query else "")
    return respond(request, "cases/list.html", {**context, "filters": filters, "keep": keep, "query": query})


@login_required
@require_GET
def view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """A kept view under the rights of whoever opens it; a part that no longer exists is left out and named."""
    who = _who(request)
    kept = saved_views.view_for(who.id, view_id=view_id)
    filters = CaseFilter(kept.filters)
    sort = kept.sort if kept.sort in SORTS else "reference"
    context = _context(request, filters, sort=sort)
    is_mine = kept.owner_id == who.id
    return respond(
        request,
        "cases/list.html",
        {
            **context,
            "filters": filters,
            "view": kept,
            "density": kept.density,
            "broken": _broken(filters, kept.filters, sort=kept.sort),
            "query": urlencode({name: value for name, value in _valid(filters).items() if value}),
            "shared_with": [user.name for user in kept.shared_with.order_by("name")] if is_mine else [],
            "is_mine": is_mine,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep what the address asks for under a name."""
    me, form, filters = _who(request).id, KeepForm(posted(request)), CaseFilter(request.GET)
    wanted = _valid(filters)
    context = {
        "heading": "Keep this view",
        "label": "Keep",
        "back": f"{reverse('cases:list')}?{request.GET.urlencode()}",
        "help": f"The list of cases ({_in_words(filters) or 'no filter'}), as it is sorted now.",
        "active": "cases:list",
    }
    if request.method == "GET":
        return respond(request, "cases/command.html", {**context, "form": form})
    return submit(
        request,
        form=form,
        run=lambda values: saved_views.keep_view(
            list_name=LIST,
            name=values["name"],
            filters=wanted,
            sort=_sort_of(request).get("sort", ""),
            density=display_of(request).density,
            shared_with=values["shared_with"].split(","),
            by=me,
            at=timezone.now(),
        ),
        template="cases/command.html",
        context=context,
        done="The view is kept.",
        to=lambda view_id: reverse("cases:view", args=[view_id]),
    )


@login_required
@require_POST
def forget_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Keep a view of one's own no longer."""
    saved_views.forget_view(view_id=view_id, by=_who(request).id)
    messages.success(request, "The view is kept no longer.")
    return go(request, "cases:list")


def narrowed(who: Person, wanted: Mapping[str, Any]) -> QuerySet[Case]:
    """The cases that a person may read, as far as they fit."""
    rows = readable_by(who)
    if wanted.get("stage") == OPEN:
        rows = rows.exclude(stage=Stage.CLOSED.value)
    elif wanted.get("stage"):
        rows = rows.filter(stage=wanted["stage"])
    if wanted.get("role"):
        mine = Member.objects.filter(case_id=OuterRef("pk"), person_id=who.id, role=wanted["role"])
        rows = rows.filter(Exists(mine))
    plain = {name: wanted[name] for name in ("priority", "marking") if wanted.get(name)}
    return rows.filter(**plain)


def _context(request: HttpRequest, filters: CaseFilter, *, sort: str) -> dict[str, Any]:
    who = _who(request)
    rows = narrowed(who, _valid(filters))
    empty = "No case here that you may read."
    table = table_of(request, rows, caption="Cases", columns=[SELECT, *COLUMNS], sort=sort, empty=empty)
    total = rows.count()
    return {
        "table": table,
        "total": total,
        "may_take_all": len(table.rows) < total <= MOST,
        "acts": ACTS,
        "views": saved_views.views_for(who.id, list_name=LIST),
        "may_open": may_open_cases(who),
        "active": "cases:list",
    }


def _who(request: HttpRequest) -> Person:
    return person(UUID(str(request.user.pk)))


def _valid(filters: CaseFilter) -> dict[str, str]:
    filters.is_valid()
    return dict(filters.cleaned_data)


def _sort_of(request: HttpRequest) -> dict[str, str]:
    sort = request.GET.get("sort", "")
    return {"sort": sort} if sort in SORTS else {}


def _in_words(filters: CaseFilter) -> str:
    chosen = ((name, value) for name, value in _valid(filters).items() if value)
    return ", ".join(f"{filters[name].label}: {in_words(filters.fields[name], value)}" for name, value in chosen)


def _broken(filters: CaseFilter, kept: Mapping[str, str], *, sort: str) -> list[str]:
    """Parts of a kept view that this version does not know, as people call them."""
    gone = [f"{filters[name].label} “{kept[name]}”" for name in filters.errors]
    unknown = [f"Filter “{name}”" for name in kept if name not in filters.fields]
    return [*gone, *unknown, *([f"Sorting by “{sort}”"] if sort and sort not in SORTS else [])]
