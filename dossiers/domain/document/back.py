"""Blocks 21 to 24 and the index."""

from dataclasses import dataclass

from dossiers.domain.document.exhibits import ExhibitSheet
from dossiers.domain.document.parties import Party


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """A person who answers for the dossier in one role: preparer, reviewer, approver."""

    role: str
    name: str = ""
    position: str = ""
    signed_at: str = ""
    method: str = ""


@dataclass(frozen=True, kw_only=True)
class Certification:
    """Block 21."""

    statement: str = ""
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosureRow:
    """Block 22: one copy that was handed over."""

    copy: str
    recipient: str
    organisation: str = ""
    purpose: str = ""
    authority: str = ""
    date: str = ""
    method: str = ""
    receipt: str = ""


@dataclass(frozen=True, kw_only=True)
class GlossaryTerm:
    """Block 23: a word of this dossier."""

    term: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class ManifestRow:
    """One file that goes with the dossier."""

    name: str
    relation: str = ""
    holds: str = ""
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Block 24. `log_root` is 64 hex digits; `address` is where signed heads of the log are published."""

    log_root: str = ""
    log_size: str = ""
    address: str = ""
    signature: str = ""
    time_stamp: str = ""
    manifest: tuple[ManifestRow, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndexEntry:
    """A word of the index; `parties` and `exhibits` are ids and numbers whose sheets' pages it prints."""

    term: str
    parties: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()


def index_entries(*, parties: tuple[Party, ...], exhibits: tuple[ExhibitSheet, ...]) -> tuple[IndexEntry, ...]:
    """Every name of every party, its identifiers and the exhibits' numbers with titles, in order of the alphabet."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for party in parties:
        for term in (*(name.text for name in party.names), *(found_id.value for found_id in party.identifiers)):
            found.setdefault(term, (set(), set()))[0].add(party.id)
    for sheet in exhibits:
        found.setdefault(f"{sheet.number} {sheet.title}", (set(), set()))[1].add(sheet.number)
    return tuple(
        IndexEntry(term=term, parties=tuple(sorted(of_parties)), exhibits=tuple(sorted(of_exhibits)))
        for term, (of_parties, of_exhibits) in sorted(found.items(), key=lambda item: (item[0].casefold(), item[0]))
    )
