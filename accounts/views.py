"""One's own account: settings, ways in, sessions, tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries, services
from accounts.forms import DisplayForm, ReasonForm, TokenForm, words
from accounts.models import User
from ledger.domain.errors import NotFound
from pages.respond import go, respond
from pages.submit import posted, submit

View = Callable[..., HttpResponse]


def after_fresh_sign_in(view: View) -> View:
    """A view whose commands need a sign-in younger than five minutes; what was sent goes on after it."""
    return cast(View, reauthentication_required(view, allow_get=True))


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """What the house knows of the person, and how they like their pages."""
    me = cast(User, request.user)
    form = DisplayForm(posted(request), initial={name: getattr(me, name) for name in DisplayForm.base_fields})
    if request.method == "GET":
        return respond(request, "accounts/profile.html", {**_context(request), "form": form})
    return submit(
        request,
        form=form,
        run=lambda values: services.choose_display(**values, by=me.pk),
        template="accounts/profile.html",
        context=_context(request),
        done="Your pages look so from now on.",
        to="accounts:profile",
    )


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of one's own sessions."""
    services.end_session(session_id=session_id, by=me_of(request))
    messages.success(request, "That session has ended.")
    return go(request, reverse("accounts:profile") + "#sessions")


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    services.end_other_sessions(session_key=request.session.session_key or "", by=me_of(request))
    messages.success(request, "All other sessions have ended.")
    return go(request, reverse("accounts:profile") + "#sessions")


@login_required
@after_fresh_sign_in
@require_http_methods(["GET", "POST"])
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token, which is shown once."""
    me, form = me_of(request), TokenForm(posted(request))
    context = {"heading": "Make a token", "label": "Make the token", "back": reverse("accounts:profile")}
    if request.method == "GET":
        return respond(request, "accounts/command.html", {**context, "form": form})
    return submit(
        request,
        form=form,
        run=lambda values: services.make_token(
            person_id=me,
            name=values["name"],
            scopes=tuple(values["scopes"]),
            lifetime=timedelta(days=values["days"]),
            by=me,
            at=timezone.now(),
        ),
        template="accounts/command.html",
        context=context,
        show=lambda token: shown_once(request, secret=token.secret, heading="Your new token", back=context["back"]),
    )


@login_required
@require_http_methods(["GET", "POST"])
def revoke_token(request: HttpRequest, token_id: str) -> HttpResponse:
    """End one of one's own tokens."""
    me, form = me_of(request), ReasonForm(posted(request))
    token = next((row for row in queries.tokens(me) if row.id == token_id), None)
    if token is None:
        raise NotFound
    context = {
        "heading": f"End the token “{token.name}”",
        "label": "End the token",
        "help": "Programs that use it are refused from this moment.",
        "back": reverse("accounts:profile"),
    }
    if request.method == "GET":
        return respond(request, "accounts/command.html", {**context, "form": form})
    return submit(
        request,
        form=form,
        run=lambda values: services.revoke_token(person_id=me, token_id=token_id, **values, by=me, at=timezone.now()),
        template="accounts/command.html",
        context=context,
        done="The token has ended.",
        to=context["back"],
    )


def me_of(request: HttpRequest) -> UUID:
    """Id of whoever is signed in."""
    return UUID(str(request.user.pk))


def shown_once(request: HttpRequest, *, secret: str, heading: str, back: str) -> HttpResponse:
    """A page with a secret that is kept nowhere."""
    return respond(request, "accounts/secret.html", {"secret": secret, "heading": heading, "back": back})


def _context(request: HttpRequest) -> dict[str, Any]:
    me, now = me_of(request), timezone.now()
    who = queries.person(me)
    return {
        "who": who,
        "roles": sorted(words(role) for role in who.roles),
        "steps": queries.second_steps(me),
        "sessions": queries.open_sessions(me, at=now),
        "this_session": request.session.session_key,
        "tokens": queries.tokens(me),
        "now": now,
    }
