"""Promising, cancelling and repeating work."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from jobs import claims, services
from jobs.execution import run_job
from jobs.models import Job, State
from ledger.domain.errors import NotFound
from tests.jobs.promises import finish, handled_by, promised, row
from tests.people import ADA, BEN, NOON

pytestmark = pytest.mark.django_db


def test_a_promise_is_a_queued_row_of_ids():
    exhibit = uuid4()

    job = row(promised(args={"exhibit_id": exhibit, "page": 3}))

    assert job.state == State.QUEUED
    assert job.args == {"exhibit_id": str(exhibit), "page": 3}
    assert (job.attempt, job.last_attempt) == (0, 5)


def test_the_same_order_is_one_job_while_it_is_open():
    first = promised(dedupe_key="identify:1")

    assert promised(dedupe_key="identify:1") == first
    assert promised(dedupe_key="identify:2") != first


def test_the_same_order_is_a_new_job_once_the_first_has_ended():
    first = promised(dedupe_key="identify:1")
    services.cancel(job_id=first, by=ADA)

    assert promised(dedupe_key="identify:1") != first


def test_the_database_refuses_a_second_open_job_of_one_order():
    promised(dedupe_key="identify:1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="x", queue="fast", dedupe_key="identify:1", promised_at=NOON)


def test_a_promise_is_gone_with_the_transaction_that_needed_it():
    class Crash(Exception):
        pass

    def crash() -> None:
        promised()
        raise Crash

    with pytest.raises(Crash), transaction.atomic():
        crash()

    assert not Job.objects.exists()


def test_the_bell_rings_once_the_promise_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rings:
        promised()

    assert len(rings) == 1


def test_periodic_work_is_promised_once_for_a_due_time():
    first = services.promise_periodic(kind="tests.nightly", queue="fast", due_at=NOON)
    claims.claim(first)
    Job.objects.update(state=State.DONE, lease_until=None)

    assert services.promise_periodic(kind="tests.nightly", queue="fast", due_at=NOON) == first


def test_queued_work_can_be_cancelled():
    job_id = promised()

    services.cancel(job_id=job_id, by=BEN)

    assert row(job_id).state == State.CANCELLED
    assert row(job_id).changed_by == BEN
    assert claims.claim(job_id) is None


def test_ended_work_cannot_be_cancelled():
    job_id = promised()
    services.cancel(job_id=job_id, by=ADA)

    with pytest.raises(services.JobHasEnded):
        services.cancel(job_id=job_id, by=ADA)


def test_unknown_work_is_not_found():
    with pytest.raises(NotFound):
        services.cancel(job_id=uuid4(), by=ADA)
    with pytest.raises(NotFound):
        services.run_again(job_id=uuid4(), by=ADA)


def test_parked_work_runs_again_with_new_attempts():
    job_id = promised()
    claims.park(claims.claim(job_id), error="The file is encrypted.")

    services.run_again(job_id=job_id, by=BEN)

    assert row(job_id).state == State.QUEUED
    assert (row(job_id).attempt, row(job_id).last_attempt) == (1, 6)


def test_only_parked_work_runs_again():
    job_id = promised()

    with pytest.raises(services.JobNotParked):
        services.run_again(job_id=job_id, by=ADA)


def test_parked_work_does_not_run_beside_a_new_order_of_the_same():
    first = promised(dedupe_key="identify:1")
    claims.park(claims.claim(first), error="Broken.")
    promised(dedupe_key="identify:1")

    with pytest.raises(services.OrderedAgain):
        services.run_again(job_id=first, by=ADA)


def test_a_finished_job_is_purged_after_thirty_days():
    old, young = promised(), promised()
    with handled_by(finish):
        assert run_job(old)
        assert run_job(young)
    Job.objects.filter(pk=old).update(ended_at=Now() - timedelta(days=31))

    assert run_job(services.promise_periodic(kind="jobs.purge", queue="fast", due_at=NOON))

    assert set(Job.objects.filter(pk__in=[old, young]).values_list("pk", flat=True)) == {young}
