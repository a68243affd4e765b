"""Work for the installation as a whole."""

from datetime import timedelta

from django.utils import timezone

from accounts.domain.actor import SYSTEM_ID
from jobs.registry import job
from jobs.run import Run
from ledger import audit


@job("log.verify", queue="ingest", label="Verify the log", every=timedelta(days=1))
def verify_log(run: Run) -> None:
    """Audit the log and record how far it holds."""
    run.progress("Looking through the log")
    audit.verify(by=run.requested_by or SYSTEM_ID, at=timezone.now(), before_commit=run.fence)
