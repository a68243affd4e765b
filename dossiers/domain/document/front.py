"""Blocks 1 to 4: cover, handling notice, executive summary, scope."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Where a sentence can be checked: exhibit number and pin ("p.3", "row 118"), printed as `X-05 p.3`."""

    exhibit: str
    pin: str = ""

    def __str__(self) -> str:
        return f"{self.exhibit} {self.pin}".strip()


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Block 1. Times are text in UTC, as printed; an empty text prints as "not provided"."""

    case_reference: str
    title: str
    dossier_id: str
    version: int
    as_of_position: int  # of the log
    as_of: str
    marking: str
    subtitle: str = ""
    author: str = ""
    approver: str = ""
    recipient: str = ""
    authority: str = ""
    copy: str = ""  # "3 of 7"
    issued: str = ""
    state: str = ""  # "Draft", "Superseded by version 3"; printed under the marking of every page
    content_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Handling:
    """Block 2. `banner` is a second marking (CUI) for the middle of each head and foot."""

    notice: str = ""
    banner: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """One proposition with its likelihood word, and apart from it the confidence: "low", "moderate", "high"."""

    text: str
    likelihood: str = ""
    confidence: str = ""
    reason: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Block 3. The HTML was cleaned by the caller; only a small list of tags survives rendering."""

    bottom_line: str = ""
    confidence: str = ""  # a sentence of its own
    body_html: str = ""
    not_known: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    next_steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Search:
    """One place that was searched, also when nothing was found there."""

    source: str
    query: str = ""
    searched_on: str = ""
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class Versioned:
    """A tool, list, rule or catalogue with the version that was used and for what."""

    name: str
    version: str = ""
    purpose: str = ""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Block 4."""

    legal_basis: str = ""
    period: str = ""
    methods_html: str = ""
    searches: tuple[Search, ...] = ()
    tools: tuple[Versioned, ...] = ()
    reference_data: tuple[Versioned, ...] = ()
