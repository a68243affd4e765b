"""Promise work, cancel it, let a parked job run again."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from jobs import bell
from jobs.models import OPEN, Job, State
from jobs.timing import seconds, timing
from ledger.domain.errors import NotFound, Refused


class JobHasEnded(Refused):
    """Only open or parked work can be cancelled."""

    sentence = "This work has already ended."


class JobNotParked(Refused):
    """Only parked work can run again."""

    sentence = "This work is not parked."


class OrderedAgain(Refused):
    """The same order is already being worked on."""

    sentence = "The same work was ordered again in the meantime and is still open."


def promise(
    *,
    kind: str,
    args: Mapping[str, UUID | str | int],
    queue: str,
    scope_id: UUID | None,
    requested_by: UUID | None,
    correlation_id: UUID,
    dedupe_key: str | None = None,
    at: datetime,
) -> UUID:
    """Promise work inside the caller's transaction; the bell rings once that is committed.

    `args` are ids, never facts. An open job with the same `dedupe_key` is answered instead of a second
    one; it may be running already, so the key must name what is worked on in its present state.
    """
    order = Job(
        id=uuid4(),
        kind=kind,
        queue=queue,
        args={name: value if isinstance(value, int) else str(value) for name, value in args.items()},
        scope_id=scope_id,
        requested_by=requested_by,
        correlation_id=correlation_id,
        dedupe_key=dedupe_key or "",
        promised_at=at,
    )
    return _insert_once(order, Job.objects.filter(dedupe_key=dedupe_key, state__in=OPEN) if dedupe_key else None)


def promise_periodic(*, kind: str, queue: str, due_at: datetime) -> UUID:
    """Promise the work of one period, once for each kind and due time however often it is asked for."""
    order = Job(id=uuid4(), kind=kind, queue=queue, due_at=due_at, promised_at=due_at)
    return _insert_once(order, Job.objects.filter(kind=kind, due_at=due_at))


def cancel(*, job_id: UUID, by: UUID) -> None:
    """Cancel work; a running attempt finds out between its steps and keeps nothing.

    Raises:
        NotFound: there is no such job.
        JobHasEnded: it is done or cancelled.
    """
    _require(job_id)
    open_or_parked = Job.objects.filter(pk=job_id, state__in=[*OPEN, State.PARKED])
    if not open_or_parked.update(state=State.CANCELLED, ended_at=Now(), lease_until=None, worker="", changed_by=by):
        raise JobHasEnded


def run_again(*, job_id: UUID, by: UUID) -> None:
    """Queue a parked job for as many attempts as a new one has.

    Raises:
        NotFound: there is no such job.
        JobNotParked: it is not parked.
        OrderedAgain: the same order is open as another job.
    """
    _require(job_id)
    try:
        with transaction.atomic():
            queued = _queue_again(job_id, by)
    except IntegrityError as taken:
        raise OrderedAgain from taken
    if not queued:
        raise JobNotParked


def _queue_again(job_id: UUID, by: UUID) -> bool:
    allowed = F("attempt") + timing().attempts
    queued = Job.objects.filter(pk=job_id, state=State.PARKED).update(
        state=State.QUEUED,
        last_attempt=allowed,
        deaths=0,
        not_before=Now(),
        ring_again_at=_first_sweep(),
        rings=0,
        changed_by=by,
    )
    if queued:
        _ring_on_commit(Job.objects.get(pk=job_id))
    return bool(queued)


def _insert_once(order: Job, same: QuerySet[Job] | None) -> UUID:
    """Insert without ever failing the caller's transaction: a job of the same order wins."""
    order.last_attempt, order.ring_again_at = timing().attempts, _first_sweep()
    while True:
        known = same.values_list("pk", flat=True).first() if same is not None else None
        if known:
            return known
        Job.objects.bulk_create([order], ignore_conflicts=True)
        if Job.objects.filter(pk=order.pk).exists():
            _ring_on_commit(order)
            return order.pk


def _ring_on_commit(job: Job) -> None:
    transaction.on_commit(partial(bell.ring, job_id=job.pk, queue=job.queue), robust=True)


def _first_sweep() -> Combinable:
    return Now() + seconds(timing().sweep)


def _require(job_id: UUID) -> None:
    if not Job.objects.filter(pk=job_id).exists():
        raise NotFound
