"""Blocks 6 to 9 and 11 to 16: what happened, what was counted, what is claimed and what is open."""

from dataclasses import dataclass

from dossiers.domain.document.front import Citation


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """Block 6: one kind of goods; quantities carry their unit ("80 servers, 640 GPUs")."""

    sku: str
    description: str = ""
    eccn: str = ""
    eccn_source: str = ""
    hs_declared: str = ""
    hs_assessed: str = ""
    quantity: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChronologyRow:
    """Block 7: `date_text` as the source wrote it, `utc` as ISO 8601 (cut at the precision), empty when unknown."""

    id: str
    date_text: str
    summary: str
    utc: str = ""
    precision: str = ""
    zone: str = ""
    kind: str = ""
    flags: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    grade: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TransactionRow:
    """Block 8: an order, shipment, declaration or payment; `related` names the papers it belongs to."""

    id: str
    kind: str
    date: str = ""
    from_party: str = ""
    to_party: str = ""
    what: str = ""
    amount: str = ""
    related: str = ""
    flags: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuantityRow:
    """One count of the same goods by one source, and how far it is from the first."""

    basis: str
    source: str
    quantity: str
    variance: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatusRow:
    """One rung of the ladder of unit states; the rungs exclude each other."""

    status: str
    quantity: str


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """Block 9."""

    as_of: str = ""
    coverage: str = ""
    quantities: tuple[QuantityRow, ...] = ()
    ladder: tuple[StatusRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """Block 11: one falsifiable sentence; `origins` is the number of independent roots, as printed."""

    id: str
    text: str
    source: str = ""
    grade: str = ""
    origins: str = ""
    status: str = ""
    contrary: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RedFlagRow:
    """Block 12: a flag of a dated catalogue, with why it applies."""

    catalogue: str
    version: str
    flag: str
    rationale: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hypothesis:
    """One column of the matrix, and why it was kept or rejected."""

    id: str
    text: str
    verdict: str = ""


@dataclass(frozen=True, kw_only=True)
class HypothesisRow:
    """One item of evidence against each hypothesis: CC, C, N, I or II, in the order of the columns."""

    evidence: str
    ratings: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Alternatives:
    """Block 13."""

    hypotheses: tuple[Hypothesis, ...] = ()
    rows: tuple[HypothesisRow, ...] = ()
    conclusion: str = ""


@dataclass(frozen=True, kw_only=True)
class ResponseRow:
    """Block 14: who was asked, and the reply word for word or "no reply"."""

    asked: str
    asked_on: str = ""
    about: str = ""
    reply: str = ""
    stance: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ViolationRow:
    """Block 15: one provision of one jurisdiction; `status` says alleged, charged, convicted and so on."""

    jurisdiction: str
    provision: str
    elements: str = ""
    status: str = ""
    limitation: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """A key question of the case with its answer so far."""

    text: str
    state: str = ""
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A next step with its owner."""

    text: str
    owner: str = ""
    due_on: str = ""
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A clock that runs, with the rule it rests on."""

    name: str
    due_on: str = ""
    legal_basis: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """Block 16."""

    questions: tuple[Question, ...] = ()
    tasks: tuple[Task, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
