"""One attempt: claim, fence, and the ways in which it ends."""

from uuid import uuid4

import pytest

from accounts.domain.actor import Actor
from accounts.domain.events import Role
from jobs import claims, services
from jobs.execution import attempt, run_job, run_next
from jobs.models import Job, State, Tally
from jobs.outcomes import Cancelled, GiveUp, LeaseLost, RetryLater
from jobs.run import Run
from ledger.domain.errors import Refused
from ledger.store import head_position
from ledger.unit_of_work import unit_of_work
from tests.jobs.promises import finish, handled_by, let_pass, promised, row
from tests.people import ADA, BEN, NOON

NO_PROCESS = 2**22 + 1  # one above the highest process id of Linux
pytestmark = pytest.mark.django_db


def raising(error: BaseException):
    def handler(run: Run) -> None:
        raise error

    return handler


def effect() -> None:
    """Something a handler writes: here, any row."""
    number, _ = Tally.objects.get_or_create(pk="effect")
    Tally.objects.filter(pk="effect").update(number=number.number + 1)


def effects() -> int:
    return Tally.objects.filter(pk="effect").values_list("number", flat=True).first() or 0


def test_a_job_is_claimed_by_one_worker():
    job_id = promised()

    assert claims.claim(job_id).attempt == 1
    assert claims.claim(job_id) is None


def test_a_job_that_is_not_yet_due_is_not_claimed():
    job_id = promised()
    let_pass(job_id, number=-60)

    assert claims.claim(job_id) is None


def test_a_silent_worker_loses_its_job_to_the_next():
    job_id = promised()
    claims.claim(job_id)
    let_pass(job_id, number=61)

    second = claims.claim(job_id)

    assert second.attempt == 2
    assert row(job_id).deaths == 1
    assert row(job_id).error == claims.SILENT


def test_the_end_and_the_effects_are_one_transaction():
    def handler(run: Run) -> None:
        run.result_ref = "exhibit:7"
        with run.finish_without_events():
            effect()

    job_id = promised()
    with handled_by(handler):
        assert run_job(job_id)

    assert (row(job_id).state, row(job_id).result_ref, effects()) == (State.DONE, "exhibit:7", 1)
    assert row(job_id).ended_at is not None


def test_events_and_the_end_are_one_transaction():
    run = Run(claims.claim(promised()))

    with unit_of_work(actor_id=ADA, at=NOON, before_commit=run.fence) as work:
        work.create(Actor, uuid4()).grant(role=Role.AUDITOR, reason="Reads.")

    assert row(run.job_id).state == State.DONE
    assert head_position() == 1


def test_a_worker_that_lost_its_lease_records_no_event():
    job_id = promised()
    stopped = Run(claims.claim(job_id))
    let_pass(job_id, number=61)
    claims.claim(job_id)

    with pytest.raises(LeaseLost), unit_of_work(actor_id=ADA, at=NOON, before_commit=stopped.fence) as work:
        work.create(Actor, uuid4()).grant(role=Role.AUDITOR, reason="Reads.")

    assert head_position() == 0


def test_a_worker_that_lost_its_lease_writes_nothing():
    job_id = promised()
    stopped = Run(claims.claim(job_id))
    let_pass(job_id, number=61)
    resumed = Run(claims.claim(job_id))

    with resumed.finish_without_events():
        effect()
    with pytest.raises(LeaseLost), stopped.finish_without_events():
        effect()

    assert effects() == 1


def test_a_step_that_is_not_the_last_is_fenced_too():
    job_id = promised()
    stopped = Run(claims.claim(job_id))
    stopped.hold()
    let_pass(job_id, number=61)
    claims.claim(job_id)

    with pytest.raises(LeaseLost):
        stopped.hold()


def test_a_failure_is_written_down_and_tried_again_later():
    job_id = promised()
    with handled_by(raising(ValueError("row 7 is odd"))):
        run_job(job_id)

    assert row(job_id).state == State.QUEUED
    assert row(job_id).error == "ValueError: row 7 is odd"
    assert claims.claim(job_id) is None


def test_work_is_parked_after_five_attempts():
    job_id = promised()
    with handled_by(raising(ValueError("no"))):
        for _ in range(5):
            let_pass(job_id, number=1000)
            assert run_job(job_id)

    assert row(job_id).state == State.PARKED
    assert row(job_id).attempt == 5
    assert "ValueError: no" in row(job_id).error


def test_work_that_ends_in_silence_five_times_is_parked():
    job_id = promised()
    for _ in range(5):
        assert claims.claim(job_id)
        let_pass(job_id, number=61)

    assert claims.claim(job_id) is None
    assert claims.park_exhausted() == 1
    assert row(job_id).state == State.PARKED


