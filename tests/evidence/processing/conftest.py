"""`look` takes one step on one made file and hands back the result with its text."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evidence.processing import child, runner
from evidence.processing.confinement import Ending, Stopped
from evidence.processing.context import Context
from evidence.processing.limits import Limits
from evidence.processing.results import Isolation, Step, StepResult
from evidence.processing.wire import Entry, Segment, read_entries, read_segments


@dataclass(frozen=True)
class Seen:
    """A result, its folder, and short ways to what tests ask for."""

    result: StepResult
    folder: Path

    @property
    def codes(self) -> set[str]:
        return {finding.code for finding in self.result.findings}

    @property
    def segments(self) -> list[Segment]:
        path = self.folder / "segments.jsonl"
        return list(read_segments(path)) if path.exists() else []

    @property
    def entries(self) -> list[Entry]:
        return list(read_entries(self.folder / "entries.jsonl"))

    @property
    def text(self) -> str:
        return "\n".join(segment.text for segment in self.segments)

    @property
    def names(self) -> list[str]:
        return [file.name for file in self.result.files]


@pytest.fixture
def look(tmp_path: Path) -> Callable[..., Seen]:
    """Take the step in this process and judge its report as the parent does: quick, and measured for coverage."""

    def run(step: Step, content: bytes, *, name: str = "", limits: Limits | None = None) -> Seen:
        folder = _folders(tmp_path, content)
        limits = limits or Limits()
        context = Context(
            source=folder / "source", out_dir=folder / "out", tmp_dir=folder / "tmp", limits=limits, claimed_name=name
        )
        outcome, reason = child._take(step.value, context)
        child._leave(context, outcome=outcome, reason=reason)
        ending = Ending(exit_code=0, signal=None, stopped=Stopped.NOT, seconds=0.0)
        report = runner._judge(ending, out_dir=context.out_dir, limits=limits)
        result = runner._result(
            report, step=step, out_dir=context.out_dir, limits=limits, isolation=Isolation.RLIMITS, ending=ending
        )
        return Seen(result, context.out_dir)

    return run


@pytest.fixture
def look_confined(tmp_path: Path) -> Callable[..., Seen]:
    """Take the step as the product does: in a child, behind the walls."""

    def run(step: Step, content: bytes, **options: Any) -> Seen:
        folder = _folders(tmp_path, content)
        result = runner.run_step(step, source=folder / "source", out_dir=folder / "out", **options)
        return Seen(result, folder / "out")

    return run


def _folders(tmp_path: Path, content: bytes) -> Path:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    for name in ("out", "tmp"):
        (folder / name).mkdir()
    (folder / "source").write_bytes(content)
    return folder
