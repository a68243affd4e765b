"""Workers and their children are killed while files are looked into: each file ends once, nothing is half written."""

import hashlib
import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.chaos.installation import installed, prepare
from tests.chaos.sender import Sender
from tests.evidence.processing import corpus

pytestmark = [pytest.mark.server, pytest.mark.slow]
STATES = "SELECT state, count(*) FROM jobs_job WHERE scope_id IS NOT NULL GROUP BY state"
ENDED = "SELECT count(*) FROM evidence_steprun WHERE outcome != ''"
DOUBLE_STEPS = """
SELECT stream_id, json_extract(data, '$.step'), count(*) FROM ledger_storedevent
WHERE type = 'exhibit.step_finished' GROUP BY 1, 2 HAVING count(*) > 1
"""
RUN_AGAIN = """
from jobs.models import Job
from jobs.services import run_again
from tests.people import ADA
for job in Job.objects.filter(state="parked"): run_again(job_id=job.pk, by=ADA)
"""
JPEG = corpus.saved(corpus.picture(size=(200, 150)), format="JPEG")
FILES = {
    **{f"rows-{number}.csv": f"container,weight\nZZXU{number},812\n".encode() for number in range(6)},
    **{f"words-{number}.txt": f"Eight crates, lot {number}".encode() for number in range(5)},
    "page.html": corpus.PAGE.encode(),
    "mail.eml": corpus.mail().as_bytes(),
    "bill.pdf": corpus.pdf("Bill of lading"),
    "locked.pdf": corpus.encrypted_pdf(),
    "photo.png": corpus.saved(corpus.picture(size=(200, 150)), format="PNG"),
    "half.jpg": JPEG[: len(JPEG) // 2],
    "more.zip": corpus.zipped({"a.txt": b"a"}),
    "bomb.zip": corpus.flat_bomb(),
    "deep.xml": corpus.nested_xml(200),
}


@pytest.fixture
def house(tmp_path, socket_enabled):
    with installed(tmp_path / "home", like=prepare(tmp_path / "migrated")) as installation:
        yield installation


def test_every_file_ends_once_whoever_is_killed(house):
    sender = Sender(house)
    sent = [sender.send(name, content) for name, content in FILES.items()]
    chance = random.Random(11)

    for what in ("worker", "child", "worker", "worker"):
        kill(house, what, chance=chance)
    end(house)

    assert len(FILES) == len(sent) == 20
    assert house.ask("SELECT count(*), count(DISTINCT number) FROM evidence_exhibit") == [(20, 20)]
    assert house.ask("SELECT count(*) FROM evidence_steprun WHERE outcome = ''") == [(0,)]
    assert house.ask(DOUBLE_STEPS) == []
    assert house.ask("SELECT count(*) FROM ledger_storedevent WHERE type = 'exhibit.received'") == [(20,)]
    assert stored(house) >= {hashlib.sha256(content).hexdigest() for content in FILES.values()}
    assert {sha256 for (sha256,) in house.ask("SELECT sha256 FROM evidence_derived")} <= stored(house)
    assert list((house.home / "evidence" / "quarantine").iterdir()) == []
    house.manage("audit", "--rebuild")


def kill(house, what, *, chance):
    """Let some steps end, then kill the worker with all it has started, or only the child that reads a file."""
    ((before,),) = house.ask(ENDED)
    worker = house.start_drain()
    house.wait_for(lambda: house.ask(ENDED)[0][0] >= before + 3, seconds=40)
    time.sleep(chance.uniform(0, 0.3))
    if what == "child":
        house.wait_for(lambda: bool(readers(worker.pid)), seconds=10)
        for pid in readers(worker.pid)[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        house.wait_for(lambda: house.ask(ENDED)[0][0] >= before + 4, seconds=40)
    house.signal(worker, signal.SIGKILL)


def end(house):
    """Let the rest be done; a job that met two killed workers is parked, and a person lets it run again."""
    house.start_drain()
    house.wait_for(lambda: dict(house.ask(STATES)).keys() <= {"done", "parked"}, seconds=90)
    if "parked" in dict(house.ask(STATES)):
        house.python(RUN_AGAIN)
        house.start_drain()
    house.wait_for(lambda: dict(house.ask(STATES)).keys() == {"done"}, seconds=30)


def readers(group):
    """Processes that read a file for a worker of this process group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ProcessLookupError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if os.getpgid(parent) == group and b"evidence.processing" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def stored(house):
    """What lies in the store under its own hash."""
    files = [path for path in (house.home / "evidence" / "sha256").rglob("*") if path.is_file()]
    return {path.name for path in files if hashlib.sha256(path.read_bytes()).hexdigest() == path.name}