def test_work_that_kills_its_child_twice_is_parked_at_once():
    job_id = promised()
    for _ in range(2):
        let_pass(job_id, number=1000)
        claims.claim(job_id)
        Job.objects.update(worker=claims.this_worker(pid=NO_PROCESS))
        assert claims.note_dead_children() == 1

    assert row(job_id).state == State.PARKED
    assert row(job_id).attempt == 2


def test_the_first_death_of_a_child_costs_a_pause():
    job_id = promised()
    claims.claim(job_id)
    Job.objects.update(worker=claims.this_worker(pid=NO_PROCESS))

    claims.note_dead_children()

    assert (row(job_id).state, row(job_id).deaths, row(job_id).error) == (State.QUEUED, 1, claims.DIED)


@pytest.mark.parametrize("worker", [claims.this_worker(), f"elsewhere:1234:{2**22 + 1}"], ids=["ours", "others"])
def test_living_children_and_those_of_others_are_left_alone(worker):
    job_id = promised()
    claims.claim(job_id)
    Job.objects.update(worker=worker)

    assert claims.note_dead_children() == 0
    assert row(job_id).state == State.RUNNING


def test_a_handler_can_ask_for_a_later_attempt():
    job_id = promised()
    with handled_by(raising(RetryLater("The store does not answer.", after_seconds=0))):
        run_job(job_id)

    assert row(job_id).error == "The store does not answer."
    assert claims.claim(job_id).attempt == 2


@pytest.mark.parametrize("error", [GiveUp("The PDF is encrypted."), Refused("The PDF is encrypted.")])
def test_what_cannot_succeed_is_parked_with_its_sentence(error):
    job_id = promised()
    with handled_by(raising(error)):
        run_job(job_id)

    assert (row(job_id).state, row(job_id).error) == (State.PARKED, "The PDF is encrypted.")


def test_a_kind_that_this_version_does_not_know_is_parked():
    job_id = promised(kind="tests.unheard_of")

    run_job(job_id)

    assert row(job_id).state == State.PARKED
    assert "tests.unheard_of" in row(job_id).error


def test_a_handler_that_ends_without_saying_so_has_failed():
    job_id = promised()
    with handled_by(lambda run: None):
        run_job(job_id)

    assert row(job_id).error == "NotFinished: The work ended without saying so."


def test_a_worker_that_is_asked_to_stop_gives_its_job_back():
    job_id = promised()
    with handled_by(raising(SystemExit())), pytest.raises(SystemExit):
        run_job(job_id)

    assert row(job_id).state == State.QUEUED
    assert (row(job_id).attempt, row(job_id).last_attempt) == (1, 6)


def test_a_cancelled_job_keeps_nothing_of_its_run():
    def handler(run: Run) -> None:
        services.cancel(job_id=run.job_id, by=BEN)
        with run.finish_without_events():
            effect()

    job_id = promised()
    with handled_by(handler):
        run_job(job_id)

    assert (row(job_id).state, effects()) == (State.CANCELLED, 0)


def test_a_handler_finds_out_between_steps_that_it_was_cancelled():
    run = Run(claims.claim(promised()))
    run.check_cancelled()
    services.cancel(job_id=run.job_id, by=ADA)

    assert run.is_cancelled()
    with pytest.raises(Cancelled):
        run.check_cancelled()
    with pytest.raises(Cancelled):
        run.progress("Reading pages", done=1, total=9)


def test_progress_is_kept_in_words_and_numbers():
    run = Run(claims.claim(promised()))

    run.progress("Reading pages", done=3, total=9)
    run.progress("Reading pages", done=4, total=9)
    run.progress("Reading pages", done=9, total=9)

    assert (row(run.job_id).step, row(run.job_id).done_count, row(run.job_id).total_count) == ("Reading pages", 9, 9)


def test_progress_in_equal_steps_is_not_written_every_time(django_assert_num_queries):
    run = Run(claims.claim(promised()))
    run.progress("Reading pages", done=1, total=900)

    with django_assert_num_queries(0):
        run.progress("Reading pages", done=2, total=900)


def test_the_oldest_job_of_a_queue_runs_first():
    old, young = promised(queue="ingest"), promised(queue="ingest")
    let_pass(old, number=60)
    promised(queue="render")

    with handled_by(finish):
        assert run_next(["ingest"])

    assert (row(old).state, row(young).state) == (State.DONE, State.QUEUED)


def test_an_attempt_that_fails_after_its_end_changes_nothing():
    def handler(run: Run) -> None:
        finish(run)
        raise ValueError("late")

    job_id = promised()
    with handled_by(handler):
        attempt(claims.claim(job_id))

    assert row(job_id).state == State.DONE
    assert not Job.objects.exclude(pk=job_id).exists()
