"""One event of a case's history: what it wrote, how it is proved, and where the erasure of a field begins."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from cases.frame import CasePage, case_page
from cases.permissions import Action
from cases.presenters import lines
from cases.visibility import shown, visible
from ledger import store, tree
from ledger.codec import encode, is_erased
from ledger.domain.errors import NotFound
from ledger.domain.events import Recorded
from ledger.erasure import erasable_fields
from pages.respond import respond


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of an event as its page shows it."""

    name: str
    text: str
    is_erased: bool
    may_be_erased: bool


@login_required
@require_GET
def event(request: HttpRequest, case_id: UUID, number: int) -> HttpResponse:
    """One event by its number in the case."""
    page = case_page(request, case_id, current="cases:history", action=Action.READ_HISTORY)
    item = _event(page, number)
    (line,) = lines([item], who=page.who, with_changes=True)
    context = page.context(number=number, line=line, fields=list(_fields(item, page)))
    context["sealed_at"] = tree.sealed_at(item.meta.position)
    return respond(request, "cases/event.html", context)


def _event(page: CasePage, number: int) -> Recorded:
    position = store.nth_of_scope(page.case.id, number)
    if position is None or (page.upto is not None and position > page.upto):
        raise NotFound
    newest = islice(store.read_scope_backwards(page.case.id, upto=position), 1)
    found = next(visible(newest, page.who), None)
    if found is None:
        raise NotFound
    return found


def _fields(item: Recorded, page: CasePage) -> Iterator[Field]:
    erasable = set(erasable_fields(item.event.event_type))
    for name, value in shown(encode(item.event), case_id=page.case.id, who=page.who, memo={}).items():
        gone = is_erased(item.data.get(name))
        yield Field(name=name, text=_text(value), is_erased=gone, may_be_erased=name in erasable and not gone)


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
