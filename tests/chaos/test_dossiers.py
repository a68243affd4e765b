"""A worker and its child that are killed while a dossier is made: one file, one event, and the page tells of it."""

import hashlib
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from tests.chaos.installation import Installation, installed, prepare

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.pdf]

ASK = """
from tests.dossiers import worlds
print(worlds.requested(worlds.a_case()))
"""
LOOK = """
from django.test import Client
from accounts.models import User
from dossiers.models import Dossier
from tests.conftest import BACKEND
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get(username="ada"), backend=BACKEND)
row = Dossier.objects.get()
for path in (f"/jobs/{row.job_id}/", f"/dossiers/{row.id}/"):
    print(client.get(path).content.decode())
"""
MADE = "SELECT count(*) FROM ledger_storedevent WHERE type = 'dossier.rendered'"
STATE = "SELECT state, attempt FROM jobs_job WHERE kind = 'dossiers.render'"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def house(tmp_path, migrated):
    with installed(tmp_path, like=migrated) as installation:
        installation.python(ASK)
        yield installation


def is_drawing(house: Installation) -> bool:
    """True when the child has begun to lay out pages."""
    drawing = "kind = 'dossiers.render' AND state = 'running' AND step NOT IN ('', 'Reading the case', 'Starting')"
    return bool(house.ask(f"SELECT 1 FROM jobs_job WHERE {drawing}"))


def descendants(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in map(int, children) for found in (child, *descendants(child))]


def kill(*pids: int) -> None:
    """End processes with no time to clean up."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def files(house: Installation) -> list[str]:
    """SHA-256 of every dossier that is stored, computed anew."""
    found = (house.home / "dossiers").glob("??/*.pdf")
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in found]


def test_a_worker_and_its_child_that_are_killed_leave_one_dossier(house):
    worker = house.start_drain()
    house.wait_for(lambda: is_drawing(house), seconds=40)
    kill(*descendants(worker.pid), worker.pid)
    worker.wait()
    assert (files(house), house.ask(MADE)) == ([], [(0,)])

    house.start_drain()
    house.wait_for(lambda: house.ask(STATE) == [("done", 2)], seconds=60)

    ((recorded,),) = house.ask("SELECT sha256 FROM dossiers_dossier")
    assert (files(house), house.ask(MADE)) == ([recorded], [(1,)])
    page = house.python(LOOK)
    assert "Open the result" in page
    assert "Download the PDF" in page


def test_a_child_that_is_killed_is_a_failure_that_the_page_tells(house):
    worker = house.start_drain()
    house.wait_for(lambda: is_drawing(house), seconds=40)
    kill(*descendants(worker.pid))
    house.wait_for(lambda: house.ask("SELECT state FROM dossiers_dossier") != [("requested",)], seconds=40)

    assert (files(house), house.ask(MADE)) == ([], [(0,)])
    assert "Make it once more" in house.python(LOOK)
