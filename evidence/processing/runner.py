"""The parent's side: run one step on one file in a child, and believe nothing that the child says unchecked."""

import shutil
import signal
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import msgspec

from evidence.processing import confinement, produced
from evidence.processing.confinement import Ending, Place, Stopped, strongest_isolation
from evidence.processing.limits import Limits, standard_limits
from evidence.processing.results import Finding, Isolation, Outcome, Step, StepResult
from evidence.processing.wire import Job, Report, storable

__all__ = ["Isolation", "Limits", "OutputFolderNotEmpty", "Step", "StepResult", "run_step", "strongest_isolation"]

BOOT = "import sys; sys.path[:0] = sys.argv[1:]; from evidence.processing.child import main; main()"
SIGNAL_REASONS: dict[int, str] = {
    signal.SIGKILL: "The step was killed, most likely because it needed too much memory.",
    signal.SIGSEGV: "The library that read the file crashed on it.",
    signal.SIGABRT: "The library that read the file gave up, most likely because it needed too much memory.",
}


class OutputFolderNotEmpty(Exception):
    """A step writes into an empty folder, so that everything in it is its own."""


def run_step(
    step: Step,
    *,
    source: Path,
    out_dir: Path,
    limits: Limits | None = None,
    claimed_name: str = "",
    isolation: Isolation | None = None,
) -> StepResult:
    """Look into one file in a child process and say how that ended.

    Files stay in `out_dir` (made when absent) only as listed in the result. Whatever the file does, this returns;
    it raises only for what the caller did wrong.

    Raises:
        OutputFolderNotEmpty: `out_dir` holds something already.
        FileNotFoundError: there is no `source`.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    if any(out_dir.iterdir()):
        raise OutputFolderNotEmpty(str(out_dir))
    limits, isolation = limits or standard_limits(), isolation or strongest_isolation()
    with tempfile.TemporaryDirectory(prefix="interdict-step-") as tmp:
        place = Place(source=source.resolve(strict=True), out_dir=out_dir.resolve(), tmp_dir=Path(tmp))
        job = _job(step, place=place, limits=limits, claimed_name=claimed_name, isolation=isolation)
        ending = confinement.confine(
            child_program(isolation), place=place, limits=limits, isolation=isolation, stdin=msgspec.json.encode(job)
        )
        report = _judge(ending, out_dir=place.out_dir, limits=limits)
    return _result(report, step=step, out_dir=place.out_dir, limits=limits, isolation=isolation, ending=ending)


def child_program(isolation: Isolation) -> list[str]:
    """The command that starts the child: the bare interpreter, isolated, with this package and the libraries."""
    home = Path("/app") if isolation is Isolation.BUBBLEWRAP else confinement.PACKAGE.parent.parent
    paths = [str(home), *map(str, confinement.LIBRARIES)]
    return [str(confinement.INTERPRETER), "-I", "-S", "-B", "-X", "utf8", "-c", BOOT, *paths]


def _job(step: Step, *, place: Place, limits: Limits, claimed_name: str, isolation: Isolation) -> Job:
    seen = place.inside() if isolation is Isolation.BUBBLEWRAP else place
    return Job(
        step=step.value,
        source=str(seen.source),
        out_dir=str(seen.out_dir),
        tmp_dir=str(seen.tmp_dir),
        claimed_name=storable(claimed_name),
        limits=asdict(limits),
    )


def _judge(ending: Ending, *, out_dir: Path, limits: Limits) -> Report | tuple[Outcome, str]:
    """The child's report when it may be believed, else the outcome and reason that the parent saw."""
    if ending.stopped is Stopped.BY_THE_CLOCK:
        return Outcome.TIMED_OUT, f"The step was ended after {limits.wall_seconds:g} seconds."
    if ending.signal == signal.SIGXCPU:
        return Outcome.TIMED_OUT, f"The step was ended after {limits.cpu_seconds} seconds of computing."
    if ending.stopped is Stopped.FOR_ITS_OUTPUT:
        return Outcome.REFUSED, f"The step wrote more than {limits.produced_bytes:,} bytes and was ended."
    if ending.signal is not None:
        return Outcome.CRASHED, _crash_reason(ending.signal)
    try:
        return produced.take_report(out_dir)
    except produced.ReportNotUsable as problem:
        return Outcome.CRASHED, str(problem)


def _crash_reason(number: int) -> str:
    return SIGNAL_REASONS.get(number, f"The step was ended by signal {number}.")


def _result(
    report: Report | tuple[Outcome, str],
    *,
    step: Step,
    out_dir: Path,
    limits: Limits,
    isolation: Isolation,
    ending: Ending,
) -> StepResult:
    try:
        files = produced.take_files(out_dir, limits=limits) if isinstance(report, Report) else ()
    except produced.FileNotAcceptable as problem:
        report = Outcome.CRASHED, str(problem)
    if not isinstance(report, Report):
        outcome, reason = report
        files, report = (), Report(outcome="crashed", reason=reason, facts={}, findings=[], tools={})
        _empty(out_dir)
    else:
        outcome, reason = Outcome(report.outcome), report.reason
    return StepResult(
        step=step,
        outcome=outcome,
        reason=storable(reason),
        facts=storable(report.facts),
        files=files,
        tools={"python": sys.version.split()[0], **storable(report.tools)},
        findings=tuple(Finding(code, storable(sentence)) for code, sentence in report.findings),
        limits=limits,
        isolation=isolation,
        seconds=round(ending.seconds, 3),
    )


def _empty(folder: Path) -> None:
    """Nothing half written stays."""
    for item in folder.iterdir():
        if item.is_dir() and not item.is_symlink():
            shutil.rmtree(item)
        else:
            item.unlink()
