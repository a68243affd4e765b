"""Pages of cases."""

from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries as accounts
from accounts.domain.markings import Marking
from accounts.queries import Person, person
from cases import queries, services
from cases.commands import COMMANDS, ENUMS, CommandPage
from cases.domain.stages import TRANSITIONS, Outcome, Stage, transitions_from
from cases.forms import MoveForm, OpenForm
from cases.frame import CasePage, case_page, steps
from cases.permissions import Action, may_open_cases
from cases.presenters import lines
from cases.sheets import sheet_of
from cases.visibility import visible
from ledger import store
from ledger.domain.errors import NotPermitted
from pages.forms import CommandForm
from pages.respond import respond
from pages.submit import posted, submit

FIRST = slice(20)  # of each section that the overview shows; the agenda shows all, sheet by sheet
SECTIONS: dict[str, Callable[..., list[Any]]] = {
    "questions": queries.questions,
    "tasks": queries.tasks,
    "deadlines": queries.deadlines,
    "notes": queries.notes,
}


@login_required
@require_http_methods(["GET", "POST"])
def open_case(request: HttpRequest) -> HttpResponse:
    """Open a case."""
    who = _who(request)
    if not may_open_cases(who):
        raise NotPermitted("Only investigators and intake officers open cases.")
    form = OpenForm(posted(request))
    context = {"heading": "Open a case", "label": "Open the case", "back": reverse("cases:list")}
    if request.method == "GET":
        return respond(request, "cases/command.html", {**context, "form": form})
    return submit(
        request,
        form=form,
        run=lambda values: services.open_case(
            **{**values, "marking": Marking(values["marking"])}, by=who.id, at=timezone.now(), case_id=form.key
        ),
        template="cases/command.html",
        context=context,
        done="The case is open.",
        to=lambda case_id: reverse("cases:case", args=[case_id]),
    )


@login_required
@require_GET
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Overview of a case, now or as of a past moment."""
    page = case_page(request, case_id, current="cases:case")
    may_read = not page.against(Action.READ_RECORDS)
    ways = [(way, _reason_against_way(page, way)) for way in transitions_from(Stage(page.case.stage))]
    context = page.context(
        steps=steps(page.case.stage),
        ways=ways,
        leads=_leads(page),
        questions=queries.questions(case_id, upto=page.upto, window=FIRST) if may_read else [],
        tasks=queries.tasks(case_id, upto=page.upto, state="open", window=FIRST) if may_read else [],
        deadlines=queries.deadlines(case_id, upto=page.upto, state="open", window=FIRST) if may_read else [],
        events=_last_events(page, 10) if not page.against(Action.READ_HISTORY) else [],
        may_read=may_read,
        today=timezone.localdate(),
    )
    return respond(request, "cases/case.html", context)


@login_required
@require_GET
def agenda(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Questions, tasks, deadlines and notes."""
    page = case_page(request, case_id, current="cases:agenda", action=Action.READ_RECORDS)
    sections = {
        name: sheet_of(request, name, read=partial(read, case_id, upto=page.upto)) for name, read in SECTIONS.items()
    }
    people = {task.owner_id for task in sections["tasks"].rows} | {note.author_id for note in sections["notes"].rows}
    context = page.context(**sections, names=accounts.names(people - {None}), today=timezone.localdate())
    return respond(request, "cases/agenda.html", context)


@login_required
@require_GET
def team(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who is on the team, who is kept out, how the case is protected."""
    page = case_page(request, case_id, current="cases:team")
    members = queries.members(case_id, upto=page.upto)
    recused = queries.recused(case_id, upto=page.upto)
    readers = queries.wall_readers(case_id, upto=page.upto)
    context = page.context(
        members=members,
        recused=recused,
        readers=readers,
        proposals=queries.proposals(case_id, upto=page.upto) if not page.against(Action.READ_RECORDS) else [],
        names=accounts.names(
            {row.person_id for row in members} | {row.person_id for row in recused} | {row.person_id for row in readers}
        ),
    )
    return respond(request, "cases/team.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def command(request: HttpRequest, case_id: UUID, name: str, item_id: UUID | None = None) -> HttpResponse:
    """One command of the table in `commands`."""
    wanted = COMMANDS.get(name)
    if wanted is None or bool(wanted.item) != (item_id is not None):
        raise Http404
    page = case_page(request, case_id, current=wanted.tab)
    form = _form(request, wanted, page=page, item_id=item_id)
    back = reverse(wanted.tab, args=[case_id])
    context = page.context(heading=wanted.label, label=wanted.label, help=wanted.help, back=back)
    if request.method == "GET":
        reason = page.against(wanted.action)
        return respond(request, "cases/command.html", {**context, "form": form, "reason": reason})

    def run(values: dict[str, Any]) -> Any:
        seen = {"expected_version": form.version} if wanted.standing else {}
        item = {wanted.item: item_id} if item_id else {}
        return wanted.run(case_id=case_id, by=page.who.id, at=timezone.now(), **item, **seen, **_typed(values))

    return submit(
        request,
        form=form,
        run=run,
        template="cases/command.html",
        context=context,
        done=wanted.done,
        to=back,
    )


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, case_id: UUID, transition: str) -> HttpResponse:
    """A transition of the lifecycle."""
    if transition not in TRANSITIONS:
        raise Http404
    page = case_page(request, case_id, current="cases:case")
    form = MoveForm(posted(request), case=page.case, transition=transition)
    label = TRANSITIONS[transition].label
    context = page.context(heading=label, label=label, back=reverse("cases:case", args=[case_id]))
    if request.method == "GET":
        return respond(request, "cases/command.html", {**context, "form": form})
    return submit(
        request,
        form=form,
        run=lambda values: services.move_case(
            case_id=case_id,
            transition=transition,
            by=page.who.id,
            at=timezone.now(),
            expected_version=form.version,
            **_typed(values),
        ),
        template="cases/command.html",
        context=context,
        done=f"Done: {label.lower()}.",
        to=reverse("cases:case", args=[case_id]),
    )


def _who(request: HttpRequest) -> Person:
    return person(UUID(str(request.user.pk)))


def _leads(page: Any) -> list[str]:
    leads = [row.person_id for row in queries.members(page.case.id, upto=page.upto) if row.role == "lead"]
    names = accounts.names(leads)
    return [names.get(id, "unknown") for id in leads]


def _reason_against_way(page: Any, way: Any) -> str:
    if page.standing.roles.isdisjoint(way.roles):
        return "Only for: " + ", ".join(sorted(role.value.replace("_", " ") for role in way.roles)) + "."
    return ""


def _last_events(page: Any, count: int) -> list[Any]:
    found = visible(store.read_scope_backwards(page.case.id, upto=page.upto), page.who)
    return lines(islice(found, count), who=page.who)


def _form(request: HttpRequest, wanted: CommandPage, *, page: CasePage, item_id: UUID | None) -> CommandForm:
    """The form with what stands now."""
    standing = wanted.standing(page.case.id, item_id) if wanted.standing else {}
    version = standing.pop("version", None)
    return wanted.form(posted(request), case=page.case, initial=standing, expected_version=version)


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    enums = {**ENUMS, "outcome": Outcome}
    return {name: enums[name](value) if name in enums and value else value for name, value in values.items()}
