"""What a message can ask of a worker. Unknown keywords are let pass, so that versions can differ."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import shared_task
from django.db.models.functions import Now

from jobs.execution import run_job
from jobs.models import ENDED, Job
from jobs.registry import job
from jobs.run import Run
from jobs.timing import timing
from ledger import consumers

task: Callable[..., Callable[[Callable[..., None]], Any]] = shared_task  # Celery is written without types


@task(name="jobs.ring", acks_late=True, reject_on_worker_lost=True)
def ring(*, job_id: str, **_: Any) -> None:
    """Claim and run a job. Failure policy: its row; a stale bell does nothing."""
    run_job(UUID(job_id))


@task(name="jobs.follow_log", acks_late=True)
def follow_log(**_: Any) -> None:
    """Let the readers of the log catch up. Failure policy: each reader's checkpoint; the sweeper wakes them again."""
    consumers.catch_up_all()


@job("jobs.purge", queue="fast", label="Forget ended work", every=timedelta(days=1))
def purge(run: Run) -> None:
    """Delete rows of work that ended long ago; its history stays in the log."""
    with run.finish_without_events():
        Job.objects.filter(state__in=ENDED, ended_at__lt=Now() - timedelta(days=timing().keep_days)).delete()
