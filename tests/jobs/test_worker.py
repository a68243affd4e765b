"""What workers do beside jobs: beat while one runs, look around, stop when asked."""

import signal
import threading
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from jobs import beat, claims
from jobs.beat import Sweeping, SweepingScheduler, look_around
from jobs.execution import run_job
from jobs.models import Job, State
from jobs.registry import KindTakenTwice, job
from ledger import consumers
from tests.jobs.promises import finish, handled_by, let_pass, promised, row


@pytest.fixture
def sent(monkeypatch):
    heard = []
    monkeypatch.setattr("jobs.bell.current_app.send_task", lambda name, **_: heard.append(name))
    return heard


@pytest.fixture
def quick(settings):
    settings.JOBS_TIMING = {"heartbeat": 0.02, "sweep": 0.02, "lease": 60}


@pytest.mark.django_db(transaction=True)
def test_the_lease_grows_while_a_handler_works(quick, monkeypatch):
    beats = threading.Event()
    extend = claims.extend
    monkeypatch.setattr(claims, "extend", lambda held: beats.set() or extend(held))

    def handler(run):
        before = row(run.job_id).lease_until
        beats.wait(5)
        time.sleep(0.05)
        assert row(run.job_id).lease_until > before
        finish(run)

    job_id = promised()
    with handled_by(handler):
        run_job(job_id)

    assert row(job_id).state == State.DONE


@pytest.mark.django_db
def test_looking_around_sweeps_and_wakes_readers_that_are_behind(sent, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(consumers, "consumers", {"tests.reader": None})
    monkeypatch.setattr(consumers, "lag", lambda name: 3)
    let_pass(promised(), number=60)

    look_around()

    assert sent == ["jobs.ring", "jobs.follow_log"]
    assert Job.objects.filter(kind="jobs.purge").count() == 1


@pytest.mark.django_db
def test_a_sweep_without_a_database_is_left_to_the_next(monkeypatch):
    def fail(**_):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(beat, "sweep", fail)

    look_around()


def test_beat_and_workers_look_around_again_and_again(quick, monkeypatch):
    looks = threading.Semaphore(0)
    monkeypatch.setattr(beat, "look_around", looks.release)
    sweeping = Sweeping(None)

    sweeping.start(None)
    try:
        assert looks.acquire(timeout=5)
        assert looks.acquire(timeout=5)
        assert SweepingScheduler.tick(None) == 0.02
    finally:
        sweeping.stop(None)


@pytest.mark.django_db
def test_work_goes_on_until_it_is_asked_to_stop(monkeypatch):
    handlers = {}
    monkeypatch.setattr(signal, "signal", handlers.__setitem__)

    def handler(run):
        finish(run)
        handlers[signal.SIGTERM]()

    said = StringIO()
    with handled_by(handler):
        promised()
        call_command("work", "--queue", "fast", stdout=said)

    assert "Jobs run: 2." in said.getvalue() or "Jobs run: 1." in said.getvalue()


def test_a_kind_has_one_handler():
    with pytest.raises(KindTakenTwice):
        job("jobs.purge", queue="fast")(finish)
