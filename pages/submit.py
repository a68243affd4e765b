"""The one way in which a form's view runs a command: once for one page, however often it is sent."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.utils import timezone

from ledger.commands import answer_to, once
from ledger.domain.errors import BadInput, DomainError, NotFound, NotPermitted, ReusedCommand, WrongExpectedVersion
from pages.forms import CommandForm
from pages.respond import go, respond

SENT_BEFORE = (
    "This page was sent before with other content, and that took effect. "
    "Look at what stands now; if this is wanted as well, send it again."
)
_PAGES = UUID("0d5ff2a6-0f5d-4d56-9a57-2f4f6a1f8f3e")
_NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "command_id"})


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
    is_repeatable: bool = False,
) -> HttpResponse:
    """Run a command with a bound form's values.

    Success flashes `done` and goes to `to` (303); both may be functions of the command's result. With `show` the
    answer is the page made of the result: for what is kept nowhere. A refusal shows the same form with its sentence
    (422), a lost race both versions (409; `standing` reads the fields as they are now, default the form's initial).
    A `CommandForm` sent again with its key does nothing and lands on the same page; with other content under the key
    it is refused and gets a new one. Not so with `show` and when `is_repeatable`.

    Raises:
        NotFound, NotPermitted: answered by the middleware with their own pages.
    """
    page = {**(context or {}), "form": form}
    answer: dict[str, Any] | None = None
    carry_out = partial(_carry_out, form, run=run, done=done, to=to, is_shown=show is not None)
    try:
        answer = _answer(request, form, run=carry_out, is_repeatable=is_repeatable or show is not None)
    except WrongExpectedVersion as lost:
        return respond(request, template, page, status=_lose_race(form, lost, standing=standing))
    except DomainError as refusal:
        _hang(refusal, on=form)
    if answer is None:
        return respond(request, template, page, status=422)
    if show:
        return show(answer["result"])
    messages.success(request, answer["done"])
    return go(request, answer["to"])


def _carry_out(form: forms.Form, *, run: Callable[[dict[str, Any]], Any], done: Any, to: Any, is_shown: bool) -> Any:
    result = run(_values(form))
    return {"result": result} if is_shown else {"done": _said(done, result), "to": resolve_url(_said(to, result))}


def _answer(
    request: HttpRequest, form: forms.Form, *, run: Callable[[], dict[str, Any]], is_repeatable: bool
) -> dict[str, Any] | None:
    """What came of the form: what came of it before, when it took effect already; None when it is not valid.

    What took effect is asked first: what was chosen then may be no choice any more.
    """
    is_valid = form.is_valid()
    if is_repeatable or not (isinstance(form, CommandForm) and form.is_keyed):
        return run() if is_valid else None
    key: dict[str, Any] = {
        "command_id": uuid5(_PAGES, f"{request.user.pk} {request.path} {form.key}"),
        "digest": _digest(request),
    }
    before: dict[str, Any] | None = answer_to(**key)
    if before is not None or not is_valid:
        return before
    answer: dict[str, Any] = once(**key, run=run, at=timezone.now())[0]
    return answer


def _said(said: Any, result: Any) -> Any:
    return said(result) if callable(said) else said


def _digest(request: HttpRequest) -> str:
    typed = {name: values for name, values in request.POST.lists() if name not in _NOT_CONTENT}
    files = [[name, file.name, file.size] for name, sent in request.FILES.lists() for file in sent]
    return hashlib.sha256(json.dumps([typed, files], sort_keys=True).encode()).hexdigest()


def _values(form: forms.Form) -> dict[str, Any]:
    return form.values() if isinstance(form, CommandForm) else dict(form.cleaned_data)


def _hang(refusal: DomainError, *, on: forms.Form) -> None:
    if isinstance(refusal, NotFound | NotPermitted):
        raise refusal
    if isinstance(refusal, ReusedCommand) and isinstance(on, CommandForm):
        on.renew()
        on.add_error(None, SENT_BEFORE)
        return
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
