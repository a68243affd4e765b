"""The child's side: read the job, take the one step, leave a report. Started by `runner`, inside the walls."""

import importlib
import re
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import msgspec

from evidence.processing.context import Context, StepEnded
from evidence.processing.limits import Limits
from evidence.processing.results import Outcome
from evidence.processing.wire import REPORT_BYTES, REPORT_NAME, Job, Report, storable

STEPS = {
    "identify": "evidence.processing.identify",
    "text": "evidence.processing.text",
    "images": "evidence.processing.pictures.step",
    "archive": "evidence.processing.archive",
}
OUT_OF_MEMORY = "The file needs more memory than a step may use."


def main() -> None:
    """Take one step; the job comes as JSON on the standard input."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    context = Context(
        source=Path(job.source),
        out_dir=Path(job.out_dir),
        tmp_dir=Path(job.tmp_dir),
        limits=msgspec.convert(job.limits, Limits),
        claimed_name=job.claimed_name,
    )
    sys.excepthook = lambda kind, value, trace: _report_crash(context, kind=kind, trace=trace)
    outcome, reason = _take(job.step, context)
    _leave(context, outcome=outcome, reason=reason)


def _take(step: str, context: Context) -> tuple[Outcome, str]:
    """Every step module has `run(context)`; it ends with an outcome and a sentence, or with StepEnded."""
    if context.size_bytes == 0 and step != "identify":
        return Outcome.EMPTY, "The file has no bytes."
    try:
        outcome, reason = importlib.import_module(STEPS[step]).run(context)
    except StepEnded as ended:
        if ended.code:
            context.find(ended.code, ended.sentence)
        return ended.outcome, ended.sentence
    except MemoryError:
        return Outcome.REFUSED, OUT_OF_MEMORY
    return outcome, reason


def _report_crash(context: Context, *, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Name the failure and its place in this package, never the content that caused it."""
    if issubclass(kind, MemoryError) or _memory_was_short(context):
        _leave(context, outcome=Outcome.REFUSED, reason=OUT_OF_MEMORY)
        return
    place = ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if "processing" in path.parts:
            place = f"{path.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    context.facts["crashed_at"] = place
    _leave(context, outcome=Outcome.CRASHED, reason=f"The reader failed on the file ({kind.__name__}).")


def _memory_was_short(context: Context) -> bool:
    """Libraries in other languages say many things when memory ends; the kernel's peak says it plainly."""
    match = re.search(r"VmPeak:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return match is not None and int(match[1]) * 1024 > context.limits.memory_bytes * 0.85


def _leave(context: Context, *, outcome: Outcome, reason: str) -> None:
    """Write the report, without facts when they would make it too large."""
    content = _encoded(context, outcome=outcome, reason=reason)
    if len(content) > REPORT_BYTES:
        context.find("facts_cap", "The facts were too many to keep.")
        context.facts = {}
        content = _encoded(context, outcome=outcome, reason=reason)
    (context.out_dir / REPORT_NAME).write_bytes(content)


def _encoded(context: Context, *, outcome: Outcome, reason: str) -> bytes:
    report = Report(
        outcome=cast("Any", outcome.value),  # a child never says timed_out
        reason=storable(reason)[:600],
        facts=storable(context.facts),
        findings=[(code, storable(sentence)[:600]) for code, sentence in context.findings],
        tools=context.tools,
    )
    return msgspec.json.encode(report)
