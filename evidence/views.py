"""Pages of exhibits."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries as accounts
from accounts.queries import Person, person
from cases.frame import CasePage, case_page
from cases.permissions import Action
from evidence import queries, services
from evidence.commands import COMMANDS, ENUMS
from evidence.forms import ReasonForm, ReceiveForm, receive_form
from evidence.models import Exhibit
from evidence.permissions import get_keepable_exhibit, get_readable_exhibit, keepable_exhibits, readable_exhibits
from evidence.presenters import custody_rows, pin_words, record_rows
from ledger.domain.errors import DomainError, NotFound, NotPermitted
from pages.respond import go, respond
from pages.submit import posted, submit
from pages.tables import Column, Table, table_of

SHOWN_SEGMENTS = 200
LIMITS = "Files of any kind. Each gets its own number; empty files are refused."
COLUMNS = [
    Column(label="Picture", is_hidden_label=True),
    Column(label="Number", sort="sort_key"),
    Column(label="Title", sort="title"),
    Column(label="Kind", sort="media_type"),
    Column(label="Size", sort="size_bytes", is_number=True),
    Column(label="SHA-256"),
    Column(label="Marking", sort="marking_rank"),
    Column(label="Received", sort="received_at"),
    Column(label="Steps"),
]


@login_required
@require_GET
def exhibits(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The exhibits of a case that the person may read, now or as of a past moment."""
    page = case_page(request, case_id, current="evidence:list")
    table = _table(request, page)
    ids = [row.id for row in table.rows]
    context = page.context(
        table=table, steps=queries.steps_of(ids), pictured=queries.with_thumbnail(ids), kept=_kept(page)
    )
    return respond(request, "evidence/list.html", context)


def _kept(page: CasePage) -> list[Exhibit]:
    """Walled exhibits of which the person sees number and custody alone."""
    kept = keepable_exhibits(page.who).exclude(pk__in=readable_exhibits(page.who).values("pk"))
    return list(kept.filter(case_id=page.case.id).order_by("sort_key")) if page.past is None else []


def _table(request: HttpRequest, page: CasePage) -> Table:
    mine = readable_exhibits(page.who).filter(case_id=page.case.id)
    empty = "No exhibit yet that you may read."
    if page.upto is None:
        return table_of(request, mine, caption="Exhibits", columns=COLUMNS, sort="sort_key", empty=empty)
    readable = set(mine.values_list("id", flat=True))
    rows = [row for row in queries.exhibits_of(page.case.id, upto=page.upto) if row.id in readable]
    plain = [Column(label=column.label, is_hidden_label=column.is_hidden_label) for column in COLUMNS]
    return Table(caption="Exhibits", columns=plain, rows=rows, empty=empty)


