"""What pages, the programming interface and operators ask about promised work."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Now

from jobs.bell import FAILED_RINGS
from jobs.claims import is_lapsed
from jobs.models import OPEN, Job, Queue, State, Tally
from jobs.registry import label_of
from jobs.transport import set_aside_count
from ledger.domain.errors import NotFound

LIVE = (*OPEN, State.PARKED)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a job is; `elapsed_seconds` counts from the start of its last attempt, 0 before the first."""

    job_id: UUID
    kind: str
    label: str
    state: State
    step: str
    done: int
    total: int | None
    elapsed_seconds: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempt: int
    error: str
    result_ref: str
    scope_id: UUID | None
    requested_by: UUID | None

    @property
    def is_moving(self) -> bool:
        """Whether it is worth looking again: queued or running."""
        return self.state in OPEN

    @property
    def can_cancel(self) -> bool:
        """Whether the state allows cancelling."""
        return self.state in LIVE

    @property
    def can_run_again(self) -> bool:
        """Whether it waits for a person."""
        return self.state == State.PARKED


@dataclass(frozen=True, kw_only=True)
class Gauges:
    """Numbers for operators; `oldest_waiting_seconds` by queue is the one to alarm on."""

    waiting: dict[str, int]
    oldest_waiting_seconds: dict[str, int]
    running: int
    lapsed: int
    parked: int
    failed_rings: int
    set_aside: int


def progress(job_id: UUID) -> Progress:
    """A job by its id; whether the asker may see it is asked at `jobs.permissions`.

    Raises:
        NotFound: there is no such job.
    """
    found = _timed(Job.objects.filter(pk=job_id)).first()
    if found is None:
        raise NotFound
    return _progress(found)


def progress_then(job_id: UUID, *, at: datetime | None) -> Progress:
    """A job as it stood at a time: what happened later is not told. Work is no part of the log; its times are.

    Raises:
        NotFound: nobody had promised it by then.
    """
    row = _timed(Job.objects.filter(pk=job_id)).first()
    if row is None or at is None or row.promised_at > at:
        raise NotFound
    now = _progress(row)
    if row.ended_at is not None and row.ended_at <= at:
        return now
    has_begun = row.started_at is not None and row.started_at <= at
    state, since = (State.RUNNING, row.started_at) if has_begun else (State.QUEUED, None)
    later: dict[str, Any] = {"step": "", "done": 0, "total": None, "error": "", "result_ref": "", "ended_at": None}
    return replace(now, state=state, started_at=since, attempt=row.attempt if has_begun else 0, **later)


def jobs_of(
    *,
    person_id: UUID,
    scopes: Collection[UUID | None],
    states: Collection[str] = (),
    scope_id: UUID | None = None,
    limit: int = 200,
) -> list[Progress]:
    """Newest first: what the person asked for, and all work of the scopes the person reads."""
    return [
        _progress(row)
        for row in _timed(visible_to(person_id=person_id, scopes=scopes, states=states, scope_id=scope_id))[:limit]
    ]


def visible_to(
    *, person_id: UUID, scopes: Collection[UUID | None], states: Collection[str] = (), scope_id: UUID | None = None
) -> QuerySet[Job]:
    """The same as a queryset, for tables."""
    mine = Q(requested_by=person_id) | Q(scope_id__in=[scope for scope in scopes if scope])
    if None in scopes:
        mine |= Q(scope_id=None)
    rows = Job.objects.filter(mine)
    if states:
        rows = rows.filter(state__in=states)
    if scope_id:
        rows = rows.filter(scope_id=scope_id)
    return rows.order_by("-created_at", "-id")


def with_times(rows: QuerySet[Job]) -> QuerySet[Job]:
    """Rows that `shown` can take, for a table that pages by itself."""
    return _timed(rows)


def shown(row: Job) -> Progress:
    """A row of `with_times` as pages show it."""
    return _progress(row)


def count_open(*, person_id: UUID, scopes: Collection[UUID | None]) -> int:
    """How much work is queued or running."""
    return visible_to(person_id=person_id, scopes=scopes, states=OPEN).count()


def count_parked(*, person_id: UUID, scopes: Collection[UUID | None]) -> int:
    """How much work waits for a person."""
    return visible_to(person_id=person_id, scopes=scopes, states=[State.PARKED]).count()


def waiting_since(queue: str | None = None) -> tuple[int, datetime | None]:
    """How many jobs wait that could run, and since when: "3 jobs waiting since 14:02"."""
    rows = Job.objects.filter(state=State.QUEUED, not_before__lte=Now())
    found = (rows.filter(queue=queue) if queue else rows).aggregate(number=Count("pk"), since=Min("not_before"))
    return found["number"], found["since"]


def gauges() -> Gauges:
    """The numbers of this installation."""
    states = dict(Job.objects.values_list("state").annotate(number=Count("pk")).order_by("state"))
    waiting = Job.objects.filter(state=State.QUEUED, not_before__lte=Now()).values("queue")
    by_queue = waiting.annotate(number=Count("pk"), age=_since(Min("not_before"))).order_by("queue")
    rows = {row["queue"]: row for row in by_queue}
    return Gauges(
        waiting={queue: rows[queue]["number"] if queue in rows else 0 for queue in Queue.values},
        oldest_waiting_seconds={queue: _whole(rows[queue]["age"]) if queue in rows else 0 for queue in Queue.values},
        running=states.get(State.RUNNING, 0),
        lapsed=Job.objects.filter(is_lapsed()).count(),
        parked=states.get(State.PARKED, 0),
        failed_rings=Tally.objects.filter(pk=FAILED_RINGS).values_list("number", flat=True).first() or 0,
        set_aside=set_aside_count(Path(settings.BROKER_URL.partition("://")[2])) if _has_folder() else 0,
    )


def _has_folder() -> bool:
    return str(settings.BROKER_URL).startswith("filesystem://")


def _timed(rows: QuerySet[Job]) -> QuerySet[Job]:
    end = Coalesce(F("ended_at"), Now())
    return rows.annotate(elapsed=ExpressionWrapper(end - F("started_at"), output_field=DurationField()))


def _since(moment: Min) -> "ExpressionWrapper[Combinable]":
    return ExpressionWrapper(Now() - moment, output_field=DurationField())


def _whole(length: timedelta | None) -> int:
    return max(0, int(length.total_seconds())) if length else 0


def _progress(row: Job) -> Progress:
    return Progress(
        job_id=row.pk,
        kind=row.kind,
        label=label_of(row.kind),
        state=State(row.state),
        step=row.step,
        done=row.done_count,
        total=row.total_count,
        elapsed_seconds=_whole(cast("Any", row).elapsed),  # annotated by _timed
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        attempt=row.attempt,
        error=row.error,
        result_ref=row.result_ref,
        scope_id=row.scope_id,
        requested_by=row.requested_by,
    )
