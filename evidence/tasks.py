"""Work on files that workers do: look into them, remake what was drawn from them, check that they stand."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from evidence import processes, uploads
from jobs.registry import job
from jobs.run import Run


@job("evidence.process", queue="ingest", label="Look into a file", result_page="evidence:exhibit")
def process(run: Run) -> None:
    """Take every step of an exhibit that waits; a killed run goes on where it was."""
    processes.take_waiting_steps(run, UUID(run.args["exhibit_id"]))


@job("evidence.take_in", queue="ingest", label="Take in an uploaded file", result_page="evidence:exhibit")
def take_in(run: Run) -> None:
    """Hash what has arrived whole, and make it an exhibit."""
    uploads.take_in(run, UUID(run.args["upload_id"]), at=timezone.now())


@job(
    "evidence.sweep_uploads", queue="ingest", label="Throw away uploads that nobody finished", every=timedelta(hours=1)
)
def sweep_uploads(run: Run) -> None:
    """Empty the quarantine of what nobody sends any more."""
    uploads.sweep(at=timezone.now())
    with run.finish_without_events():
        pass


@job("evidence.redraw", queue="ingest", label="Draw text and pictures from a file again")
def redraw(run: Run) -> None:
    """Remake text and pictures of an exhibit without adding to the log."""
    processes.redraw(run, UUID(run.args["exhibit_id"]))


@job("evidence.fixity", queue="ingest", label="Check that stored files stand", every=timedelta(days=7))
def fixity(run: Run) -> None:
    """Hash every stored original; a difference opens an incident."""
    processes.check_all(run)
