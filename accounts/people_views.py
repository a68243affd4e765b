"""Pages for administrators: people, their standing and their ways in. For everybody else they are not there."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries, services
from accounts.commands import COMMANDS, PersonCommand, typed
from accounts.domain.actor import Actor
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.forms import AccountForm, PeopleFilter, words
from accounts.permissions import get_administrator
from accounts.queries import Overview
from accounts.views import after_fresh_sign_in, me_of, shown_once
from ledger import store
from ledger.domain.events import Recorded
from ledger.sentences import tell
from pages.respond import respond
from pages.submit import posted, submit
from pages.tables import Column, table_of

COLUMNS = [
    Column(label="Name", sort="name"),
    Column(label="Sign-in name", sort="username"),
    Column(label="Roles"),
    Column(label="Clearance"),
    Column(label="Second step"),
    Column(label="Last seen"),
    Column(label="Sessions", is_number=True),
]
LAST_EVENTS = 50


def for_administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is there for administrators alone; asked before anything else, a fresh sign-in too."""

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        get_administrator(me_of(request))
        return view(request, *args, **kwargs)

    return asked


@for_administrators
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Every account."""
    filters = PeopleFilter(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    rows = queries.accounts(
        role=Role(wanted["role"]) if wanted.get("role") else None,
        is_closed={"open": False, "closed": True}.get(wanted.get("state", "")),
    )
    table = table_of(request, rows, caption="People", columns=COLUMNS, sort="name", empty="No such account.")
    table = replace(table, rows=[_shown(row) for row in queries.overviews(table.rows, at=timezone.now())])
    return respond(request, "accounts/people.html", {"table": table, "filters": filters, "active": "accounts:list"})


@for_administrators
@require_GET
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One account: standing, ways in, what happened to it."""
    shown = queries.overview(person_id, at=timezone.now())
    context = {
        **_shown(shown),
        "acts": [(name, act) for name, act in COMMANDS.items() if act.offered(shown)],
        "sessions": queries.open_sessions(person_id, at=timezone.now()),
        "steps": queries.second_steps(person_id),
        "tokens": queries.tokens(person_id),
        "events": _events(person_id),
        "now": timezone.now(),
        "active": "accounts:list",
    }
    return respond(request, "accounts/person.html", context)


@for_administrators
@after_fresh_sign_in
@require_http_methods(["GET", "POST"])
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown once."""
    by = me_of(request)
    form, password = AccountForm(posted(request)), services.new_password()
    context = {
        "heading": "Open an account",
        "label": "Open the account",
        "back": reverse("accounts:list"),
        "active": "accounts:list",
    }
    if request.method == "GET":
        return respond(request, "accounts/command.html", {**context, "form": form})

    def run(values: dict[str, Any]) -> UUID:
        roles, clearance = map(Role, values.pop("roles")), Marking(values.pop("clearance"))
        return services.open_account(
            **values, roles=roles, clearance=clearance, password=password, by=by, at=timezone.now()
        )

    return submit(
        request,
        form=form,
        run=run,
        template="accounts/command.html",
        context=context,
        show=lambda person_id: shown_once(
            request, secret=password, heading="The account is open", back=reverse("accounts:person", args=[person_id])
        ),
    )


@for_administrators
@after_fresh_sign_in
@require_http_methods(["GET", "POST"])
def command(request: HttpRequest, person_id: UUID, name: str) -> HttpResponse:
    """One command of the table in `commands`."""
    by, act = me_of(request), COMMANDS.get(name)
    if act is None:
        raise Http404
    subject = queries.overview(person_id, at=timezone.now())
    form = act.form(posted(request), person=subject)
    back = reverse("accounts:person", args=[person_id])
    context = {
        "heading": act.label,
        "label": act.label,
        "help": act.help,
        "back": back,
        "subject": subject.user,
        "kind": act.kind,
        "active": "accounts:list",
    }
    if request.method == "GET":
        return respond(request, "accounts/command.html", {**context, "form": form})
    run = partial(act.run, person_id=person_id, by=by, at=timezone.now())
    show = partial(shown_once, request, heading=f"A new password for {subject.user.name}", back=back)
    return submit(
        request,
        form=form,
        run=lambda values: run(**typed(values)),
        template="accounts/command.html",
        context=context,
        done=act.done,
        to=back,
        show=(lambda secret: show(secret=secret)) if _shows_secret(act) else None,
    )


def _shows_secret(act: PersonCommand) -> bool:
    return act.run is services.reset_sign_in


def _shown(person: Overview) -> dict[str, Any]:
    return {"person": person, "roles": sorted(map(words, person.roles))}


def _events(person_id: UUID) -> list[tuple[str, str, Recorded]]:
    found = store.read_stream(Actor.stream_of(person_id))[: -LAST_EVENTS - 1 : -1]
    names = queries.names(item.meta.actor_id for item in found)
    return [(names.get(item.meta.actor_id, "somebody"), tell(item, lambda _: "somebody"), item) for item in found]