@login_required
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take in files; each has its own result."""
    page = case_page(request, case_id, current="evidence:list")
    if reason := page.against(Action.TAKE_EVIDENCE):
        raise NotPermitted(reason)
    form = receive_form(posted(request), case_id=case_id, who=page.who)
    context = page.context(form=form, limits=LIMITS, action=request.path, tus=reverse("evidence:uploads"))
    if request.method == "GET":
        return respond(request, "evidence/receive.html", context)
    files = request.FILES.getlist("files")
    if not files:
        form.add_error(None, "Choose at least one file.")
    if not form.is_valid():
        return respond(request, "evidence/receive.html", context, status=422)
    results = [_take_in(page, form, file=file, key=uuid5(form.key, str(place))) for place, file in enumerate(files)]
    if all(result["number"] for result in results):
        messages.success(request, f"Taken in: {', '.join(str(result['number']) for result in results)}.")
        return go(request, "evidence:list", case_id)
    return respond(request, "evidence/receive.html", {**context, "results": results}, status=422)


def _take_in(page: CasePage, form: ReceiveForm, *, file: "UploadedFile[Any]", key: UUID) -> dict[str, object]:
    """Number or refusal of one file."""
    name = file.name or ""
    try:
        got = services.receive_exhibit(
            case_id=page.case.id,
            file=file,
            file_name=name,
            by=page.who.id,
            at=timezone.now(),
            exhibit_id=key,
            **form.said(name),
        )
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        return {"name": name, "number": "", "exhibit_id": None, "sentence": refusal.sentence}
    return {"name": name, "number": got.number, "exhibit_id": got.exhibit_id, "sentence": ""}


@login_required
@require_GET
def exhibit(request: HttpRequest, exhibit_id: UUID) -> HttpResponse:
    """One exhibit: pictures, identity, custody, steps, text. Opening it is recorded once a session."""
    row = get_keepable_exhibit(_who(request), exhibit_id)
    page = case_page(request, row.case_id, current="evidence:list")
    if not readable_exhibits(page.who).filter(pk=exhibit_id).exists():
        return _custody_alone(request, page, row=row)
    _note_view(request, exhibit_id)
    pictures = queries.derived(exhibit_id)
    segments = queries.segments(exhibit_id)
    entries, record = queries.custody(exhibit_id), queries.record(exhibit_id)
    context = page.context(
        exhibit=row,
        parent=queries.exhibits_by_id(filter(None, [row.parent_id, row.successor_id])),
        parts=readable_exhibits(page.who).filter(parent_id=exhibit_id).order_by("sort_key"),
        page_images=[one for one in pictures if one.kind == "page"],
        has_thumbnail=any(one.kind == "thumbnail" and one.number == queries.LARGE for one in pictures),
        custody=custody_rows(entries, queries.findings_in(entries)),
        steps=queries.steps(exhibit_id),
        incidents=queries.incidents(exhibit_id),
        record=record,
        claims=record_rows(record.said, with_place=settings.EVIDENCE_SHOW_PLACES) if record else [],
        segments=[(pin_words(one.pin), one) for one in segments[:SHOWN_SEGMENTS]],
        hidden_segments=max(0, len(segments) - SHOWN_SEGMENTS),
        readers=_names(row),
        received_by=accounts.names([row.received_by]).get(row.received_by, "unknown"),
    )
    marked = {"marking": row.marking, "is_walled": row.is_walled, "readers": len(context["readers"]) or None}
    return respond(request, "evidence/exhibit.html", {**context, "handling": marked})


def _custody_alone(request: HttpRequest, page: CasePage, *, row: Exhibit) -> HttpResponse:
    """Number and custody of a walled exhibit, for who keeps it."""
    entries = queries.custody(row.id)
    context = page.context(
        exhibit=row,
        custody=custody_rows(entries, queries.findings_in(entries)),
        incidents=queries.incidents(row.id),
        received_by=accounts.names([row.received_by]).get(row.received_by, "unknown"),
    )
    return respond(request, "evidence/kept.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def command(request: HttpRequest, exhibit_id: UUID, name: str, item_id: UUID | None = None) -> HttpResponse:
    """One command on an exhibit."""
    wanted = COMMANDS.get(name)
    if wanted is None or bool(wanted.item) != (item_id is not None):
        raise Http404
    more = {wanted.item: item_id} if item_id else {}

    def run(values: dict[str, Any]) -> Any:
        given = {field: ENUMS[field](value) if field in ENUMS else value for field, value in values.items()}
        return wanted.run(exhibit_id=exhibit_id, **given, **more, by=_who(request).id, at=timezone.now())

    find = get_keepable_exhibit if wanted.action is Action.KEEP_EVIDENCE else get_readable_exhibit
    row = find(_who(request), exhibit_id)
    form = wanted.form(posted(request), exhibit=row)
    texts = {"heading": wanted.label, "help": wanted.help}
    return _act(request, row, form=form, texts=texts, action=wanted.action, run=run, done=wanted.done)


@login_required
@require_http_methods(["GET", "POST"])
def retry(request: HttpRequest, exhibit_id: UUID, step: str) -> HttpResponse:
    """Order a step again."""
    row = get_readable_exhibit(_who(request), exhibit_id)
    if step not in {one.step for one in queries.steps(exhibit_id)}:
        raise Http404

    def run(values: dict[str, Any]) -> None:
        services.retry_step(exhibit_id=exhibit_id, step=step, **values, by=_who(request).id, at=timezone.now())

    return _act(
        request,
        row,
        form=ReasonForm(posted(request), exhibit=row),
        texts={"heading": f"Take the step {step} again", "help": ""},
        action=Action.TAKE_EVIDENCE,
        run=run,
        done="The step is ordered again.",
    )


def _act(
    request: HttpRequest,
    row: Exhibit,
    *,
    form: Any,
    texts: dict[str, str],
    action: Action,
    run: Callable[[dict[str, Any]], Any],
    done: Any,
) -> HttpResponse:
    page = case_page(request, row.case_id, current="evidence:list")
    back = reverse("evidence:exhibit", args=[row.id])
    context = page.context(**texts, label=texts["heading"], back=back, reason=page.against(action))
    if request.method == "GET":
        return respond(request, "cases/command.html", {**context, "form": form})
    to = back if action is not Action.MANAGE else lambda _: _back(request, row)
    return submit(request, form=form, run=run, template="cases/command.html", context=context, done=done, to=to)


def _back(request: HttpRequest, row: Exhibit) -> str:
    """The exhibit while the person can still read it, else the list."""
    if readable_exhibits(_who(request)).filter(pk=row.id).exists():
        return reverse("evidence:exhibit", args=[row.id])
    return reverse("evidence:list", args=[row.case_id])


def _note_view(request: HttpRequest, exhibit_id: UUID) -> None:
    seen = request.session.get("exhibits_seen", [])
    if str(exhibit_id) not in seen:
        services.view_exhibit(exhibit_id=exhibit_id, by=_who(request).id, at=timezone.now())
        request.session["exhibits_seen"] = [*seen[-200:], str(exhibit_id)]


def _names(row: Exhibit) -> list[str]:
    named = accounts.names(queries.readers(row.id)) if row.is_walled else {}
    return sorted(name for id, name in named.items() if id in queries.readers(row.id))


def _who(request: HttpRequest) -> Person:
    return person(UUID(str(request.user.pk)))
