"""How a worker goes through the steps of an exhibit and keeps what they draw from its file."""

import re
import tempfile
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from accounts.domain.actor import SYSTEM_ID
from evidence import drawn, queries, store
from evidence.domain.events import StepFinished
from evidence.domain.exhibit import Exhibit
from evidence.models import Exhibit as Row
from evidence.models import StepRun
from evidence.processing.limits import Limits, standard_limits
from evidence.processing.names import as_claimed
from evidence.processing.results import Isolation, Step, StepResult
from evidence.processing.runner import run_step, strongest_isolation
from jobs.outcomes import GiveUp
from jobs.run import Run
from ledger.unit_of_work import unit_of_work

ASCII_KEY = re.compile(r"[^ -~]|\$")


def take_waiting_steps(run: Run, exhibit_id: UUID) -> None:
    """Take the waiting steps one by one; each end is an event, the last one ends the job."""
    _require_isolation()
    run.result_ref = str(exhibit_id)
    row = queries.exhibit(exhibit_id)
    waiting = _waiting(exhibit_id)
    taken = 0
    while waiting:
        run.progress(waiting[0].step, done=taken, total=taken + len(waiting))
        waiting = _take(run, row, step_run=waiting[0], others=waiting[1:])
        taken += 1
    if not run.is_finished:
        with run.finish_without_events():
            pass


def redraw(run: Run, exhibit_id: UUID) -> None:
    """Run the steps that have ended again and replace what they drew, without events."""
    _require_isolation()
    row = queries.exhibit(exhibit_id)
    ended = [step for step in queries.steps(exhibit_id) if step.outcome]
    with tempfile.TemporaryDirectory(prefix="interdict-draw-") as folder:
        looks: list[tuple[StepResult, Path]] = []
        for step_run in ended:
            run.progress(step_run.step, done=len(looks), total=len(ended))
            out = Path(folder) / step_run.step
            looks.append((_look(row, step_run=step_run, out=out), out))
        kept = [drawn.take_in(result, folder=out) for result, out in looks]
        with run.finish_without_events():
            for one in kept:
                one.write(exhibit_id)


def check_all(run: Run) -> None:
    """Check every exhibit's stored bytes."""
    rows = list(Row.objects.order_by("id"))
    for done, row in enumerate(rows):
        run.progress("Checking", done=done, total=len(rows))
        check_one(row, at=timezone.now())
    with run.finish_without_events():
        pass


def check_one(row: Row, *, at: datetime) -> bool:
    """Check one exhibit's stored bytes, as the installation itself; a known damage is not told twice."""
    found = store.hash_of(row.sha256)
    if found != row.sha256 and row.open_incidents:
        return False
    with unit_of_work(actor_id=SYSTEM_ID, at=at) as work:
        return work.load(Exhibit, row.id).check_fixity(found_sha256=found, incident_id=uuid4())


def _take(run: Run, row: Row, *, step_run: StepRun, others: list[StepRun]) -> list[StepRun]:
    """Take one step, record its end with what it drew, and answer what waits then."""
    with tempfile.TemporaryDirectory(prefix="interdict-draw-") as folder:
        result = _look(row, step_run=step_run, out=Path(folder))
        kept = drawn.take_in(result, folder=Path(folder))
    ended = _ended(result)
    known = {one.step for one in queries.steps(row.id)}
    is_last = not others and not set(ended.next_steps) - known
    with unit_of_work(
        actor_id=SYSTEM_ID,
        at=timezone.now(),
        before_commit=run.fence if is_last else run.hold,
        correlation_id=run.correlation_id,
    ) as work:
        work.load(Exhibit, row.id).finish_step(ended)
        kept.write(row.id)
    return [] if is_last else _waiting(row.id)


def _look(row: Row, *, step_run: StepRun, out: Path) -> StepResult:
    source = store.path_of(row.sha256)
    if not source.is_file():
        raise GiveUp("The stored file is not there. Check the fixity of the exhibit.")
    limits = _limits(step_run.wanted_limits)
    name = as_claimed(row.file_name)
    return run_step(Step(step_run.step), source=source, out_dir=out, limits=limits, claimed_name=name)


def _limits(wanted: dict[str, int]) -> Limits:
    known = {name: value for name, value in wanted.items() if name in asdict(standard_limits())}
    return replace(standard_limits(), **known)


def _ended(result: StepResult) -> StepFinished:
    facts = result.facts if result.step is Step.IDENTIFY else {}
    return StepFinished(
        step=result.step.value,
        outcome=result.outcome.value,
        reason=result.reason,
        isolation=result.isolation.value,
        media_type=str(facts.get("media_type", ""))[:120],
        tools={ASCII_KEY.sub("_", name)[:100]: str(version) for name, version in result.tools.items()},
        limits={name: str(value) for name, value in asdict(result.limits).items()},
        findings=tuple((finding.code, finding.sentence) for finding in result.findings),
        next_steps=tuple(step for step in facts.get("steps", []) if step in {known.value for known in Step}),
    )


def _waiting(exhibit_id: UUID) -> list[StepRun]:
    return [step for step in queries.steps(exhibit_id) if not step.outcome]


def _require_isolation() -> None:
    if settings.EVIDENCE_ISOLATION_REQUIRED and strongest_isolation() is not Isolation.BUBBLEWRAP:
        raise GiveUp("Files are read only behind bubblewrap here, and bubblewrap does not work on this machine.")
