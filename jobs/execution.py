"""One attempt at a job: claim it, keep its lease alive, run it, write down how it ended."""

import logging
import threading
from types import TracebackType
from uuid import UUID

from django.db import connection

from jobs import claims, registry
from jobs.outcomes import GiveUp, LeaseLost, NotFinished, RetryLater
from jobs.run import Run
from jobs.timing import timing
from ledger.domain.errors import DomainError, WrongExpectedVersion

log = logging.getLogger(__name__)


def run_job(job_id: UUID) -> bool:
    """Run a job if it is there to be claimed; false when the bell was stale."""
    claimed = claims.claim(job_id)
    if claimed:
        attempt(claimed)
    return claimed is not None


def run_next(queues: list[str]) -> bool:
    """Run the job that waits longest in these queues; false when there is none."""
    claimed = claims.claim_next(queues)
    if claimed:
        attempt(claimed)
    return claimed is not None


def attempt(claimed: claims.Claim) -> None:
    """Run a claimed job to its end; failures are written to its row, not raised."""
    with _EndNoted(claimed), _Heartbeat(claimed):
        run = Run(claimed)
        registry.handler_of(claimed.kind)(run)
        if not run.is_finished:
            raise NotFinished("The work ended without saying so.")


class _EndNoted:
    """The edge where every failure of a handler becomes a row; it sees them all and hides none."""

    def __init__(self, claimed: claims.Claim) -> None:
        self._claim = claimed

    def __enter__(self) -> None:
        log.info("job started", extra=self._fields())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        match error:
            case None:
                log.info("job done", extra=self._fields())
            case LeaseLost():
                log.warning("job lost to another attempt or cancelled", extra=self._fields())
            case RetryLater():
                claims.put_back(self._claim, error=error.sentence, after_seconds=error.after_seconds)
            case GiveUp():
                claims.park(self._claim, error=error.sentence)
            case Exception():
                self._note(error)
            case _:
                claims.give_back(self._claim)
                return False
        return True

    def _note(self, error: Exception) -> None:
        if isinstance(error, DomainError) and not isinstance(error, WrongExpectedVersion):
            claims.park(self._claim, error=error.sentence)
            return
        log.error("job failed", extra=self._fields(), exc_info=error)
        claims.put_back(self._claim, error=f"{type(error).__name__}: {error}"[:2000])

    def _fields(self) -> dict[str, object]:
        return {"job_id": str(self._claim.job_id), "job_kind": self._claim.kind, "attempt": self._claim.attempt}


class _Heartbeat:
    """A thread with a connection of its own that lengthens the lease while the handler works."""

    def __init__(self, claimed: claims.Claim) -> None:
        self._claim = claimed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="job-heartbeat", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._stop.wait(timing().heartbeat) and claims.extend(self._claim):
                pass
        finally:
            connection.close()
