"""Every transition of the table: from where, to where, with what."""

from datetime import date

import pytest

from cases.domain import events as e
from cases.domain.refusals import WrongStage
from cases.domain.stages import TRANSITIONS, Field, Outcome, Stage
from ledger.domain.errors import BadInput
from tests.cases.domain.cast import a_case, refuses

GIVEN = {
    Field.OUTCOME: Outcome.SUBSTANTIATED,
    Field.LEGAL_BASIS: "50 USC 4820",
    Field.AUTHORITY: "Office of Export Enforcement",
    Field.REVIEW_ON: date(2026, 6, 1),
}
WAYS = [(way, source) for way in TRANSITIONS.values() for source in way.sources]
CLOSED_DOORS = [(way, stage) for way in TRANSITIONS.values() for stage in Stage if stage not in way.sources]
NEEDS = [(way, field) for way in TRANSITIONS.values() for field in way.needs]


def at(stage: Stage):
    return a_case(e.CaseMoved(transition="told", to=stage, reason="Told"))


def whole(way):
    return {field.value: GIVEN[field] for field in way.needs}


@pytest.mark.parametrize(("way", "source"), WAYS)
def test_a_way_leads_on(way, source):
    case = at(source)

    case.move(transition=way.name, reason=" Enough is known ", **whole(way))

    to = way.to or Stage.INTAKE
    assert case.pending == [e.CaseMoved(transition=way.name, to=to, reason="Enough is known", **whole(way))]
    assert (case.stage, case.is_open) == (to, to is not Stage.CLOSED)


@pytest.mark.parametrize(("way", "stage"), CLOSED_DOORS)
def test_a_way_starts_nowhere_else(way, stage):
    sentence = f"“{way.label}” is not possible in the stage {stage.value.replace('_', ' ')}."

    refuses(WrongStage, at(stage), call="move", says=sentence, transition=way.name, reason="Why", **whole(way))


@pytest.mark.parametrize(("way", "field"), NEEDS)
def test_a_way_needs_what_the_table_says(way, field):
    sentence = f"“{way.label}” needs the {field.value.replace('_', ' ')}."

    refuses(BadInput, at(way.sources[0]), call="move", says=sentence, transition=way.name, reason="Why")


@pytest.mark.parametrize("field", [Field.LEGAL_BASIS, Field.AUTHORITY])
def test_blanks_are_not_what_a_way_needs(field):
    way = next(way for way in TRANSITIONS.values() if field in way.needs)
    values = {"transition": way.name, "reason": "Why", field.value: "  "}

    refuses(
        BadInput,
        at(way.sources[0]),
        call="move",
        says=f"“{way.label}” needs the {field.value.replace('_', ' ')}.",
        **values,
    )


@pytest.mark.parametrize("way", TRANSITIONS.values())
def test_every_way_needs_a_reason(way):
    refuses(
        BadInput,
        at(way.sources[0]),
        call="move",
        says="Give the reason.",
        transition=way.name,
        reason="  ",
        **whole(way),
    )


def test_what_a_way_does_not_need_is_not_kept():
    case = at(Stage.INTAKE)

    case.move(transition="triage", reason="Why", outcome=Outcome.MERGED, legal_basis="x", authority="y")

    assert case.pending == [e.CaseMoved(transition="triage", to=Stage.TRIAGE, reason="Why")]


def test_there_is_no_other_way():
    refuses(
        BadInput,
        at(Stage.INTAKE),
        call="move",
        says="There is no transition “vanish”.",
        transition="vanish",
        reason="Why",
    )


def test_a_held_case_goes_on_where_it_was():
    case = at(Stage.FULL)

    case.move(transition="hold", reason="Court", review_on=date(2026, 6, 1))
    case.move(transition="resume", reason="Court has decided")

    assert case.stage is Stage.FULL
