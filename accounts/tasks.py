"""Work for the installation as a whole."""

from datetime import timedelta

from django.utils import timezone

from accounts.domain.actor import SYSTEM_ID
from jobs.registry import job
from jobs.run import Run
from ledger import audit, signing, tree


@job("log.verify", queue="ingest", label="Verify the log", every=timedelta(days=1))
def verify_log(run: Run) -> None:
    """Audit the log and record how far it holds."""
    run.progress("Looking through the log")
    audit.verify(by=run.requested_by or SYSTEM_ID, at=timezone.now(), before_commit=run.fence)


@job("log.seal", queue="fast", label="Seal the log", every=timedelta(minutes=1))
def seal_log(run: Run) -> None:
    """Sign a head over what is new in the log; nothing new leaves the last head."""
    signing.announce_keys(by=SYSTEM_ID, at=timezone.now())
    with run.finish_without_events():
        tree.seal(at=timezone.now())
