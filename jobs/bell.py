"""The bell: a message that says only which job is there. A lost one costs seconds, never work."""

from types import TracebackType
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now
from kombu.exceptions import KombuError

from jobs.models import Job, Queue, Tally
from jobs.timing import seconds, timing

FAILED_RINGS = "failed_rings"
LIMITS = {Queue.FAST: (30, 60), Queue.INGEST: (25 * 60, 30 * 60), Queue.RENDER: (25 * 60, 30 * 60)}


def ring(*, job_id: UUID, queue: str) -> None:
    """Publish a job's id; a failure is counted and forgotten."""
    soft, hard = LIMITS[Queue(queue)]
    _publish("jobs.ring", queue=queue, kwargs={"job_id": str(job_id)}, soft_time_limit=soft, time_limit=hard)


def wake_readers() -> None:
    """Tell a worker that the log has grown; a message that lies for long is dropped."""
    _publish("jobs.follow_log", queue=Queue.FAST, kwargs={}, expires=10)


def ring_again(job_id: UUID) -> bool:
    """Note that the sweeper rings now; the pause doubles each time. False when another sweeper was first."""
    times = timing()
    rings = Job.objects.filter(pk=job_id).values_list("rings", flat=True).first() or 0
    pause = min(times.sweep * 2 ** min(rings, 20), times.ring_cap)
    due = Job.objects.filter(pk=job_id, rings=rings, ring_again_at__lte=Now())
    return bool(due.update(rings=F("rings") + 1, rung_at=Now(), ring_again_at=Now() + seconds(pause)))


def _publish(task: str, **message: object) -> None:
    if settings.BROKER_URL:
        with _Counted():
            current_app.send_task(task, ignore_result=True, **message)


class _Counted:
    """Counts a bell that could not be rung."""

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        failed = isinstance(error, OSError | KombuError)
        if failed:
            Tally.objects.get_or_create(pk=FAILED_RINGS)
            Tally.objects.filter(pk=FAILED_RINGS).update(number=F("number") + 1, last_at=Now())
        return failed
