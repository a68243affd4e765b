"""Pages of entities, links and the chronology."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries as accounts
from cases.frame import CasePage, case_page
from cases.permissions import Action
from entities import acts, forms, queries, services
from entities.citing import exhibits_for
from entities.domain.catalogue import CATALOGUE
from entities.domain.chronology import ChronologyEntry
from entities.domain.entity import Entity as EntityAggregate
from entities.domain.kinds import KINDS
from entities.domain.link import Link as LinkAggregate
from entities.filters import KindFilter
from entities.histories import history_of
from entities.models import Entity
from entities.numbered import numbered
from entities.presenters import derived_line, entry_line, link_line, statement_lines
from entities.sightings import seen_elsewhere
from pages.respond import respond
from pages.submit import posted, submit
from pages.tables import Column, Table, table_of

COLUMNS = [
    Column(label="Number", sort="number"),
    Column(label="Name", sort="name"),
    Column(label="Kind", sort="kind"),
    Column(label="Jurisdiction", sort="jurisdiction"),
    Column(label="Changed", sort="changed_at"),
]
LINK_COLUMNS = [
    Column(label=label) for label in ("Link", "Source", "says", "Target", "Confidence", "Time", "Citations")
]
NO_ENTITY = "No entity here yet."


def read(request: HttpRequest, case_id: UUID, current: str) -> CasePage:
    """The case for a reader of its records."""
    return case_page(request, case_id, current=current, action=Action.READ_RECORDS)


def context_of(page: CasePage, **more: Any) -> dict[str, Any]:
    """Context of a page; `moment` keeps links on pages of the past in that past."""
    return page.context(moment=f"?as_of={page.past.position}" if page.past else "", **more)


@login_required
@require_GET
def entities(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every entity of a case."""
    page = read(request, case_id, "entities:list")
    filters = KindFilter(request.GET)
    kind = filters.cleaned_data["kind"] if filters.is_valid() else ""
    context = context_of(page, table=_table(request, page, kind), filters=filters, kinds=_kind_labels())
    return respond(request, "entities/list.html", context)


