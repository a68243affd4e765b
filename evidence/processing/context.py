"""What a step inside the child works with: the file, the folders, the limits, and what it notes on the way."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.processing.limits import Limits
from evidence.processing.results import Finding, Outcome

MAX_FINDINGS = 200


class StepEnded(Exception):
    """The step ends here, with a sentence for the reader."""

    outcome = Outcome.REFUSED

    def __init__(self, sentence: str, *, code: str = "") -> None:
        self.sentence, self.code = sentence, code
        super().__init__(sentence)


class ContentRefused(StepEnded):
    """The content passes a limit or is damaged; `code` also makes it a finding."""


class ContentEncrypted(StepEnded):
    """The content cannot be read without a secret."""

    outcome = Outcome.ENCRYPTED


class CapReached(Exception):
    """A ceiling that cuts the work short, while what was found so far stays."""


@dataclass
class Context:
    """One step at work."""

    source: Path
    out_dir: Path
    tmp_dir: Path
    limits: Limits
    claimed_name: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    tools: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: str, sentence: str) -> None:
        """Note something once; the same code with the same sentence is not repeated."""
        finding = Finding(code, sentence)
        if finding not in self.findings and len(self.findings) < MAX_FINDINGS:
            self.findings.append(finding)

    def cap(self, code: str, sentence: str) -> CapReached:
        """Note that a ceiling was reached; raise what this returns to stop there."""
        self.find(code, sentence)
        return CapReached(sentence)

    @property
    def size_bytes(self) -> int:
        """The size of the file."""
        return self.source.stat().st_size
