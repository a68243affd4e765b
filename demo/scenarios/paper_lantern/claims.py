"""Claims with grade and status, and the alternative hypotheses against the evidence."""

from dataclasses import dataclass
from typing import Literal

Mark = Literal["C", "N", "I", "II"]
WEIGHTS: dict[str, int] = {"C": 0, "N": 0, "I": 1, "II": 2}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One falsifiable sentence. `origins` counts independent roots where they were counted."""

    number: str
    text: str
    source: str
    grade: str
    status: str
    note: str = ""
    origins: int | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One row of the matrix: consistent, neutral, inconsistent, very inconsistent with H1 to H4."""

    text: str
    marks: tuple[Mark, Mark, Mark, Mark]


CLAIMS = (
    Claim(
        number="CL1",
        text="E08 trained Qinglanwei-V4 on smuggled B200",
        source="X-01 aggregator",
        grade="E3",
        status="disputed",
        note="Aggregator, social account (inferred), one report, six unnamed people",
        origins=1,
    ),
    Claim(
        number="CL2",
        text="E08 used only lawfully leased capacity",
        source="E08 statement",
        grade="D4",
        status="disputed",
        note="Denies CL1",
    ),
    Claim(
        number="CL3",
        text="320 installed on 2025-05-30",
        source="E04 certificate",
        grade="D5",
        status="refuted",
        note="By X-05 (SH4 released 3 June) and X-12",
    ),
    Claim(
        number="CL4",
        text="OEM has seen no substantiation",
        source="E01",
        grade="B3",
        status="unverified",
        note="No knowledge; scope is the visit of 16 July",
    ),
    Claim(
        number="CL5",
        text="Crates repacked at F2 for Hong Kong",
        source="SRC7",
        grade="C2",
        status="corroborated",
        note="F3 before the photograph was placed and X-05 came in",
        origins=2,
    ),
    Claim(
        number="CL6",
        text="The 72 packages were complete servers",
        source="Analyst, from the weights of X-05",
        grade="",
        status="assessment",
        note="Very likely. Confidence is moderate.",
    ),
    Claim(
        number="CL7",
        text="Labels of 9 servers were moved to other hardware",
        source="X-08 and X-09",
        grade="A2",
        status="corroborated",
        note="Alternatives: VPN egress, BMC board swap",
    ),
    Claim(
        number="CL8",
        text="E06 acts for E09",
        source="Ledger photograph and shared telephone number",
        grade="C3",
        status="unverified",
    ),
    Claim(
        number="CL9",
        text="E06 payments were intra-group loans",
        source="E03 counsel letter (X-10.12)",
        grade="E4",
        status="disputed",
    ),
    Claim(
        number="CL10",
        text="E02 did not know",
        source="E02 voluntary self-disclosure",
        grade="D3",
        status="disputed",
        note="Against L19; restricted, citable only after release",
    ),
)

HYPOTHESES = (
    "H1 organised diversion to a PRC user",
    "H2 regional resale, no PRC user",
    "H3 late commissioning and poor records",
    "H4 fabrication by rival",
)

MATRIX = (
    Evidence(text="X-05: weight and HS code of the 72 packages", marks=("C", "C", "II", "I")),
    Evidence(text="X-09: check-ins outside Malaysia", marks=("C", "C", "I", "II")),
    Evidence(text="X-07, X-08: crates gone, 16 unexplained", marks=("C", "C", "I", "I")),
    Evidence(text="X-08: nine labels on other hardware", marks=("C", "C", "I", "I")),
    Evidence(text="X-10: payers not party", marks=("C", "C", "N", "N")),
    Evidence(text="X-12, X-03.3: power and certificate", marks=("C", "C", "C", "N")),
    Evidence(text="X-13, X-08.9: listing, RMA by E06", marks=("C", "C", "I", "N")),
    Evidence(text="CL1 (E3)", marks=("C", "I", "I", "C")),
    Evidence(text="CL8 (C3)", marks=("C", "N", "N", "C")),
)


def inconsistencies(*, without: str = "") -> tuple[int, ...]:
    """Sum of each hypothesis over the matrix, I = 1 and II = 2, without the rows that begin so."""
    rows = [row for row in MATRIX if not (without and row.text.startswith(without))]
    return tuple(sum(WEIGHTS[row.marks[place]] for row in rows) for place in range(len(HYPOTHESES)))
