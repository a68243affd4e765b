"""The words that the parent hands on: how a step ended, and what it found and produced."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from evidence.processing.limits import Limits


class Step(StrEnum):
    """One look into one file."""

    IDENTIFY = "identify"
    TEXT = "text"
    IMAGES = "images"
    ARCHIVE = "archive"


class Outcome(StrEnum):
    """The end states of a step; every step reaches exactly one."""

    EXTRACTED = "extracted"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"


class Isolation(StrEnum):
    """What stood between the file and the machine."""

    BUBBLEWRAP = "bubblewrap"
    RLIMITS = "rlimits only"


class Finding(NamedTuple):
    """Something a person should know about the file; never by itself a refusal."""

    code: str  # snake_case, stable
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ProducedFile:
    """A file that the step left in its output folder, checked and hashed by the parent."""

    name: str
    media_type: str
    sha256: str  # lowercase hex
    size_bytes: int


@dataclass(frozen=True, kw_only=True)
class StepResult:
    """How one step on one file ended. Every field is plain enough for an event."""

    step: Step
    outcome: Outcome
    reason: str  # a sentence for the reader
    facts: Mapping[str, Any]  # JSON
    files: tuple[ProducedFile, ...]
    tools: Mapping[str, str]  # name -> version, of all that had a hand in it
    findings: tuple[Finding, ...]
    limits: Limits
    isolation: Isolation
    seconds: float  # by the wall clock
