"""Who holds a job: the claim, the lease and the fence. Each is one UPDATE by the database's clock."""

import os
import random
import secrets
import socket
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Now

from jobs.models import Job, State
from jobs.timing import seconds, timing

SILENT = "The worker stopped without a word."
DIED = "The worker process died or was stopped because it took too long."
FAMILY = f"{socket.gethostname()}:{secrets.token_hex(4)}"  # made before the children, who inherit it
_jitter = random.SystemRandom()


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One attempt at one job; `attempt` is the fence."""

    job_id: UUID
    kind: str
    args: dict[str, str]
    attempt: int
    scope_id: UUID | None
    requested_by: UUID | None
    correlation_id: UUID


def is_due() -> Q:
    """Queued, and its time has come."""
    return Q(state=State.QUEUED, not_before__lte=Now())


def is_lapsed() -> Q:
    """Running, but its worker has not been heard of for a whole lease."""
    return Q(state=State.RUNNING, lease_until__lt=Now())


def this_worker(pid: int | None = None) -> str:
    """Name of this process, or of one of its children."""
    return f"{FAMILY}:{pid or os.getpid()}"


def claim(job_id: UUID) -> Claim | None:
    """Take a job that is due or whose worker is silent; none when the bell was stale."""
    lapsed = Q(state=State.RUNNING)
    with transaction.atomic():
        taken = (
            _claimable()
            .filter(pk=job_id)
            .update(
                deaths=Case(
                    When(lapsed, then=F("deaths") + 1), default=F("deaths"), output_field=models.PositiveIntegerField()
                ),
                error=Case(When(lapsed, then=Value(SILENT)), default=F("error"), output_field=models.TextField()),
                state=State.RUNNING,
                attempt=F("attempt") + 1,
                worker=this_worker(),
                lease_until=Now() + seconds(timing().lease),
                started_at=Now(),
                rings=0,
                ring_again_at=Now(),
                step="",
                done_count=0,
                total_count=None,
            )
        )
        return _claimed(Job.objects.get(pk=job_id)) if taken else None


def claim_next(queues: list[str]) -> Claim | None:
    """Take the job that waits longest in these queues."""
    waiting = _claimable().filter(queue__in=queues).order_by("created_at", "id").values_list("pk", flat=True)
    for job_id in list(waiting[:20]):
        claimed = claim(job_id)
        if claimed:
            return claimed
    return None


def held(claim: Claim) -> QuerySet[Job]:
    """The row, as long as this attempt holds it."""
    return Job.objects.filter(pk=claim.job_id, attempt=claim.attempt, state=State.RUNNING)


def extend(claim: Claim) -> bool:
    """Lengthen the lease; false when it is lost."""
    return bool(held(claim).update(lease_until=Now() + seconds(timing().lease)))


def put_back(claim: Claim, *, error: str, after_seconds: float | None = None) -> None:
    """Queue the job again after a pause; park it when this was its last attempt."""
    _put_back(
        held(claim), error=error, pause=after_seconds if after_seconds is not None else pause_after(claim.attempt)
    )


def park(claim: Claim, *, error: str) -> None:
    """Leave the job to a person."""
    _park(held(claim), error=error)


def give_back(claim: Claim) -> None:
    """Queue the job again at once, because this process was asked to stop."""
    held(claim).update(
        state=State.QUEUED,
        lease_until=None,
        worker="",
        not_before=Now(),
        ring_again_at=Now(),
        last_attempt=F("last_attempt") + 1,
    )


def note_dead_children() -> int:
    """Find the jobs whose process was a child of this one and is gone; the second such death parks a job.

    A worker that dies with all its children leaves nobody to do this: its jobs wait for their lease.
    """
    running = Job.objects.filter(state=State.RUNNING, worker__startswith=f"{FAMILY}:").order_by("id")
    dead = [(job_id, worker) for job_id, worker in running.values_list("pk", "worker") if not _is_alive(worker)]
    for job_id, worker in dead:
        _note_death(Job.objects.filter(pk=job_id, state=State.RUNNING, worker=worker))
    return len(dead)


def park_exhausted() -> int:
    """Park the jobs whose last attempt ended in silence."""
    return _park(Job.objects.filter(is_lapsed(), attempt__gte=F("last_attempt")), error=f"Given up. Last: {SILENT}")


def pause_after(attempt: int) -> float:
    """Seconds until the next attempt: doubling, with jitter of a half to one and a half."""
    times = timing()
    pause: float = min(times.back_off * 2.0 ** (attempt - 1), times.back_off_cap)
    return pause * _jitter.uniform(0.5, 1.5)


def _is_alive(worker: str) -> bool:
    try:
        os.kill(int(worker.rpartition(":")[2]), 0)
    except ProcessLookupError:
        return False
    return True


def _note_death(held: QuerySet[Job]) -> None:
    held.update(deaths=F("deaths") + 1)
    _park(held.filter(deaths__gte=timing().deaths), error=f"It has ended its worker more than once. Last: {DIED}")
    _put_back(held, error=DIED, pause=timing().back_off)


def _claimable() -> QuerySet[Job]:
    return Job.objects.filter(is_due() | is_lapsed() & Q(attempt__lt=F("last_attempt")))


def _claimed(row: Job) -> Claim:
    return Claim(
        job_id=row.pk,
        kind=row.kind,
        args=row.args,
        attempt=row.attempt,
        scope_id=row.scope_id,
        requested_by=row.requested_by,
        correlation_id=row.correlation_id,
    )


def _put_back(rows: QuerySet[Job], *, error: str, pause: float) -> None:
    _park(rows.filter(attempt__gte=F("last_attempt")), error=f"Given up after the last attempt. Last: {error}")
    due = Now() + seconds(pause)
    rows.update(
        state=State.QUEUED, error=error, lease_until=None, worker="", not_before=due, rings=0, ring_again_at=due
    )


def _park(rows: QuerySet[Job], *, error: str) -> int:
    return rows.update(state=State.PARKED, error=error, lease_until=None, worker="", ended_at=None)
