"""Pages of search: ask, look, narrow, keep."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.queries import person
from ledger import store
from pages.respond import go, respond
from search import answers, queries, services
from search.domain.documents import Facet, Found, Want
from search.permissions import case_of, scope_of

PLACES = {
    "case": "cases:case",
    "note": "cases:agenda",
    "task": "cases:agenda",
    "question": "cases:agenda",
    "exhibit": "evidence:exhibit",
    "entity": "entities:entity",
    "link": "entities:list",
    "entry": "entities:chronology",
    "dossier": "dossiers:dossier",
}
OF_THE_CASE = {"note", "task", "question", "link", "entry"}
INSIDE_THE_CASE = {"entity"}
NARROWING: tuple[Facet, ...] = ("kind", "status", "month", "author")


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The box; what is posted is stored and gets an address without its words."""
    me = UUID(str(request.user.pk))
    if request.method == "GET":
        return respond(request, "search/ask.html", {"kept": queries.kept(me)})
    search_id = services.ask(text=request.POST.get("query", ""), by=me, at=timezone.now())
    return go(request, reverse("search:results", args=[search_id]))


@login_required
@require_GET
def results(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """What the person may read of what was asked, narrowed by closed vocabularies in the address."""
    who = person(UUID(str(request.user.pk)))
    asked = queries.of_owner(search_id, owner_id=who.id)
    chosen = _chosen(request, scope_of(who).cases)
    answer = answers.search(asked.text, who=who, want=Want(after=request.GET.get("after", ""), chosen=chosen))
    context = {
        "search": asked,
        "answer": answer,
        "hits": [_hit(hit, answer) for hit in answer.found.hits],
        "facets": _facets(request, answer),
        "behind": store.head_position() - answer.found.position,
        "more": _with(request, after=answer.found.next) if answer.found.next else "",
        "is_narrowed": bool(chosen),
    }
    return respond(request, "search/results.html", context)


@login_required
@require_POST
def keep(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Keep a search under a name."""
    services.keep(search_id=search_id, name=request.POST.get("name", ""), by=UUID(str(request.user.pk)))
    return go(request, reverse("search:results", args=[search_id]))


@login_required
@require_POST
def forget(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Keep it no longer."""
    services.forget(search_id=search_id, by=UUID(str(request.user.pk)))
    return go(request, reverse("search:ask"))


def _chosen(request: HttpRequest, compartments: frozenset[str]) -> dict[Facet, frozenset[str]]:
    chosen: dict[Facet, frozenset[str]] = {
        name: frozenset(values) for name in NARROWING if (values := request.GET.getlist(name))
    }
    if wanted := set(request.GET.getlist("case")):
        chosen["case"] = frozenset(key for key in compartments if case_of(key) in wanted) or frozenset(wanted)
    return chosen


def _facets(request: HttpRequest, answer: answers.Answer) -> list[dict[str, Any]]:
    found = answer.found
    shown = [
        _facet(request, name, [(line.key, line.key, line.count) for line in found.facets.get(name, ())])
        for name in NARROWING
    ]
    return [facet for facet in [_facet(request, "case", _case_lines(answer, found)), *shown] if facet["lines"]]


def _case_lines(answer: answers.Answer, found: Found) -> list[tuple[str, str, int]]:
    counts: Counter[str] = Counter()
    for line in found.facets.get("case", ()):
        counts[case_of(line.key)] += line.count
    lines = [(key, answer.references.get(key, ""), count) for key, count in counts.items() if key in answer.references]
    return sorted(lines, key=lambda line: (-line[2], line[1]))


def _facet(request: HttpRequest, name: str, lines: list[tuple[str, str, int]]) -> dict[str, Any]:
    chosen = request.GET.getlist(name)
    return {
        "name": name,
        "lines": [
            {
                "label": label.replace("_", " "),
                "count": count,
                "is_chosen": key in chosen,
                "url": _toggled(request, name, key),
            }
            for key, label, count in lines
            if key
        ],
    }


def _toggled(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    values = query.getlist(name)
    query.setlist(name, [one for one in values if one != value] if value in values else [*values, value])
    query.pop("after", None)
    return "?" + query.urlencode()


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return "?" + query.urlencode()


def _hit(hit: Any, answer: answers.Answer) -> dict[str, Any]:
    """The engine escapes titles and fragments after slicing and adds nothing but <mark> (search.highlighting)."""
    kind, _, id = (hit.root or hit.id).partition(":")
    case_id = case_of(hit.case)
    target = [case_id] if kind in OF_THE_CASE else [case_id, id] if kind in INSIDE_THE_CASE else [id]
    return {
        "hit": hit,
        "title": mark_safe(hit.title),
        "fragments": [mark_safe(fragment) for fragment in hit.fragments],
        "case": answer.references.get(case_id, ""),
        "url": reverse(PLACES[kind], args=target),
    }
