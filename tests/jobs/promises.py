"""Promised work for tests: kinds that are registered here, and rows that are put into a state."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from django.db.models import F
from django.db.models.functions import Now

from jobs import registry, services
from jobs.models import Job
from jobs.run import Run
from jobs.timing import seconds
from tests.people import ADA, NOON

KIND = "tests.work"


def promised(**changes: object) -> UUID:
    """A job of the test kind, asked for by Ada."""
    order = {
        "kind": KIND,
        "args": {"exhibit_id": uuid4()},
        "queue": "fast",
        "scope_id": None,
        "requested_by": ADA,
        "correlation_id": uuid4(),
        "at": NOON,
    }
    return services.promise(**{**order, **changes})


@contextmanager
def handled_by(handler: Callable[[Run], None], kind: str = KIND) -> Iterator[None]:
    """The kind is done by this function while the block lasts."""
    registry._kinds[kind] = registry.Kind(name=kind, queue="fast", label="Try something", handler=handler)
    try:
        yield
    finally:
        del registry._kinds[kind]


def finish(run: Run) -> None:
    """A handler without effects."""
    with run.finish_without_events():
        pass


def row(job_id: UUID) -> Job:
    """The row as it is now."""
    return Job.objects.get(pk=job_id)


def let_pass(job_id: UUID, *, number: float) -> None:
    """Move everything the row waits for into the past."""
    ago = seconds(number)
    Job.objects.filter(pk=job_id).update(
        not_before=F("not_before") - ago,
        lease_until=F("lease_until") - ago,
        ring_again_at=F("ring_again_at") - ago,
        created_at=Now() - ago,
    )
