"""What the worker's parent process sees of its children: which died with which job."""

from typing import Any
from uuid import UUID

from billiard.exceptions import WorkerLostError
from celery.worker.request import Request
from django.db import connection

from jobs.claims import child_died


class RingRequest(Request):
    """A message in work; a child that dies with it is written down at once instead of after a lease."""

    def on_failure(self, exc_info: Any, send_failed_event: bool = True, return_ok: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Note a lost child; all else is the base class's."""
        if isinstance(exc_info.exception, WorkerLostError | SystemExit):
            self._note("The worker process died.")
        return super().on_failure(exc_info, send_failed_event=send_failed_event, return_ok=return_ok)

    def on_timeout(self, soft: bool, timeout: float) -> Any:  # noqa: FBT001
        """Note a child that is killed because it did not stop in time."""
        if not soft:
            self._note(f"It took longer than {timeout} seconds and was stopped.")
        return super().on_timeout(soft, timeout)

    def _note(self, how: str) -> None:
        try:
            child_died(job_id=UUID(self.kwargs["job_id"]), pid=self.worker_pid or 0, how=how)
        finally:
            connection.close()
