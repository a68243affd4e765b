"""What the bell has missed: waiting jobs are rung again, silent ones found, periodic ones promised."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from jobs import bell, claims, registry
from jobs.models import Job
from jobs.services import promise_periodic
from jobs.timing import timing

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sweep(*, at: datetime) -> int:
    """Park what is exhausted, promise what is due by now, ring for what waits, oldest first.

    Returns:
        The number of bells rung.
    """
    keep_up(at=at)
    return sum(_ring(job_id, queue) for job_id, queue in _unheard())


def keep_up(*, at: datetime) -> None:
    """Park what is exhausted and promise what is due, without a bell."""
    claims.park_exhausted()
    for kind in registry.periodic_kinds():
        promise_periodic(kind=kind.name, queue=kind.queue, due_at=_last_due(kind.every or timedelta(days=1), at))


def _unheard() -> list[tuple[UUID, str]]:
    unheard = Job.objects.filter(claims.is_due() | claims.is_lapsed(), Q(ring_again_at__lte=Now()))
    return list(unheard.order_by("created_at", "id").values_list("pk", "queue")[: timing().rings_a_sweep])


def _ring(job_id: UUID, queue: str) -> bool:
    mine = bell.ring_again(job_id)
    if mine:
        bell.ring(job_id=job_id, queue=queue)
    return mine


def _last_due(every: timedelta, at: datetime) -> datetime:
    """The latest full period, counted from 1970, so that every sweeper names the same time."""
    return EPOCH + (at - EPOCH) // every * every
