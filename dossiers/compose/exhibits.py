"""Blocks 17, 18 and 20: exhibits with their custody, and what was withheld.

Walled exhibits stay outside a dossier without a word: its readers are not those whom the walls name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from accounts.domain.markings import Marking
from dossiers.compose.source import Source, moment
from dossiers.domain.document import Custody, CustodyKind, CustodyRow, ExhibitSheet, RedactionLogRow, SourceRow
from dossiers.models import Dossier
from evidence import queries as evidence
from evidence import store
from evidence.domain.custody import CustodyFinding, Kind
from evidence.queries import CustodyEntry, Exhibit

SMALL = 240
HELD_BACK = {
    "consent outstanding": "the originator's consent is outstanding",
    "privileged": "it is privileged",
    "sealed": "it is under seal",
}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Exhibits of a dossier: those printed, those left out or held back with the reason."""

    printed: tuple[Exhibit, ...]
    withheld: tuple[tuple[Exhibit, str], ...]

    @cached_property
    def blocked(self) -> dict[str, str]:
        """Reasons against release by number: withheld although the preparer did not leave it out."""
        return {row.number: reason for row, reason in self.withheld if reason != LEFT_OUT}


LEFT_OUT = "left out by the preparer"


def chosen(order: Dossier, *, upto: int | None) -> Chosen:
    """The case's exhibits sorted into printed and withheld, as they stood at a position or stand now."""
    printed, withheld = [], []
    for row in evidence.exhibits_of(order.case_id, upto=upto):
        if row.is_walled:
            continue
        reason = LEFT_OUT if row.number in order.left_out else reason_against(row, order.marking)
        if reason:
            withheld.append((row, reason))
        else:
            printed.append(row)
    return Chosen(printed=tuple(printed), withheld=tuple(withheld))


def reason_against(row: Exhibit, marking: str) -> str:
    """Why an exhibit may not stand in a dossier of this marking; empty when it may."""
    if row.marking_rank > Marking(marking).rank:
        return f"its marking {row.marking} is above the dossier's {marking}"
    if row.quarantine_reason:
        return f"it is in quarantine: {row.quarantine_reason}"
    return next((reason for sign, reason in HELD_BACK.items() if sign in row.releasability.lower()), "")


def sheets(found: Chosen) -> tuple[ExhibitSheet, ...]:
    """Block 17."""
    pictures = thumbnails(found)
    return tuple(_sheet(row, picture=pictures.get(row.number, "")) for row in found.printed)


def thumbnails(found: Chosen) -> dict[str, str]:
    """SHA-256 of the small picture by exhibit number."""
    return {
        row.number: drawn.sha256
        for row in found.printed
        for drawn in evidence.derived(row.id, kind="thumbnail")
        if drawn.number == SMALL
    }


def assets(found: Chosen) -> Mapping[str, Path]:
    """Files of the small pictures by SHA-256."""
    return {digest: store.path_of(digest) for digest in thumbnails(found).values()}


def custody(source: Source, found: Chosen) -> tuple[Custody, ...]:
    """Block 18: every holding of every printed exhibit; gaps and overlaps as rows of their own."""
    entries = evidence.custody_of_case(source.case_id, upto=source.upto)
    return tuple(Custody(exhibit=row.number, rows=_custody_rows(row, entries.get(row.id, []))) for row in found.printed)


def redactions(found: Chosen) -> tuple[RedactionLogRow, ...]:
    """Block 20: whole exhibits that the recipient does not get."""
    return tuple(
        RedactionLogRow(exhibit=row.number, place="whole exhibit", reason=reason, authority=row.releasability)
        for row, reason in found.withheld
    )


def sources(found: Chosen) -> tuple[SourceRow, ...]:
    """Block 19: where the printed exhibits come from, each source once."""
    by_source: dict[str, list[str]] = {}
    for row in found.printed:
        by_source.setdefault(row.source, []).append(row.number)
    return tuple(
        SourceRow(id=name, kind="origin of exhibits", basis=", ".join(numbers)) for name, numbers in by_source.items()
    )


def _sheet(row: Exhibit, *, picture: str) -> ExhibitSheet:
    return ExhibitSheet(
        number=row.number,
        title=row.title,
        description=row.description,
        file_name=row.file_name,
        type_found=row.media_type,
        size=f"{row.size_bytes:,} bytes",
        sha256=row.sha256,
        source=row.source,
        received=moment(row.received_at),
        acquired=moment(row.acquired_at),
        acquired_by=row.acquired_by,
        marking=row.marking,
        releasability=row.releasability,
        fixity=_fixity(row),
        thumbnail_sha256=picture,
    )


def _fixity(row: Exhibit) -> str:
    if row.open_incidents:
        return "an incident is open"
    return f"checked {moment(row.fixity_checked_at)}" if row.fixity_checked_at else ""


def _custody_rows(row: Exhibit, entries: list[CustodyEntry]) -> tuple[CustodyRow, ...]:
    received = CustodyRow(
        action="taken in", when=moment(row.received_at), from_holder=row.source, to_holder="Interdict"
    )
    acts = [(entry.held_from, _act(entry)) for entry in entries]
    findings = [
        (
            finding.since,
            CustodyRow(kind=CustodyKind(finding.kind.value), action=_finding(finding), when=moment(finding.since)),
        )
        for finding in evidence.findings_in(entries)
    ]
    ordered = sorted([(row.received_at, received), *acts, *findings], key=lambda pair: pair[0])
    return tuple(shown for _, shown in ordered)


def _act(entry: CustodyEntry) -> CustodyRow:
    until = f" until {moment(entry.held_until)}" if entry.held_until else ""
    return CustodyRow(action=f"{entry.purpose}{until}", when=moment(entry.held_from), to_holder=entry.holder)


def _finding(found: CustodyFinding) -> str:
    until = moment(found.until) or "now"
    match found.kind:
        case Kind.GAP:
            return f"nobody is recorded as holder until {until}"
        case Kind.OVERLAP:
            return f"two holders are recorded until {until}"
        case Kind.UNACKNOWLEDGED:
            return f"{found.after.holder} has not acknowledged the transfer"
