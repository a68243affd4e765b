"""Work on files that workers do: look into them, remake what was drawn from them, check that they stand."""

from datetime import timedelta
from uuid import UUID

from evidence import processes
from jobs.registry import job
from jobs.run import Run


@job("evidence.process", queue="ingest", label="Look into a file", result_page="evidence:exhibit")
def process(run: Run) -> None:
    """Take every step of an exhibit that waits; a killed run goes on where it was."""
    processes.take_waiting_steps(run, UUID(run.args["exhibit_id"]))


@job("evidence.redraw", queue="ingest", label="Draw text and pictures from a file again")
def redraw(run: Run) -> None:
    """Remake text and pictures of an exhibit without adding to the log."""
    processes.redraw(run, UUID(run.args["exhibit_id"]))


@job("evidence.fixity", queue="ingest", label="Check that stored files stand", every=timedelta(days=7))
def fixity(run: Run) -> None:
    """Hash every stored original; a difference opens an incident."""
    processes.check_all(run)
