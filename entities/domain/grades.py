"""Admiralty grades of statements and the analyst's confidence in links.

Letter and digit are judged apart: the letter for the source, the digit for the one item. F and 6 mean
unknown, not worst.
"""

from dataclasses import dataclass
from enum import StrEnum

from entities.domain.citations import Citation
from ledger.domain.errors import Refused


class Reliability(StrEnum):
    """How reliable the source is."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def meaning(self) -> str:
        """The letter in words."""
        return _RELIABILITY[self]


class Credibility(StrEnum):
    """How credible the one item is, whoever brings it."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNKNOWN = "6"

    @property
    def meaning(self) -> str:
        """The digit in words."""
        return _CREDIBILITY[self]


class Confidence(StrEnum):
    """How sure the analyst is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low to 2 for high."""
        return tuple(Confidence).index(self)


_RELIABILITY = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}
_CREDIBILITY = {
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLE: "probably true",
    Credibility.POSSIBLE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.UNKNOWN: "truth cannot be judged",
}


@dataclass(frozen=True, kw_only=True)
class Grade:
    """Letter and digit; F6 when nobody has judged yet."""

    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.UNKNOWN

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


UNGRADED = Grade()


class OneOriginOnly(Refused):
    """Confirmed means confirmed by somebody else.

    Origins are not known to a statement, so the least is asked that can be seen: two different exhibits.
    Two exhibits can still go back to one origin; counting origins belongs to claims.
    """

    sentence = "Credibility 1 means confirmed by other sources: cite at least two different exhibits, or grade it 2."


def check_origins(credibility: Credibility, citations: tuple[Citation, ...]) -> None:
    """Refuse credibility 1 that rests on fewer than two exhibits.

    Raises:
        OneOriginOnly: fewer than two different exhibits are cited.
    """
    if credibility is Credibility.CONFIRMED and len({citation.exhibit_id for citation in citations}) < 2:
        raise OneOriginOnly
