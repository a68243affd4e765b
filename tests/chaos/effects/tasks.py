"""Work that takes a moment and leaves a row; the table has no constraint, so a double would show."""

import os
import signal
import time
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.domain.actor import SYSTEM_ID, Actor
from accounts.domain.events import Role
from jobs.registry import job
from jobs.run import Run
from ledger.unit_of_work import unit_of_work


def leave(run: Run) -> None:
    """Write the trace of one run."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect VALUES (%s, %s, %s)", [str(run.job_id), run.attempt, os.getpid()])


@job("chaos.short", queue="fast")
def short(run: Run) -> None:
    """Work of a quarter of a second in three steps."""
    for step in range(3):
        run.progress("Working", done=step, total=3)
        time.sleep(0.08)
    with run.finish_without_events():
        leave(run)


@job("chaos.recorded", queue="fast")
def recorded(run: Run) -> None:
    """The same, with an event of a new stream as its effect; a second run would record a second one."""
    time.sleep(0.25)
    with unit_of_work(
        actor_id=SYSTEM_ID, at=timezone.now(), before_commit=run.fence, correlation_id=run.correlation_id
    ) as work:
        work.create(Actor, uuid4()).grant(role=Role.AUDITOR, reason="A test of workers.")


@job("chaos.unfenced", queue="fast")
def unfenced(run: Run) -> None:
    """The same with the fence off: the effect is committed first, the end follows."""
    leave(run)
    time.sleep(0.25)
    with run.finish_without_events():
        pass


@job("chaos.slow", queue="ingest")
def slow(run: Run) -> None:
    """Work that lasts until a file named `go` stands in the home folder."""
    (Path(settings.HOME) / f"started-{run.attempt}").write_text(str(os.getpid()))
    while not (Path(settings.HOME) / "go").exists():
        time.sleep(0.05)
    with run.finish_without_events():
        leave(run)


@job("chaos.poison", queue="fast")
def poison(run: Run) -> None:
    """Work that kills the process it runs in."""
    os.kill(os.getpid(), signal.SIGKILL)
