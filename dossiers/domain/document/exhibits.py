"""Blocks 17 to 20: exhibits, custody, sources, what was withheld."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A named value that no field of its own exists for."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ExhibitSheet:
    """Block 17: one exhibit. `thumbnail_sha256` names an asset; without one `no_thumbnail` says why."""

    number: str
    title: str
    description: str = ""
    file_name: str = ""
    type_declared: str = ""
    type_found: str = ""
    size: str = ""  # as printed: "1,204,311 bytes"
    sha256: str = ""
    pages: str = ""
    source: str = ""
    grade: str = ""
    received: str = ""
    acquired: str = ""
    acquired_by: str = ""
    marking: str = ""
    releasability: str = ""
    fixity: str = ""
    outcome: str = ""  # how its processing ended
    is_redacted: bool = False
    facts: tuple[Fact, ...] = ()
    thumbnail_sha256: str = ""
    no_thumbnail: str = "no preview"


class CustodyKind(StrEnum):
    """What a row of the custody table is; all but an act are findings and print as rows of their own."""

    ACT = "act"
    GAP = "gap"
    OVERLAP = "overlap"
    UNACKNOWLEDGED = "unacknowledged"


@dataclass(frozen=True, kw_only=True)
class CustodyRow:
    """An act of custody, or a finding whose sentence stands in `action`."""

    action: str
    kind: CustodyKind = CustodyKind.ACT
    when: str = ""
    from_holder: str = ""
    to_holder: str = ""
    event_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class Custody:
    """Block 18: every event of one exhibit, in the order of time."""

    exhibit: str
    rows: tuple[CustodyRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """Block 19: a source under its own or a masked name, with its letter and what that rests on."""

    id: str
    kind: str = ""
    reliability: str = ""
    basis: str = ""
    is_masked: bool = False


@dataclass(frozen=True, kw_only=True)
class RedactionLogRow:
    """Block 20: one part that the recipient does not get."""

    exhibit: str
    place: str = ""  # page and region, or "whole exhibit"
    reason: str = ""
    authority: str = ""
    approver: str = ""
