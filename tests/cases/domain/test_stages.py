"""The lifecycle as a table."""

from itertools import pairwise

from cases.domain.stages import PATH, TRANSITIONS, Stage, as_mermaid, transitions_from


def test_the_ways_out_of_a_stage_stand_in_the_order_of_the_table():
    assert [way.name for way in transitions_from(Stage.INTAKE)] == ["triage", "hold", "close"]
    assert [way.name for way in transitions_from(Stage.CLOSED)] == ["reopen"]
    assert [way.name for way in transitions_from(Stage.ON_HOLD)] == ["resume", "close"]


def test_every_stage_can_be_reached_and_left():
    reached = {Stage.INTAKE} | {way.to for way in TRANSITIONS.values()}

    assert reached - {None} == set(Stage)
    assert all(transitions_from(stage) for stage in Stage)


def test_every_step_of_the_path_leads_to_the_next():
    for here, there in pairwise(PATH):
        assert there in {way.to for way in transitions_from(here)}


def test_the_drawing_holds_every_way():
    drawing = as_mermaid().splitlines()

    assert drawing[:2] == ["stateDiagram-v2", "    [*] --> intake"]
    assert "    on_hold --> stage_before: resume" in drawing
    assert "    dossier_review --> referred: refer" in drawing
    assert len(drawing) == 2 + sum(len(way.sources) for way in TRANSITIONS.values())
