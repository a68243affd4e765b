"""The lifecycle of a case as a table: which transition leads where, what it needs, who may make it."""

from dataclasses import dataclass
from enum import StrEnum

from cases.domain.roles import CaseRole


class Stage(StrEnum):
    """Where a case stands."""

    INTAKE = "intake"
    TRIAGE = "triage"
    PRELIMINARY = "preliminary"
    FULL = "full"
    DOSSIER_REVIEW = "dossier_review"
    REFERRED = "referred"
    CLOSED = "closed"
    ON_HOLD = "on_hold"
    REOPENED = "reopened"


class Outcome(StrEnum):
    """How a closed case ended."""

    SUBSTANTIATED = "substantiated"
    UNSUBSTANTIATED = "unsubstantiated"
    UNFOUNDED = "unfounded"
    MERGED = "merged"
    NO_JURISDICTION = "no_jurisdiction"


class Field(StrEnum):
    """What a transition may need besides its reason."""

    OUTCOME = "outcome"
    LEGAL_BASIS = "legal_basis"
    AUTHORITY = "authority"
    REVIEW_ON = "review_on"


PATH = (Stage.INTAKE, Stage.TRIAGE, Stage.PRELIMINARY, Stage.FULL, Stage.DOSSIER_REVIEW, Stage.REFERRED, Stage.CLOSED)
WORKING = (*PATH[:-1], Stage.REOPENED)


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One way from stage to stage; `to` is None for a return to the stage before the hold."""

    name: str
    label: str
    sources: tuple[Stage, ...]
    to: Stage | None
    needs: tuple[Field, ...] = ()
    roles: frozenset[CaseRole] = frozenset({CaseRole.LEAD})


_INTAKE = frozenset({CaseRole.LEAD, CaseRole.INTAKE_OFFICER})

TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition(name="triage", label="Begin triage", sources=(Stage.INTAKE,), to=Stage.TRIAGE, roles=_INTAKE),
        Transition(
            name="open_preliminary",
            label="Open a preliminary inquiry",
            sources=(Stage.TRIAGE, Stage.REOPENED),
            to=Stage.PRELIMINARY,
            roles=_INTAKE,
        ),
        Transition(
            name="open_full",
            label="Open a full investigation",
            sources=(Stage.PRELIMINARY, Stage.REOPENED),
            to=Stage.FULL,
            needs=(Field.LEGAL_BASIS,),
        ),
        Transition(
            name="submit_for_review",
            label="Submit for dossier review",
            sources=(Stage.FULL,),
            to=Stage.DOSSIER_REVIEW,
        ),
        Transition(
            name="return_to_investigation",
            label="Return to the investigation",
            sources=(Stage.DOSSIER_REVIEW, Stage.REFERRED),
            to=Stage.FULL,
            roles=frozenset({CaseRole.LEAD, CaseRole.REVIEWER}),
        ),
        Transition(
            name="refer",
            label="Refer to an authority",
            sources=(Stage.DOSSIER_REVIEW,),
            to=Stage.REFERRED,
            needs=(Field.AUTHORITY,),
        ),
        Transition(name="hold", label="Put on hold", sources=WORKING, to=Stage.ON_HOLD, needs=(Field.REVIEW_ON,)),
        Transition(name="resume", label="Resume", sources=(Stage.ON_HOLD,), to=None),
        Transition(
            name="close", label="Close", sources=(*WORKING, Stage.ON_HOLD), to=Stage.CLOSED, needs=(Field.OUTCOME,)
        ),
        Transition(name="reopen", label="Reopen", sources=(Stage.CLOSED,), to=Stage.REOPENED),
    )
}


def transitions_from(stage: Stage) -> list[Transition]:
    """Ways out of a stage, in the order of the table."""
    return [transition for transition in TRANSITIONS.values() if stage in transition.sources]


def as_mermaid() -> str:
    """The table as a state diagram for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {Stage.INTAKE.value}"]
    for way in TRANSITIONS.values():
        target = way.to.value if way.to else "stage_before"
        lines += [f"    {source.value} --> {target}: {way.name}" for source in way.sources]
    return "\n".join(lines) + "\n"
