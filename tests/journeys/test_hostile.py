"""Hostile strings in every field of every form: nothing breaks, nothing runs, all of it is shown as text."""

from contextlib import nullcontext
from itertools import cycle

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from accounts.models import User
from ledger import store
from tests.conftest import BACKEND
from tests.house import tree
from tests.journeys.pages import FOUND
from tests.journeys.test_pages_and_roles import addresses, status_of
from tests.journeys.world import in_a_world, taken_back
from tests.people import ADA

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARK = "zqhostile"
HOSTILE = {
    "script": f"<script>{MARK}()</script>",
    "image": f'"><img src=x onerror={MARK}()>',
    "attribute": f"' onmouseover='{MARK}()",
    "template": f"{MARK}{{{{7*7}}}}{{% now 'Y' %}}",
    "address": f"javascript:{MARK}()",
    "htmx": f'<div hx-get="/{MARK}" hx-trigger="load" style="position:fixed">x</div>',
    "style": f"<style>@import url(//{MARK}.example)</style>",
    "overridden": "invoice\u202egnp.exe",
    "nul": "nul\x00byte",
    "long": "W" * 300,
    "other scripts": "😀 شركة التجارة 翡烛港贸易有限公司",
    "formula": "=cmd|'/c calc'!A0",
}
HOSTILE_NOTE = (
    f"<p onclick='{MARK}()'>Crates were repacked</p>" + HOSTILE["script"] + HOSTILE["htmx"] + HOSTILE["style"]
)
LONGEST, FEWEST_SHOWING = 10_000, 15
AS_ASKED = {
    "reference": "ZQ-2025-001",
    "jurisdiction": "SG",
    "date_text": "2025-07",
    "zone": "UTC",
    "citations": "",
    "valid_from": "",
    "valid_to": "",
    "amount": "",
    "currency": "",
    "declared_sha256": "",
    "left_out": "",
    "shared_with": "",
    "language": "",
    "script": "",
}
TEXT = {"text", "search", "email", "url", "tel", None}
VALUES = {"date": "2025-03-14", "datetime-local": "2025-03-14T09:30", "number": "7", "password": "x", "hidden": ""}
SHUTTING = ("wall", "shut-out", "recuse", "end-", "remove-", "merge", "withdraw", "drop-", "legal-hold", "/close/")
LEADING = {"href", "src", "action", "formaction"}
UNDERSTOOD = {200, 204, 302, 303, 400, 403, 404, 405, 409, 412, 415, 422}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """One world for this module, taken back after it."""
    with django_db_blocker.unblock(), in_a_world(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture
def client():
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(pk=ADA), backend=BACKEND)
    return client


def pages(world):
    """Address of every page that one looks at."""
    return [path for name, _, path in addresses(world, each_command=True) if not name.startswith("api:")]


def forms(client, path):
    """Address and fields of every form of a page that changes something."""
    answer = client.get(path)
    if status_of(answer) != FOUND or not answer["Content-Type"].startswith("text/html"):
        return []
    found = html.fromstring(answer.content.decode()).xpath("//main//form[translate(@method, 'POST', 'post')='post']")
    return [(form.get("action") or path, form.xpath(".//input|.//textarea|.//select")) for form in found]


def filled(fields, strings, *, fits):
    """A value for each field: the next string for text, cut when it must fit, and for the rest what its kind asks."""
    values = {}
    for field in fields:
        name, kind = field.get("name"), field.get("type")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if fits and name in AS_ASKED:
            values[name] = AS_ASKED[name]
        elif field.tag == "select":
            values[name] = next((one for one in field.value_options if one), "")
        elif field.tag == "textarea" or kind in TEXT:
            values[name] = next(strings)[: int(field.get("maxlength") or LONGEST) if fits else LONGEST]
        else:
            values[name] = field.get("value") or VALUES.get(kind, "")
    return values


def send(client, path, *, strings):
    """Fill in every form of a page, in its own terms and then against them; what broke or was obeyed."""
    for fits in (True, True, False):
        for action, fields in forms(client, path):
            answer = client.post(action, filled(fields, strings[fits], fits=fits))
            yield from wrong(path, answer)


def wrong(path, answer):
    """What an answer shows that it must not."""
    return [f"{path}: {answer.status_code}"] if status_of(answer) not in UNDERSTOOD else obeyed(path, answer)


def test_no_form_breaks_on_a_hostile_string_and_no_page_obeys_it(world, client):
    fitting = cycle(one for name, one in HOSTILE.items() if name != "nul")
    strings, broken = {True: fitting, False: cycle(HOSTILE.values())}, []
    for path in sorted(pages(world), key=lambda one: any(word in one for word in SHUTTING)):
        with taken_back() if any(word in path for word in SHUTTING) else nullcontext():
            broken += send(client, path, strings=strings)
    shown = 0
    for path in pages(world):
        answer = client.get(path)
        shown += not answer.streaming and MARK.encode() in answer.content
        broken += wrong(path, answer)

    tree.expect_none(broken)
    assert shown > FEWEST_SHOWING


def obeyed(path, answer):
    """Everything in a page that a browser would do because somebody typed it."""
    if not answer.get("Content-Type", "").startswith("text/html") or not answer.content:
        return []
    text = answer.content.decode()
    found = [f"{path}: computed"] if f"{MARK}49" in text else []
    return found + [f"{path}: {html.tostring(one)[:200]}" for one in html.fromstring(text).iter() if is_trap(one)]


def is_trap(element):
    """True for what runs, loads or styles by itself, and does not come from our templates."""
    if not isinstance(element.tag, str):
        return False
    attributes = element.attrib.items()
    runs = any(name.startswith("on") or name == "style" for name, _ in attributes)
    leads = any(value.strip().lower().startswith("javascript:") for name, value in attributes if name in LEADING)
    loads = any(MARK in value for name, value in attributes if name.startswith("hx-") or name == "src")
    return (
        runs or leads or loads or element.tag == "style" or (element.tag == "script" and MARK in (element.text or ""))
    )


def test_a_note_of_a_megabyte_is_refused_in_words_and_nothing_is_kept(world, client):
    before = store.head_position()

    answer = client.post(note_of(world), {"html": HOSTILE_NOTE * (1_000_000 // len(HOSTILE_NOTE))})

    assert answer.status_code == 422
    assert obeyed("note", answer) == []
    assert "bytes; at most 200,000 are kept" in answer.content.decode()
    assert store.head_position() == before


def test_a_hostile_note_keeps_its_words_and_loses_the_rest(world, client):
    client.post(note_of(world), {"html": HOSTILE_NOTE})

    answer = client.get(reverse("cases:agenda", args=[world.case_id]))

    assert "Crates were repacked" in answer.content.decode()
    assert obeyed("agenda", answer) == []


def note_of(world):
    """Address of writing a note."""
    return reverse("cases:command", args=[world.case_id, "write-note"])
