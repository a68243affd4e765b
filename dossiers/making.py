"""From an order to a stored PDF, inside a job; and once more from the record, to compare."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from accounts.domain.actor import SYSTEM_ID
from dossiers import queries, store
from dossiers.compose import Composition, compose
from dossiers.domain.dossier import Dossier, Made, State
from dossiers.domain.events import Edition
from dossiers.domain.refusals import NotRequested
from dossiers.models import Dossier as Row
from dossiers.rendering.failures import RenderCancelled, RenderFailed
from dossiers.rendering.render import Progress, Rendered, render
from jobs.outcomes import Cancelled, GiveUp
from jobs.run import Run
from ledger.unit_of_work import unit_of_work


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a second rendering from the record gave; hashes are lowercase hex."""

    recorded_sha256: str
    sha256: str
    stored_is_sound: bool

    @property
    def is_equal(self) -> bool:
        """True when the same bytes came out, and those that are stored still have their hash."""
        return self.recorded_sha256 == self.sha256 and self.stored_is_sound


def make(run: Run, *, dossier_id: UUID) -> None:
    """Compose, render, store, record; the job ends in the transaction of the event.

    Raises:
        NotRequested: the dossier was changed or cancelled meanwhile.
        Cancelled, LeaseLost: the job is not this worker's any more.
    """
    row = queries.dossier(dossier_id)
    if row.job_id != run.job_id:
        raise NotRequested
    edition = Edition.FINAL if row.state == State.APPROVED.value else Edition.DRAFT
    run.result_ref = str(dossier_id)
    run.progress("Reading the case")
    composition = compose(row, edition=edition)
    try:
        made = _make(run, composition)
    except RenderFailed as failed:
        with unit_of_work(actor_id=SYSTEM_ID, at=timezone.now(), before_commit=run.fence) as work:
            work.load(Dossier, dossier_id).fail(reason=failed.sentence, job_id=run.job_id)
        return
    with unit_of_work(actor_id=SYSTEM_ID, at=timezone.now(), before_commit=run.fence) as work:
        work.load(Dossier, dossier_id).take(made, edition=edition, job_id=run.job_id)


def compare(run: Run, *, dossier_id: UUID) -> None:
    """Render a dossier once more from the record and note whether the same bytes came out.

    Raises:
        NotRequested: it was never made, or made anew meanwhile.
        GiveUp: it cannot be printed any more.
        Cancelled, LeaseLost: the job is not this worker's any more.
    """
    row = queries.dossier(dossier_id)
    run.result_ref = str(dossier_id)
    try:
        found = render_again(row, run=run)
    except RenderFailed as failed:
        raise GiveUp(failed.sentence) from failed
    with unit_of_work(actor_id=SYSTEM_ID, at=timezone.now(), before_commit=run.fence) as work:
        work.load(Dossier, dossier_id).compare(
            recorded_sha256=found.recorded_sha256, sha256=found.sha256, is_equal=found.is_equal
        )


def render_again(row: Row, *, run: Run | None = None) -> Comparison:
    """Compose and render a dossier once more at its position, and compare the bytes with the recorded ones.

    Raises:
        NotRequested: it was never made.
        RenderFailed: it cannot be printed any more.
    """
    if not row.sha256:
        raise NotRequested
    composition = compose(row, edition=Edition(row.edition))
    with store.workplace() as folder:
        again = _rendered(composition, out=folder / "dossier.pdf", run=run)
    return Comparison(recorded_sha256=row.sha256, sha256=again.sha256, stored_is_sound=_is_sound(row.sha256))


def _make(run: Run, composition: Composition) -> Made:
    with store.workplace() as folder:
        out = folder / "dossier.pdf"
        rendered = _rendered(composition, out=out, run=run)
        sha256 = store.keep(out)
    return Made(
        sha256=sha256,
        size_bytes=rendered.size_bytes,
        pages=rendered.pages,
        content_sha256=composition.content_sha256,
        blocked=composition.blocked,
        warnings=rendered.warnings,
    )


def _rendered(composition: Composition, *, out: Path, run: Run | None = None) -> Rendered:
    def show(progress: Progress) -> None:
        if run:
            run.progress(progress.step, done=progress.done, total=progress.total)

    is_cancelled = run.is_cancelled if run else lambda: False
    try:
        return render(composition.document, composition.assets, out=out, on_progress=show, is_cancelled=is_cancelled)
    except RenderCancelled as cancelled:
        raise Cancelled from cancelled


def _is_sound(sha256: str) -> bool:
    path = store.path_of(sha256)
    return path.is_file() and store.hash_of(path) == sha256
