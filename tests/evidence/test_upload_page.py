"""The upload page in a real browser: pieces, a break, a reload, and an exhibit at the end."""

import hashlib
import os

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from evidence import queries, uploads
from tests import builders
from tests.conftest import BACKEND
from tests.evidence.builders import work_off
from tests.pages.browser import Windows, launched
from tests.people import ADA

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CONTENT = b"0123456789abcdef" * (uploads.CHUNK_BYTES // 16) + b"the rest"


@pytest.fixture
def windows(socket_enabled, live_server):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop is taken for a server's
    with launched() as chromium:
        yield Windows(browser=chromium, base=live_server.url.replace("127.0.0.1", "localhost"))
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def test_a_file_survives_a_break_and_a_reload_and_becomes_an_exhibit(windows, tmp_path):
    builders.people()
    case_id = builders.a_case()
    file = tmp_path / "image.dd"
    file.write_bytes(CONTENT)
    pieces = []
    with windows.open("/account/login/") as visit:
        visit.page.context.add_cookies([cookie(windows.base)])
        visit.page.route("**/uploads/*/", lambda route: break_second(route, pieces))
        visit.open(reverse("evidence:receive", args=[case_id]))
        take_in(visit, file)
        visit.page.wait_for_selector("text=Interrupted; nothing that was sent is lost")
        visit.page.reload()
        take_in(visit, file)
        visit.page.wait_for_selector("text=Sent, being checked")
        work_off()
        visit.page.wait_for_selector("text=Taken in as X-01")

    row = queries.exhibits_of(case_id)[0]
    assert (row.title, row.source, row.sha256) == ("image.dd", "Agency", hashlib.sha256(CONTENT).hexdigest())
    assert len(pieces) == 3, "the first piece was sent once"


def cookie(base):
    client = Client()
    client.force_login(User.objects.get(pk=ADA), backend=BACKEND)
    return {"name": "session", "value": client.cookies["session"].value, "url": base}


def break_second(route, pieces):
    if route.request.method == "PATCH":
        pieces.append(route.request.headers["upload-offset"])
        if len(pieces) == 2:
            route.abort()
            return
    route.continue_()


def take_in(visit, file):
    visit.page.fill("#id_source", "Agency")
    visit.page.fill("#id_acquired_at", "2026-03-01T09:30")
    visit.page.set_input_files("input[type=file]", file)
    visit.page.click("button:has-text('Take in')")
