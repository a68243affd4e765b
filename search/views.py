"""Pages of search: ask, look, narrow, keep; and what kept searches found since."""

from collections import Counter
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.queries import person
from pages.respond import go, respond
from search import alerts, answers, freshness, queries, services
from search.domain.documents import Facet, Found, Want
from search.parser import parse
from search.permissions import case_of, scope_of
from search.places import page_of

NARROWING: tuple[Facet, ...] = ("kind", "status", "tag", "month", "author")


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The box; what is posted is stored and gets an address without its words."""
    me = UUID(str(request.user.pk))
    if request.method == "GET":
        context = {"kept": [_kept(search) for search in queries.kept(me)], "unseen": alerts.count_unseen(person(me))}
        return respond(request, "search/ask.html", context)
    search_id = services.ask(text=request.POST.get("query", ""), by=me, at=timezone.now())
    return go(request, reverse("search:results", args=[search_id]))


@login_required
@require_GET
def results(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """What the person may read of what was asked, narrowed by closed vocabularies in the address."""
    who = person(UUID(str(request.user.pk)))
    asked = queries.of_owner(search_id, owner_id=who.id)
    chosen = _chosen(request, scope_of(who).cases)
    is_own_shown = freshness.wait_for_own(who)
    answer = answers.search(asked.text, who=who, want=Want(after=request.GET.get("after", ""), chosen=chosen))
    context = {
        "search": asked,
        "answer": answer,
        "hits": [_hit(hit, answer) for hit in answer.found.hits],
        "facets": _facets(request, answer),
        "age": freshness.age(answer.found.position, who=who, now=timezone.now()),
        "is_own_shown": is_own_shown,
        "more": _with(request, after=answer.found.next) if answer.found.next else "",
        "is_narrowed": bool(chosen),
    }
    return respond(request, "search/results.html", context)


@login_required
@require_POST
def keep(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Keep a search under a name, and watch it when that is wanted."""
    services.keep(
        search_id=search_id,
        name=request.POST.get("name", ""),
        is_watched="watch" in request.POST,
        by=UUID(str(request.user.pk)),
    )
    return go(request, reverse("search:results", args=[search_id]))


@login_required
@require_POST
def forget(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Keep it no longer."""
    services.forget(search_id=search_id, by=UUID(str(request.user.pk)))
    return go(request, reverse("search:ask"))


@login_required
@require_http_methods(["GET", "POST"])
def found_since(request: HttpRequest) -> HttpResponse:
    """What watched searches found; posting marks what was on the page as seen."""
    who = person(UUID(str(request.user.pk)))
    if request.method == "GET":
        return respond(request, "search/alerts.html", {"rows": [_alert(row) for row in alerts.shown(who)]})
    services.see_alerts(_ids(request.POST.getlist("alert")), by=who.id, at=timezone.now())
    return go(request, reverse("search:alerts"))


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def _alert(row: alerts.Shown) -> dict[str, Any]:
    return {"row": row, "url": page_of(row.doc.group, case_of(row.doc.case))}


def _kept(search: Any) -> dict[str, Any]:
    """A kept search, with what is wrong with it today."""
    today = parse(search.text).as_understood if queries.is_read_differently(search) else ""
    return {"search": search, "read_today": today}


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
    return [facet for facet in [_facet(request, "case", _case_lines(answer, found)), *shown] if facet["choices"]]


def _case_lines(answer: answers.Answer, found: Found) -> list[tuple[str, str, int]]:
    counts: Counter[str] = Counter()
    for line in found.facets.get("case", ()):
        counts[case_of(line.key)] += line.count
    lines = [(key, answer.references.get(key, ""), count) for key, count in counts.items() if key in answer.references]
    return sorted(lines, key=lambda line: (-line[2], line[1]))


def _facet(request: HttpRequest, name: str, lines: list[tuple[str, str, int]]) -> dict[str, Any]:
    chosen = request.GET.getlist(name)
    return {
        "label": name.capitalize(),
        "choices": [
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
    case_id = case_of(hit.case)
    return {
        "hit": hit,
        "title": mark_safe(hit.title),
        "fragments": [mark_safe(fragment) for fragment in hit.fragments],
        "case": answer.references.get(case_id, ""),
        "place": answer.places.get(hit.id, ""),
        "url": page_of(hit.root or hit.id, case_id) + (f"#s{hit.pin}" if hit.pin else ""),
    }
