"""Numbers for operators, and the command that works without a broker."""

from io import StringIO

import pytest
from django.core.management import call_command

from jobs import claims, queries, services
from jobs.models import Job, State
from jobs.tasks import follow_log, ring
from tests.jobs.promises import finish, handled_by, let_pass, promised, row
from tests.people import ADA

pytestmark = pytest.mark.django_db


def test_the_age_of_the_oldest_job_is_known_for_each_queue():
    old = promised(queue="ingest")
    promised(queue="ingest")
    let_pass(old, number=90)

    found = queries.gauges()

    assert found.waiting == {"fast": 0, "ingest": 2, "render": 0}
    assert 89 <= found.oldest_waiting_seconds["ingest"] <= 92
    assert queries.waiting_since("ingest")[0] == 2
    assert queries.waiting_since() == queries.waiting_since("ingest")


def test_silent_and_parked_jobs_are_counted():
    silent, parked = promised(), promised()
    claims.claim(silent)
    let_pass(silent, number=61)
    claims.park(claims.claim(parked), error="Broken.")

    found = queries.gauges()

    assert (found.running, found.lapsed, found.parked) == (1, 1, 1)
    assert queries.count_parked(person_id=ADA, scopes=()) == 1


def test_a_job_that_waits_on_purpose_is_not_late():
    let_pass(promised(), number=-60)

    assert queries.gauges().waiting["fast"] == 0


def test_work_drains_the_table():
    first, second = promised(), promised(queue="render")

    with handled_by(finish):
        call_command("work", "--drain", stdout=StringIO())

    assert [row(first).state, row(second).state] == [State.DONE, State.DONE]


def test_work_takes_one_job_of_one_queue():
    for queue in ("fast", "render", "render"):
        promised(queue=queue)

    with handled_by(finish):
        call_command("work", "--once", "--queue", "render", stdout=StringIO())

    assert Job.objects.filter(state=State.DONE).count() == 1
    assert Job.objects.filter(state=State.QUEUED, queue="render").count() == 1


def test_a_message_names_the_job_and_may_say_more_than_we_know():
    job_id = promised()

    with handled_by(finish):
        ring(job_id=str(job_id), priority="of a later version")
        follow_log(reason="of a later version")

    assert row(job_id).state == State.DONE


def test_a_stale_bell_does_nothing():
    job_id = promised()
    services.cancel(job_id=job_id, by=ADA)

    ring(job_id=str(job_id))

    assert row(job_id).attempt == 0
