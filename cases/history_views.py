"""The history of a case: every event in words, with what it replaced, each as of its own time."""

from itertools import islice
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from accounts import queries as accounts
from cases.frame import CasePage, case_page
from cases.permissions import Action
from cases.presenters import Line, lines
from cases.visibility import visible
from ledger import store
from pages.respond import respond

PAGE_EVENTS = 50
KINDS = {
    "case": "The case and its agenda",
    "exhibit": "Exhibits",
    "entity": "Entities",
    "link": "Links",
    "entry": "Chronology",
    "dossier": "Dossiers",
    "proposal": "Decisions of three people",
    "erasure": "Erasures",
}


class HistoryFilter(forms.Form):
    """Closed vocabularies that may stand in an address; a moment of the past stays in it."""

    kind = forms.ChoiceField(choices=[("", "Everything"), *KINDS.items()], required=False)
    person = forms.ChoiceField(required=False)
    as_of = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(people.items(), key=lambda entry: (entry[1], str(entry[0])))
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Everybody"), *((str(id), name) for id, name in named)]


@login_required
@require_GET
def history(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every event of the case that the person may see, newest first."""
    page = case_page(request, case_id, current="cases:history", action=Action.READ_HISTORY)
    actors = store.actors_of_scope(case_id)
    names = accounts.names(actors)
    filters = HistoryFilter(request.GET, people={id: names[id] for id in actors if id in names})
    wanted = filters.cleaned_data if filters.is_valid() else {}
    rows, has_older = _rows(page, wanted, before=request.GET.get("before", ""))
    context = page.context(rows=rows, filters=filters)
    context["older"] = _query(wanted, before=rows[-1][0]) if has_older else ""
    return respond(request, "cases/history.html", context)


def _rows(page: CasePage, wanted: dict[str, str], *, before: str) -> tuple[list[tuple[int, Line]], bool]:
    """The lines of one page with their numbers, and whether there are older ones."""
    found = store.read_scope_backwards(
        page.case.id,
        before=store.nth_of_scope(page.case.id, int(before)) if before.isdigit() else None,
        upto=page.upto,
        family=wanted.get("kind", ""),
        actor_id=UUID(wanted["person"]) if wanted.get("person") else None,
    )
    shown = list(islice(visible(found, page.who), PAGE_EVENTS + 1))
    return _numbered(lines(shown[:PAGE_EVENTS], who=page.who, with_changes=True), page.case.id), len(
        shown
    ) > PAGE_EVENTS


def _query(wanted: dict[str, str], *, before: int) -> str:
    return "?" + urlencode({**{name: value for name, value in wanted.items() if value}, "before": before})


def _numbered(rows: list[Line], case_id: UUID) -> list[tuple[int, Line]]:
    """Each line with the number of its event in the case."""
    numbers = store.numbers_in_scope(case_id, [row.event.meta.position for row in rows])
    return [(numbers[row.event.meta.position], row) for row in rows]
