"""Work on dossiers that a worker does."""

from uuid import UUID

from dossiers.making import compare, make
from jobs.registry import job
from jobs.run import Run


@job("dossiers.render", queue="render", label="Make a dossier", result_page="dossiers:dossier")
def render_dossier(run: Run) -> None:
    """Make the PDF that was ordered. Failure policy: what cannot be printed is an event, the rest retries."""
    make(run, dossier_id=UUID(run.args["dossier_id"]))


@job("dossiers.compare", queue="render", label="Make a dossier once more", result_page="dossiers:dossier")
def compare_dossier(run: Run) -> None:
    """Make the PDF from the record and compare. Failure policy: it retries; nothing but the comparison is kept."""
    compare(run, dossier_id=UUID(run.args["dossier_id"]))
