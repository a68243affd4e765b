"""What a handler is given: its arguments, progress, and the fence that ends the job with its effects."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from jobs import claims
from jobs.models import Job, State
from jobs.outcomes import Cancelled, LeaseLost

PROGRESS_EVERY = 0.5


class Run:
    """One attempt at a job.

    A handler ends in one of two ways, so that its effects and the job's end are one transaction:

        with unit_of_work(actor_id=..., at=..., before_commit=run.fence) as work: ...
        with run.finish_without_events(): ...rows...

    `result_ref` may be set before; it is kept with the job.
    """

    def __init__(self, claim: claims.Claim) -> None:
        self._claim = claim
        self._shown = ("", 0.0)
        self.job_id: UUID = claim.job_id
        self.args = claim.args
        self.attempt = claim.attempt
        self.scope_id = claim.scope_id
        self.requested_by = claim.requested_by
        self.correlation_id = claim.correlation_id
        self.result_ref = ""
        self.is_finished = False

    def fence(self) -> None:
        """End the job inside the transaction of its effects.

        Raises:
            LeaseLost: another attempt holds it, or it was cancelled; the transaction must not commit.
        """
        ended = claims.held(self._claim).update(
            state=State.DONE, ended_at=Now(), lease_until=None, worker="", error="", result_ref=self.result_ref
        )
        if not ended:
            self._refuse()
        self.is_finished = True

    def hold(self) -> None:
        """For `before_commit` of a step that is not the last: the effects count only while the job is held.

        Raises:
            LeaseLost: another attempt holds it, or it was cancelled.
        """
        if not claims.extend(self._claim):
            self._refuse()

    @contextmanager
    def finish_without_events(self) -> Iterator[None]:
        """Write rows and end the job in one transaction.

        Raises:
            LeaseLost: see `fence`; the rows are rolled back.
        """
        with transaction.atomic(durable=True):
            yield
            self.fence()

    def progress(self, step: str, *, done: int = 0, total: int | None = None) -> None:
        """Say how far the work is; equal steps are written at most twice a second.

        Raises:
            LeaseLost: go no further, the work is another's or was cancelled.
        """
        last_step, last_at = self._shown
        if step == last_step and done != total and time.monotonic() - last_at < PROGRESS_EVERY:
            return
        self._shown = (step, time.monotonic())
        if not claims.held(self._claim).update(step=step[:200], done_count=done, total_count=total):
            self._refuse()

    def is_cancelled(self) -> bool:
        """Whether a person has cancelled the job."""
        return Job.objects.filter(pk=self.job_id, state=State.CANCELLED).exists()

    def check_cancelled(self) -> None:
        """Stop between steps when there is no use in going on.

        Raises:
            Cancelled: a person has cancelled the job.
            LeaseLost: another attempt holds it.
        """
        if not claims.held(self._claim).exists():
            self._refuse()

    def _refuse(self) -> None:
        raise Cancelled if self.is_cancelled() else LeaseLost
