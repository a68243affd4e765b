"""The one way in which a form's view runs a command."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict

from ledger.domain.errors import BadInput, DomainError, NotFound, NotPermitted, WrongExpectedVersion
from pages.forms import CommandForm
from pages.respond import go, respond


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the posted values, even none at all, or None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def submit(
    request: HttpRequest,
    *,
    form: forms.Form,
    run: Callable[[dict[str, Any]], Any],
    template: str,
    done: str | Callable[[Any], str] = "",
    to: Any = None,
    show: Callable[[Any], HttpResponse] | None = None,
    context: Mapping[str, Any] | None = None,
    standing: Callable[[], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """Run a command with a bound form's values.

    Success flashes `done` and goes to `to` (303); both may be functions of the command's result. With `show`
    the answer is the page that it makes of the result: for what is shown once and kept nowhere.
    A refusal shows the same form with its sentence (422), a lost race shows both versions (409; `standing`
    reads the fields as they are now, default the form's initial values).

    Raises:
        NotFound, NotPermitted: answered by the middleware with their own pages.
    """
    page = {**(context or {}), "form": form}
    if not form.is_valid():
        return respond(request, template, page, status=422)
    try:
        result = run(_values(form))
    except WrongExpectedVersion as lost:
        return respond(request, template, page, status=_lose_race(form, lost, standing=standing))
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        _hang(refusal, on=form)
        return respond(request, template, page, status=422)
    if show:
        return show(result)
    messages.success(request, done(result) if callable(done) else done)
    return go(request, to(result) if callable(to) else to)


def _values(form: forms.Form) -> dict[str, Any]:
    return form.values() if isinstance(form, CommandForm) else dict(form.cleaned_data)


def _hang(refusal: DomainError, *, on: forms.Form) -> None:
    field = refusal.field if isinstance(refusal, BadInput) else ""
    on.add_error(field if field in on.fields else None, refusal.sentence)


def _lose_race(
    form: forms.Form, lost: WrongExpectedVersion, *, standing: Callable[[], Mapping[str, Any]] | None
) -> int:
    if isinstance(form, CommandForm):
        form.lose_race(current=lost.current, standing=standing() if standing else None)
    else:
        form.add_error(None, lost.sentence)
    return 409
