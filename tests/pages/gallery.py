"""Every component on pages of its own, with hostile values in every place that a person could fill."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from ledger.domain.errors import BadInput, NotFound, NotPermitted, Refused, WrongExpectedVersion
from ledger.domain.when import Precision, When
from pages import views
from pages.forms import CommandForm, DayInput, MomentField
from pages.respond import respond
from pages.submit import submit
from pages.tables import Column, Table

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>"
    '<div hx-post="/gallery/trap" hx-trigger="load" data-hx-get="/gallery/trap">"\'><svg onload=alert(1)>'
)
AT = datetime(2026, 3, 3, 14, 2, 5, tzinfo=UTC)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class NoteForm(CommandForm):
    """One field of every kind."""

    title = forms.CharField(max_length=200, help_text="One line; names wrap, they are never cut.")
    stage = forms.ChoiceField(choices=[("open", "Open"), ("closed", "Closed")])
    text = forms.CharField(widget=forms.Textarea, required=False)
    due_on = forms.DateField(widget=DayInput, required=False)
    seen_at = MomentField(required=False)
    grades = forms.MultipleChoiceField(
        choices=[("a", "Reliable"), ("b", "Usually reliable")], widget=forms.CheckboxSelectMultiple, required=False
    )
    kind = forms.ChoiceField(choices=[("x", "Person"), ("y", "Company")], widget=forms.RadioSelect)
    is_urgent = forms.BooleanField(required=False, label="Urgent")


def _person(request: HttpRequest) -> None:
    request.user = SimpleNamespace(
        is_authenticated=True, is_active=True, pk=1, get_username=lambda: "ada", is_anonymous=False
    )


ROWS = [
    (
        "PL-2025-001",
        "Paper Lantern: accelerators declared as graphics cards, routed by way of three traders",
        "assessing",
    ),
    ("PL-2025-002", "Pénélope Maître & fils / 深圳市宏图电子有限公司 / Общество «Заря»", "intake"),
    ("PL-2025-003", HOSTILE, "closed"),
    ("PL-2025-004", "A" * 160, "open"),
]


TABLE = Table(
    caption="Cases that I follow",
    columns=[
        Column(label="Select", is_hidden_label=True),
        Column(label="Reference", sort="reference"),
        Column(label="Title", sort="title"),
        Column(label="Stage"),
        Column(label="Mark"),
        Column(label="Next deadline"),
        Column(label="Exhibits", sort="exhibits", is_number=True),
    ],
    rows=ROWS * 4,
    sort="-reference",
    before="a",
    after="b",
)
EMPTY = Table(caption="Tasks", columns=[Column(label="Task")], rows=[], empty="Nothing assigned. Open intake (12).")
TABS = [
    {"label": "Overview", "url": "#", "count": None, "is_current": True},
    {"label": "Evidence", "url": "#e", "count": 41, "is_current": False},
    {"label": HOSTILE[:30], "url": "#f", "count": 0, "is_current": False},
]
STEPS = [
    {"label": "Intake", "state": "done"},
    {"label": "Assessing", "state": "current"},
    {"label": "Investigating", "state": "ahead"},
    {"label": "Closed", "state": "ahead"},
]
FACETS = [
    {
        "label": "Kind",
        "choices": [
            {"label": "Exhibit", "count": 412, "url": "?kind=exhibit", "is_chosen": True},
            {"label": HOSTILE, "count": 3, "url": "?kind=x", "is_chosen": False},
        ],
    }
]
ENTRIES = [
    {
        "at": AT,
        "precision": "day",
        "sentence": "480 units left Rotterdam for Penang",
        "lane": "shipments",
        "detail": "EX-3 p. 2",
        "recorded_at": AT,
    },
    {"at": AT, "precision": "month", "bound": "before", "sentence": HOSTILE, "lane": "corporate"},
    {"at": AT, "sentence": "Ada opened the case", "url": "#x"},
]
RUNNING = {
    "label": "Dossier",
    "step": "Rendering pages",
    "done": 12,
    "total": 40,
    "state": "running",
    "sentence": HOSTILE,
}


def components(request: HttpRequest) -> HttpResponse:
    _person(request)
    messages.success(request, f"Case PL-2025-001 opened. {HOSTILE}")
    context = {
        "hostile": HOSTILE,
        "table": TABLE,
        "empty_table": EMPTY,
        "hash": HASH,
        "at": AT,
        "march": When(at=datetime(2025, 3, 1, tzinfo=UTC), precision=Precision.MONTH),
        "day": date(2026, 3, 3),
        "handling": {"marking": "TLP:AMBER", "is_walled": True, "readers": 4},
        "active": "cases:worklist",
        "tabs": TABS,
        "steps": STEPS,
        "facets": FACETS,
        "entries": ENTRIES,
        "job": RUNNING,
        "done_job": {"label": "Fixity run", "step": "", "state": "done", "sentence": "41 exhibits match."},
    }
    return respond(request, "gallery/components.html", context)


def form(request: HttpRequest) -> HttpResponse:
    _person(request)
    standing = {"title": "The title that Ben wrote", "stage": "closed", "kind": "x"}
    if request.method == "POST":
        page = NoteForm(request.POST)
        return submit(
            request,
            form=page,
            run=_run,
            template="gallery/form.html",
            done="The note is kept.",
            to="/gallery/",
            standing=lambda: standing,
            is_repeatable=True,  # the gallery keeps nothing, not even keys
        )
    return respond(request, "gallery/form.html", {"form": NoteForm(expected_version=3, initial={"kind": "x"})})


def _run(values: dict[str, object]) -> None:
    refusals = {
        "raced": WrongExpectedVersion(stream_id="case-1", expected=3, current=5),
        "refused": Refused("The case is closed; reopen it first."),
        "bad": BadInput("This title is used by another note.", field="title"),
        "bad elsewhere": BadInput("The actor is unknown.", field="actor"),
        "forbidden": NotPermitted("Only the lead may do this."),
        "absent": NotFound(),
    }
    if refusal := refusals.get(str(values["title"])):
        raise refusal


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "broken":
        raise RuntimeError("a fault of ours")
    _run({"title": kind})
    return HttpResponse()


def past(request: HttpRequest) -> HttpResponse:
    _person(request)
    return respond(request, "gallery/past.html", {"as_of": {"at": AT, "position": 214, "back": "/gallery/"}})


def peek(request: HttpRequest) -> HttpResponse:
    _person(request)
    return respond(request, "gallery/peek.html", {"hostile": HOSTILE})


def palette(request: HttpRequest) -> HttpResponse:
    _person(request)
    return views.palette(request)


def count(request: HttpRequest) -> HttpResponse:
    return HttpResponse("3")


def trap(request: HttpRequest) -> HttpResponse:
    raise AssertionError("injected htmx was obeyed")