@login_required
@require_GET
def entity(request: HttpRequest, case_id: UUID, entity_id: UUID) -> HttpResponse:
    """One entity: names, identifiers, statements, links, merges, sightings and history."""
    page = read(request, case_id, "entities:list")
    found = {row.id: row for row in queries.entities(case_id, upto=page.upto)}
    if entity_id not in found:
        raise Http404
    same = [id for id, root in queries.survivors(found.values()).items() if root == entity_id] or [entity_id]
    exhibits = exhibits_for(case_id, page.who)
    stated = queries.statements(case_id, upto=page.upto)
    shown = [row for row in stated if row.entity_id in same]
    said = statement_lines(shown, found, exhibits=exhibits, of=entity_id)
    derived = [
        one for one in queries.derived_links(found.values(), stated) if entity_id in {one.source_id, one.target_id}
    ]
    linked = queries.links(case_id, entity_ids=same, upto=page.upto)
    steps = [
        step for step in queries.merge_steps(case_id, upto=page.upto) if {step.entity_id, step.other_id} & set(same)
    ]
    context = context_of(
        page,
        entity=found[entity_id],
        kind=KINDS[found[entity_id].kind],
        into=found.get(found[entity_id].merged_into or entity_id) if found[entity_id].merged_into else None,
        statements=[line for line in said if not line.row.is_withdrawn],
        withdrawn=[line for line in said if line.row.is_withdrawn],
        links=link_table(
            [link_line(row, found, exhibits=exhibits) for row in linked]
            + [derived_line(one, found, exhibits=exhibits) for one in derived],
            caption="Links",
        ),
        steps=steps,
        entities=found,
        names=accounts.names({row.made_by for row in shown} | {step.by for step in steps}),
        history=history_of(EntityAggregate(entity_id), page, entities=found, exhibits=exhibits),
        seen=seen_elsewhere(same, case_id=case_id, who=page.who) if not page.past else None,
    )
    return respond(request, "entities/entity.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add an entity."""
    page = read(request, case_id, "entities:list")
    form = forms.EntityForm(posted(request), case_id=case_id, who=page.who)
    return _ask(
        request,
        page,
        form=form,
        label="Add an entity",
        back=reverse("entities:list", args=[case_id]),
        run=lambda _: services.create_entity(
            case_id=case_id,
            kind=form.cleaned_data["kind"],
            statements=form.sayings(),
            by=page.who.id,
            at=timezone.now(),
            entity_id=form.key,
        ),
        done="The entity is there.",
        to=lambda entity_id: reverse("entities:entity", args=[case_id, entity_id]),
    )


@login_required
@require_http_methods(["GET", "POST"])
def entity_act(request: HttpRequest, case_id: UUID, item_id: UUID, name: str) -> HttpResponse:
    """A command on an entity."""
    page = read(request, case_id, "entities:list")
    row = queries.entity(item_id, case_id=case_id)
    return _act(request, page, acts.ENTITY_ACTS, name, row=row, back=reverse("entities:entity", args=[case_id, row.id]))


@login_required
@require_http_methods(["GET", "POST"])
def statement_act(request: HttpRequest, case_id: UUID, item_id: UUID, name: str) -> HttpResponse:
    """A command on a statement."""
    page = read(request, case_id, "entities:list")
    row = queries.statement(item_id, case_id=case_id)
    back = reverse("entities:entity", args=[case_id, row.entity_id])
    return _act(request, page, acts.STATEMENT_ACTS, name, row=row, back=back)


@login_required
@require_GET
def links(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every link of a case, derived ones too."""
    page = read(request, case_id, "entities:list")
    found = {row.id: row for row in queries.entities(case_id, upto=page.upto)}
    exhibits = exhibits_for(case_id, page.who)
    shown = [link_line(row, found, exhibits=exhibits) for row in queries.links(case_id, upto=page.upto)]
    derived = queries.derived_links(found.values(), queries.statements(case_id, upto=page.upto))
    shown += [derived_line(one, found, exhibits=exhibits) for one in derived]
    return respond(request, "entities/links.html", context_of(page, links=link_table(shown, caption="Links")))


@login_required
@require_GET
def link(request: HttpRequest, case_id: UUID, link_id: UUID) -> HttpResponse:
    """One link with its citations and history."""
    page = read(request, case_id, "entities:list")
    row = queries.link(link_id, case_id=case_id, upto=page.upto)
    found = {one.id: one for one in queries.entities(case_id, upto=page.upto)}
    exhibits = exhibits_for(case_id, page.who)
    context = context_of(
        page,
        link=link_line(row, found, exhibits=exhibits),
        row=row,
        names=accounts.names({row.asserted_by} | ({row.reviewed_by} if row.reviewed_by else set())),
        history=history_of(LinkAggregate(link_id), page, entities=found, exhibits=exhibits),
    )
    return respond(request, "entities/link.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create_link(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Assert a link: first its kind out of the catalogue, then what can be said with it."""
    page = read(request, case_id, "entities:list")
    kind = request.GET.get("kind", "")
    if not kind:
        kinds = [line for line in CATALOGUE.values() if not line.is_derived]
        return respond(request, "entities/link_kinds.html", context_of(page, kinds=kinds))
    form = forms.LinkForm(posted(request), case_id=case_id, who=page.who, kind=kind)
    return _ask(
        request,
        page,
        form=form,
        label="Assert the link",
        back=reverse("entities:links", args=[case_id]),
        run=lambda _: services.assert_link(
            case_id=case_id,
            kind=kind,
            source_id=form.cleaned_data["source_id"],
            target_id=form.cleaned_data["target_id"],
            citations=form.cited(),
            **form.link_values(),
            by=page.who.id,
            at=timezone.now(),
            link_id=form.key,
        ),
        done="The link stands.",
        to=lambda link_id: reverse("entities:link", args=[case_id, link_id]),
    )


@login_required
@require_http_methods(["GET", "POST"])
def link_act(request: HttpRequest, case_id: UUID, item_id: UUID, name: str) -> HttpResponse:
    """A command on a link."""
    page = read(request, case_id, "entities:list")
    row = queries.link(item_id, case_id=case_id)
    return _act(request, page, acts.LINK_ACTS, name, row=row, back=reverse("entities:link", args=[case_id, row.id]))


@login_required
@require_GET
def chronology(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What happened, by instant, with every doubt about a time."""
    page = read(request, case_id, "entities:timeline")
    found = {row.id: row for row in queries.entities(case_id, upto=page.upto)}
    exhibits = exhibits_for(case_id, page.who)
    moment = [("as_of", page.past.position)] if page.past else []
    ordered = queries.order_of_entries(case_id, upto=page.upto)
    sheet = numbered(request, ordered, address=lambda number: "?" + urlencode([*moment, ("page", number)]))
    rows = queries.entries_by_id(case_id, sheet.rows, upto=page.upto)
    shown = [entry_line(rows[id], found, exhibits=exhibits) for id in sheet.rows]
    return respond(request, "entities/chronology.html", context_of(page, entries=shown, sheet=sheet))


@login_required
@require_GET
def entry(request: HttpRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    """One entry of the chronology with its citations and history."""
    page = read(request, case_id, "entities:timeline")
    row = queries.entry(entry_id, case_id=case_id, upto=page.upto)
    found = {one.id: one for one in queries.entities(case_id, upto=page.upto)}
    exhibits = exhibits_for(case_id, page.who)
    context = context_of(
        page,
        line=entry_line(row, found, exhibits=exhibits),
        names=accounts.names({row.entered_by}),
        history=history_of(ChronologyEntry(entry_id), page, entities=found, exhibits=exhibits),
    )
    return respond(request, "entities/entry.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create_entry(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter what happened."""
    page = read(request, case_id, "entities:timeline")
    form = forms.EntryForm(posted(request), case_id=case_id, who=page.who)
    back = reverse("entities:chronology", args=[case_id])
    return _ask(
        request,
        page,
        form=form,
        label="Enter what happened",
        back=back,
        run=lambda _: services.enter_chronology(
            case_id=case_id, happening=form.happening(), by=page.who.id, at=timezone.now(), entry_id=form.key
        ),
        done="The entry stands.",
        to=back,
    )


@login_required
@require_http_methods(["GET", "POST"])
def entry_act(request: HttpRequest, case_id: UUID, item_id: UUID, name: str) -> HttpResponse:
    """A command on an entry."""
    page = read(request, case_id, "entities:timeline")
    row = queries.entry(item_id, case_id=case_id)
    return _act(request, page, acts.ENTRY_ACTS, name, row=row, back=reverse("entities:entry", args=[case_id, row.id]))


def _act(
    request: HttpRequest, page: CasePage, table: dict[str, acts.Act], name: str, *, row: Any, back: str
) -> HttpResponse:
    wanted = table.get(name)
    if wanted is None:
        raise Http404
    form = wanted.form(posted(request), case_id=page.case.id, who=page.who, row=row)
    doer = acts.Doer(by=page.who.id, at=timezone.now())
    return _ask(
        request,
        page,
        form=form,
        label=wanted.label,
        back=back,
        run=lambda _: wanted.run(row, form, doer),
        done=wanted.done,
        to=back,
        action=wanted.action,
        help=wanted.help,
    )


def _ask(
    request: HttpRequest,
    page: CasePage,
    *,
    form: forms.RoomForm,
    label: str,
    back: str,
    run: Any,
    done: str,
    to: Any,
    action: Action = Action.CONTRIBUTE,
    help: str = "",
) -> HttpResponse:
    """Show the form of a command, or run it."""
    context = context_of(page, heading=label, label=label, help=help, back=back)
    if request.method == "GET":
        return respond(request, "cases/command.html", {**context, "form": form, "reason": page.against(action)})
    return submit(request, form=form, run=run, template="cases/command.html", context=context, done=done, to=to)


def _table(request: HttpRequest, page: CasePage, kind: str) -> Table:
    if page.past:
        shown = [row for row in queries.entities(page.case.id, upto=page.upto) if not kind or row.kind == kind]
        columns = [Column(label=column.label) for column in COLUMNS]
        return Table(caption="Entities", columns=columns, rows=shown, empty=NO_ENTITY)
    found = Entity.objects.filter(case_id=page.case.id, merged_into=None, **({"kind": kind} if kind else {}))
    return table_of(request, found, caption="Entities", columns=COLUMNS, sort="number", empty=NO_ENTITY)


def link_table(shown: list[Any], *, caption: str) -> Table:
    """Links as a table."""
    return Table(caption=caption, columns=LINK_COLUMNS, rows=shown, empty="No link here yet.")


def _kind_labels() -> dict[str, str]:
    return {kind.name: kind.label for kind in KINDS.values()}
