"""Everything that a dossier prints, as a plain value: frozen, of primitives only, convertible to JSON and back."""

from dataclasses import dataclass, field

from dossiers.domain.document.back import (
    Certification,
    DisclosureRow,
    GlossaryTerm,
    IndexEntry,
    ManifestRow,
    Signatory,
    Verification,
    index_entries,
)
from dossiers.domain.document.exhibits import (
    Custody,
    CustodyKind,
    CustodyRow,
    ExhibitSheet,
    Fact,
    RedactionLogRow,
    SourceRow,
)
from dossiers.domain.document.front import Citation, Cover, Handling, Judgement, Scope, Search, Summary, Versioned
from dossiers.domain.document.parties import (
    Identifier,
    Name,
    Network,
    NetworkLink,
    NetworkNode,
    Ownership,
    Party,
    Screening,
    Statement,
)
from dossiers.domain.document.record import (
    Alternatives,
    ChronologyRow,
    ClaimRow,
    Deadline,
    Gaps,
    Hypothesis,
    HypothesisRow,
    ItemRow,
    QuantityRow,
    Question,
    Reconciliation,
    RedFlagRow,
    ResponseRow,
    StatusRow,
    Task,
    TransactionRow,
    ViolationRow,
)

__all__ = [
    "Alternatives",
    "Certification",
    "ChronologyRow",
    "Citation",
    "ClaimRow",
    "Cover",
    "Custody",
    "CustodyKind",
    "CustodyRow",
    "Deadline",
    "DisclosureRow",
    "Document",
    "ExhibitSheet",
    "Fact",
    "Gaps",
    "GlossaryTerm",
    "Handling",
    "Hypothesis",
    "HypothesisRow",
    "Identifier",
    "IndexEntry",
    "ItemRow",
    "Judgement",
    "ManifestRow",
    "Name",
    "Network",
    "NetworkLink",
    "NetworkNode",
    "Ownership",
    "Party",
    "QuantityRow",
    "Question",
    "Reconciliation",
    "RedFlagRow",
    "RedactionLogRow",
    "ResponseRow",
    "Scope",
    "Screening",
    "Search",
    "Signatory",
    "SourceRow",
    "Statement",
    "StatusRow",
    "Summary",
    "Task",
    "TransactionRow",
    "Verification",
    "Versioned",
    "ViolationRow",
    "index_entries",
]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One version of a dossier, block by block; an empty block prints as "not provided"."""

    cover: Cover
    handling: Handling = field(default_factory=Handling)
    summary: Summary = field(default_factory=Summary)
    scope: Scope = field(default_factory=Scope)
    parties: tuple[Party, ...] = ()
    items: tuple[ItemRow, ...] = ()
    chronology: tuple[ChronologyRow, ...] = ()
    transactions: tuple[TransactionRow, ...] = ()
    reconciliation: Reconciliation = field(default_factory=Reconciliation)
    network: Network = field(default_factory=Network)
    claims: tuple[ClaimRow, ...] = ()
    red_flags: tuple[RedFlagRow, ...] = ()
    alternatives: Alternatives = field(default_factory=Alternatives)
    responses: tuple[ResponseRow, ...] = ()
    violations: tuple[ViolationRow, ...] = ()
    gaps: Gaps = field(default_factory=Gaps)
    exhibits: tuple[ExhibitSheet, ...] = ()
    custody: tuple[Custody, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    redactions: tuple[RedactionLogRow, ...] = ()
    certification: Certification = field(default_factory=Certification)
    disclosures: tuple[DisclosureRow, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    verification: Verification = field(default_factory=Verification)
    index: tuple[IndexEntry, ...] = ()
    language: str = "en"
