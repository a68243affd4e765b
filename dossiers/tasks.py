"""Work on dossiers that a worker does."""

from uuid import UUID

from dossiers.making import make
from jobs.registry import job
from jobs.run import Run


@job("dossiers.render", queue="render", label="Make a dossier", result_page="dossiers:dossier")
def render_dossier(run: Run) -> None:
    """Make the PDF that was ordered. Failure policy: what cannot be printed is an event, the rest retries."""
    make(run, dossier_id=UUID(run.args["dossier_id"]))
