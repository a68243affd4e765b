"""Pages of the identifiers that stand in the text of exhibits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from accounts.queries import person
from cases.frame import case_page
from entities.citing import CitableExhibit, exhibits_for
from entities.filters import IdentifierFilter
from entities.found_identifiers import Whereabouts, elsewhere
from entities.models import FoundIdentifier
from entities.views import context_of, read
from evidence.permissions import get_readable_exhibit
from evidence.presenters import pin_words
from pages.respond import respond
from pages.tables import Column, Table, table_of

COLUMNS = [
    Column(label="Kind", sort="kind"),
    Column(label="Identifier", sort="key"),
    Column(label="Check"),
    Column(label="Exhibit and first place"),
    Column(label="Times", sort="count", is_number=True),
    Column(label="In other cases"),
]
EMPTY = "No identifier was found in the text of exhibits that you may read."


@dataclass(frozen=True, kw_only=True)
class Line:
    """An identifier of an exhibit as a page shows it."""

    row: FoundIdentifier
    exhibit: CitableExhibit
    place: str
    whereabouts: Whereabouts


@login_required
@require_GET
def identifiers(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Identifiers in the exhibits of a case that the person may read."""
    page = read(request, case_id, "entities:list")
    filters = IdentifierFilter(request.GET)
    exhibits = exhibits_for(case_id, page.who)
    found = FoundIdentifier.objects.filter(case_id=case_id, exhibit_id__in=list(exhibits))
    context = context_of(
        page,
        filters=filters,
        **_table(request, filters.narrow(found), exhibits=exhibits, case_id=case_id),
    )
    return respond(request, "entities/identifiers.html", context)


@login_required
@require_GET
def of_exhibit(request: HttpRequest, exhibit_id: UUID) -> HttpResponse:
    """Identifiers in the text of one exhibit."""
    row = get_readable_exhibit(person(UUID(str(request.user.pk))), exhibit_id)
    page = case_page(request, row.case_id, current="evidence:list")
    exhibits = {row.id: CitableExhibit(id=row.id, number=row.number, title=row.title)}
    found = FoundIdentifier.objects.filter(exhibit_id=exhibit_id)
    context = page.context(exhibit=row, **_table(request, found, exhibits=exhibits, case_id=row.case_id))
    return respond(request, "entities/exhibit_identifiers.html", context)


def _table(
    request: HttpRequest,
    found: QuerySet[FoundIdentifier],
    *,
    exhibits: dict[UUID, CitableExhibit],
    case_id: UUID,
) -> dict[str, Any]:
    table = table_of(request, found, caption="Identifiers in exhibits", columns=COLUMNS, sort="key", empty=EMPTY)
    who = person(UUID(str(request.user.pk)))
    return {"table": table, "lines": list(_lines(table, exhibits, elsewhere=_seen(table, case_id=case_id, who=who)))}


def _seen(table: Table, *, case_id: UUID, who: Any) -> dict[str, Whereabouts]:
    return elsewhere((row.key for row in table.rows), case_id=case_id, who=who)


def _lines(table: Table, exhibits: dict[UUID, CitableExhibit], *, elsewhere: dict[str, Whereabouts]) -> Iterable[Line]:
    for row in table.rows:
        yield Line(
            row=row,
            exhibit=exhibits[row.exhibit_id],
            place=pin_words(row.pin),
            whereabouts=elsewhere[row.key],
        )
