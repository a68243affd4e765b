"""The sweeper and the bell."""

from datetime import timedelta

import pytest
from kombu.exceptions import OperationalError

from jobs import bell, claims, services
from jobs.models import Job, State, Tally
from jobs.sweeper import keep_up, sweep
from tests.jobs.promises import let_pass, promised, row
from tests.people import ADA, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch):
    heard = []
    monkeypatch.setattr(
        bell.current_app, "send_task", lambda name, **message: heard.append(message["kwargs"].get("job_id"))
    )
    return heard


@pytest.fixture(autouse=True)
def _without_periodic_work(monkeypatch):
    monkeypatch.setattr("jobs.registry.periodic_kinds", list)


def test_a_job_that_nobody_heard_of_is_rung_again(rung):
    job_id = promised()

    assert sweep(at=NOON) == 0
    let_pass(job_id, number=6)
    assert sweep(at=NOON) == 1
    assert rung == [str(job_id)]


def test_the_pause_between_rings_doubles_up_to_a_minute(rung):
    job_id = promised()
    pauses = []
    for _ in range(6):
        let_pass(job_id, number=61)
        sweep(at=NOON)
        job = row(job_id)
        pauses.append(round((job.ring_again_at - job.rung_at).total_seconds()))

    assert pauses == [5, 10, 20, 40, 60, 60]


def test_a_lease_that_has_passed_is_rung_for(rung):
    job_id = promised()
    claims.claim(job_id)

    assert sweep(at=NOON) == 0
    let_pass(job_id, number=61)
    assert sweep(at=NOON) == 1


def test_a_sweep_rings_for_the_fifty_oldest(rung):
    jobs = [promised() for _ in range(52)]
    for number, job_id in enumerate(jobs):
        let_pass(job_id, number=100 + number)

    assert sweep(at=NOON) == 50
    assert str(jobs[0]) not in rung
    assert rung[0] == str(jobs[-1])


def test_two_sweepers_ring_once():
    job_id = promised()
    let_pass(job_id, number=6)

    assert [bell.ring_again(job_id), bell.ring_again(job_id)] == [True, False]


def test_ended_and_parked_work_is_left_in_peace(rung):
    ended, parked = promised(), promised()
    services.cancel(job_id=ended, by=ADA)
    claims.park(claims.claim(parked), error="Broken.")
    for job_id in (ended, parked):
        let_pass(job_id, number=100)

    assert sweep(at=NOON) == 0


def test_a_bell_that_cannot_be_rung_is_counted_and_forgotten(monkeypatch):
    def fail(*_, **__):
        raise OperationalError("nobody there")

    monkeypatch.setattr(bell.current_app, "send_task", fail)

    bell.ring(job_id=promised(), queue="fast")
    bell.wake_readers()

    assert Tally.objects.get(pk=bell.FAILED_RINGS).number == 2


def test_without_a_broker_nothing_is_rung(rung, settings):
    settings.BROKER_URL = ""

    bell.ring(job_id=promised(), queue="fast")

    assert rung == []


def test_periodic_work_is_promised_once_a_period(monkeypatch):
    from jobs.registry import Kind

    nightly = Kind(name="tests.nightly", queue="fast", label="", handler=lambda run: None, every=timedelta(days=1))
    monkeypatch.setattr("jobs.registry.periodic_kinds", lambda: [nightly])

    for hours in (0, 1, 11, 13):
        keep_up(at=NOON + timedelta(hours=hours))

    assert Job.objects.filter(kind="tests.nightly", state=State.QUEUED).count() == 2
