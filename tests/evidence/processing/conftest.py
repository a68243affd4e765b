"""`look` runs one step on one made file and hands back the result with its text."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence.processing.limits import Limits
from evidence.processing.results import Isolation, Step, StepResult
from evidence.processing.runner import run_step
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
    def run(
        step: Step,
        content: bytes,
        *,
        name: str = "",
        limits: Limits | None = None,
        isolation: Isolation | None = None,
    ) -> Seen:
        number = len(list(tmp_path.iterdir()))
        source, folder = tmp_path / f"source-{number}", tmp_path / f"out-{number}"
        source.write_bytes(content)
        result = run_step(step, source=source, out_dir=folder, claimed_name=name, limits=limits, isolation=isolation)
        return Seen(result, folder)

    return run
