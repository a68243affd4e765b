"""Pages that ask whether two entities are one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries as accounts
from cases.frame import CasePage
from cases.permissions import Action, get_readable_case
from cases.queries import Case
from cases.tabs import counted
from entities import forms, queries, services
from entities.citing import exhibits_for
from entities.domain.kinds import KINDS
from entities.domain.matches import SIMILAR, MatchAnswer
from entities.matching import grounds_between
from entities.models import Entity
from entities.presenters import StatementLine, statement_lines
from entities.views import context_of, read
from pages.respond import respond
from pages.submit import posted, submit

MOST_SHOWN = 100
DONE = {
    "yes": "The two are one entity now. The merge can be undone on its page.",
    "unsure": "Set aside until something new speaks for a match.",
    "no": "They are held to be different. It is asked again only when something new speaks for a match.",
}


@counted("entities:matches")
def waiting(case: Case) -> int:
    """How many pairs of a case wait to be judged."""
    return queries.open_matches([case.id]).count()


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two entities of a case with what speaks for a match."""

    one: Entity
    other: Entity
    grounds: list[str]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An answer about two entities of which both can be shown."""

    one: Entity
    other: Entity
    answer: str
    reason: str
    by: UUID
    at: datetime


@login_required
@require_GET
def matches(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Pairs that wait to be judged, and what was judged already."""
    page = read(request, case_id, "entities:matches")
    found = {row.id: row for row in queries.entities(case_id, upto=page.upto)}
    open_pairs = [] if page.past else list(queries.open_matches([case_id])[: MOST_SHOWN + 1])
    judged = _judged(page, found)
    context = context_of(
        page,
        pairs=[
            Pair(one=found[row.one_id], other=found[row.other_id], grounds=in_words(row.grounds))
            for row in open_pairs[:MOST_SHOWN]
            if row.one_id in found and row.other_id in found
        ],
        has_more=len(open_pairs) > MOST_SHOWN,
        unsure=[row for row in judged if row.answer == MatchAnswer.UNSURE],
        rejected=[row for row in judged if row.answer == MatchAnswer.NO],
        names=accounts.names({row.by for row in judged}),
    )
    return respond(request, "entities/matches.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def match(request: HttpRequest, case_id: UUID, entity_id: UUID, other_id: UUID) -> HttpResponse:
    """Two entities side by side, and the question whether they are one."""
    page = read(request, case_id, "entities:matches")
    row = queries.entity(entity_id, case_id=case_id)
    other = queries.entity(other_id)
    beside = get_readable_case(page.who, other.case_id, Action.READ_RECORDS)
    form = forms.MatchForm(posted(request), case_id=case_id, who=page.who, row=row, other=other)
    grounds = list(grounds_between(row.id, other.id))
    answer = queries.match_answer(case_id, (row.id, other.id), upto=page.upto)
    context = context_of(
        page,
        form=form,
        sides=[_side(page, row, case=page.case), _side(page, other, case=beside)],
        grounds=in_words(grounds),
        answer=answer,
        answered_by=accounts.names({answer.by}).get(answer.by, "") if answer else "",
        is_merged=bool(row.merged_into or other.merged_into),
        is_elsewhere=beside.id != case_id,
        against_answer=page.against(Action.CONTRIBUTE),
    )
    if request.method == "GET" or page.past:
        return respond(request, "entities/match.html", context)
    return submit(
        request,
        form=form,
        run=lambda _: _answer(page, form, row=row, other=other),
        template="entities/match.html",
        context=context,
        done=lambda _: DONE[form.answer],
        to=lambda _: _next(case_id, after=row, is_elsewhere=beside.id != case_id),
    )


def in_words(grounds: list[str]) -> list[str]:
    """What speaks for a match, for people to read: `lei:5493...` is "LEI 5493..."."""
    return [_in_words(one) for one in grounds]


def _in_words(ground: str) -> str:
    prefix, _, value = ground.partition(":")
    if ground == SIMILAR:
        return "similar names"
    return f"same name “{value}”" if prefix == "name" else f"same {prefix.replace('_', ' ').upper()} {value}"


def _answer(page: CasePage, form: forms.MatchForm, *, row: Entity, other: Entity) -> None:
    who: dict[str, Any] = {"by": page.who.id, "at": timezone.now()}
    reason = form.cleaned_data["reason"]
    if form.answer == "yes":
        gone, kept = (row, other) if form.cleaned_data["keep"] == str(other.id) else (other, row)
        grounds = tuple(grounds_between(row.id, other.id))
        services.merge_entities(entity_id=gone.id, into_id=kept.id, reason=reason, grounds=grounds, **who)
    elif form.answer == "no":
        services.reject_match(entity_id=row.id, other_id=other.id, reason=reason, **who)
    else:
        services.leave_match_open(entity_id=row.id, other_id=other.id, remark=reason, **who)


def _next(case_id: UUID, *, after: Entity, is_elsewhere: bool) -> str:
    """The next pair that waits, else the queue; after a match elsewhere the entity that one came from."""
    if is_elsewhere:
        return reverse("entities:entity", args=[case_id, after.id])
    following = queries.open_matches([case_id]).first()
    if following is None:
        return reverse("entities:matches", args=[case_id])
    return reverse("entities:match", args=[case_id, following.one_id, following.other_id])


def _side(page: CasePage, row: Entity, *, case: Case) -> dict[str, Any]:
    stated = [one for one in queries.statements(case.id, entity_ids=[row.id]) if not one.is_withdrawn]
    found = {one.id: one for one in queries.entities(case.id)}
    lines = statement_lines(stated, found, exhibits=exhibits_for(case.id, page.who), of=row.id)
    by_label: dict[str, list[StatementLine]] = {}
    for line in lines:
        by_label.setdefault(line.asked.label, []).append(line)
    linked = [one for one in queries.links(case.id, entity_ids=[row.id]) if not one.is_withdrawn]
    return {"row": row, "case": case, "kind": KINDS[row.kind].label, "by_label": by_label, "links": len(linked)}


def _judged(page: CasePage, found: dict[UUID, Entity]) -> list[Judged]:
    """Answers about two entities of this case; those about others stand on the entity's page, for who reads both."""
    return [
        Judged(
            one=found[row.one_id],
            other=found[row.other_id],
            answer=row.answer,
            reason=row.reason,
            by=row.by,
            at=row.at,
        )
        for row in queries.match_answers(page.case.id, upto=page.upto)
        if row.one_id in found and row.other_id in found
    ]
