"""Commands of this room: what they write and what they refuse."""

from uuid import uuid4

import pytest

from accounts.queries import person
from cases import services as cases
from cases.domain.refusals import CaseNotOpen
from cases.domain.stages import Outcome
from entities import queries, services
from entities.citing import NotCitable, exhibits_for, shown_citations
from entities.domain.chronology import Happening
from entities.domain.grades import Confidence, Credibility, Grade, OneOriginOnly, Reliability
from entities.domain.refusals import (
    DerivedOnly,
    EntryWithdrawnAlready,
    LinkStands,
    LinkWithdrawnAlready,
    MergedAway,
    NotMerged,
    NumberTaken,
    OtherCase,
    SelfLink,
    SelfMerge,
    StatementWithdrawnAlready,
)
from entities.services import Saying
from ledger import store
from ledger.domain.errors import BadInput, NotFound, NotPermitted, WrongExpectedVersion
from ledger.projections import compare, projected_models
from tests import builders
from tests.entities import world
from tests.people import ADA, BEN, CYD, DEE, NOON

pytestmark = pytest.mark.django_db
ACT = {"by": ADA, "at": NOON}


def test_numbers_follow_one_another_by_kind(case_id):
    made = [
        world.an_entity(case_id, "One"),
        world.an_entity(case_id, "Two"),
        world.an_entity(case_id, "P", kind="Person"),
    ]

    assert [queries.entity(id).number for id in made] == ["E01", "E02", "P01"]


def test_numbers_are_in_the_order_of_people():
    told = ["L10", "L07", "L06.2", "L2", "L06"]

    assert sorted(told, key=queries.number_key) == ["L2", "L06", "L06.2", "L07", "L10"]
    assert queries.next_number(told, "L") == "L11"


def test_a_number_is_given_once(case_id):
    services.create_entity(case_id=case_id, kind="Company", number="E07", **ACT)

    with pytest.raises(NumberTaken):
        services.create_entity(case_id=case_id, kind="Company", number="E07", **ACT)
    assert queries.entity(world.an_entity(case_id)).number == "E08"


def test_the_preferred_name_is_shown_until_it_is_withdrawn(case_id):
    made = world.an_entity(case_id, "Jadewick Harbour")
    other = services.make_statement(entity_id=made, saying=Saying(property="name", value="翡烛港"), **ACT)

    services.prefer_statement(entity_id=made, statement_id=other, **ACT)
    assert queries.entity(made).name == "翡烛港"

    services.withdraw_statement(entity_id=made, statement_id=other, reason="Another firm", **ACT)
    assert queries.entity(made).name == "Jadewick Harbour"
    with pytest.raises(StatementWithdrawnAlready):
        services.withdraw_statement(entity_id=made, statement_id=other, reason="Again", **ACT)


def test_a_wrong_check_digit_is_kept(case_id):
    made = world.an_entity(case_id, leiCode="FICT00JADEWICKHK0643")

    assert "FICT00JADEWICKHK0643" in [row.value for row in queries.statements(case_id, entity_ids=[made])]


@pytest.mark.parametrize(
    ("exhibit_id", "refusal"),
    [(world.BROKEN, NotCitable), (world.SECRET, BadInput), (world.ELSEWHERE, BadInput), (uuid4(), BadInput)],
)
def test_only_what_the_person_may_read_and_is_sound_is_cited(case_id, exhibit_id, refusal):
    saying = Saying(property="name", value="Name", citations=(world.cited(exhibit_id),))

    with pytest.raises(refusal):
        services.create_entity(case_id=case_id, kind="Company", statements=[saying], by=BEN, at=NOON)
    assert queries.entities(case_id) == []


def test_a_withheld_exhibit_has_no_number(case_id):
    made = services.create_entity(
        case_id=case_id,
        kind="Company",
        statements=[Saying(property="name", value="Name", citations=(world.cited(world.SECRET),))],
        **ACT,
    )
    (row,) = queries.statements(case_id, entity_ids=[made])

    (shown,) = shown_citations(row.citations, exhibits=exhibits_for(case_id, person(ADA)))
    (withheld,) = shown_citations(row.citations, exhibits=exhibits_for(case_id, person(BEN)))

    assert (shown.words, shown.exhibit_id) == ("X-16 p.3", world.SECRET)
    assert (withheld.words, withheld.exhibit_id) == ("a withheld exhibit", None)


def test_one_exhibit_confirms_nothing(case_id):
    made = world.an_entity(case_id)
    (row,) = queries.statements(case_id, entity_ids=[made])
    grade = Grade(reliability=Reliability.B, credibility=Credibility.CONFIRMED)

    with pytest.raises(OneOriginOnly):
        services.grade_statement(entity_id=made, statement_id=row.id, grade=grade, reason="Sure", **ACT)


def test_a_merge_moves_no_statement_and_can_be_undone(case_id):
    one, other = world.an_entity(case_id, "Jadewick Harbour"), world.an_entity(case_id, "Jadewick Harbor")

    services.merge_entities(entity_id=other, into_id=one, reason="Same LEI", grounds=("lei",), **ACT)
    assert queries.survivors(queries.entities(case_id)) == {one: one, other: one}
    with pytest.raises(MergedAway):
        services.make_statement(entity_id=other, saying=Saying(property="name", value="New"), **ACT)

    services.unmerge_entity(entity_id=other, reason="Two registers", **ACT)
    assert queries.survivors(queries.entities(case_id)) == {one: one, other: other}
    assert [row.value for row in queries.statements(case_id, entity_ids=[other])] == ["Jadewick Harbor"]
    assert [step.is_undone for step in queries.merge_steps(case_id)] == [False, True]


def test_merges_that_make_no_sense_are_refused(case_id):
    one, elsewhere = world.an_entity(case_id), builders.a_case(reference="DH-2025-014")
    stranger = services.create_entity(case_id=elsewhere, kind="Company", **ACT)

    with pytest.raises(SelfMerge):
        services.merge_entities(entity_id=one, into_id=one, reason="Same", **ACT)
    with pytest.raises(NotFound):
        services.merge_entities(entity_id=one, into_id=stranger, reason="Same", **ACT)
    with pytest.raises(NotMerged):
        services.unmerge_entity(entity_id=one, reason="Not the same", **ACT)


def test_links_that_make_no_sense_are_refused(case_id):
    one, other = world.an_entity(case_id, "One"), world.an_entity(case_id, "Other")
    elsewhere = builders.a_case(reference="DH-2025-014", with_team=False)
    stranger = services.create_entity(case_id=elsewhere, kind="Company", **ACT)
    ends = {"kind": "paid", "source_id": one, "confidence": Confidence.HIGH, "case_id": case_id}

    with pytest.raises(SelfLink):
        services.assert_link(target_id=one, **ends, **ACT)
    with pytest.raises(OtherCase):
        services.assert_link(target_id=stranger, **ends, **ACT)
    with pytest.raises(NotFound):
        services.assert_link(target_id=stranger, **ends, by=BEN, at=NOON)
    with pytest.raises(DerivedOnly):
        services.assert_link(target_id=other, **{**ends, "kind": "shares_phone"}, **ACT)
    assert queries.links(case_id) == []


def test_a_link_is_corrected_reviewed_withdrawn_and_restored(case_id):
    made = world.a_link(case_id, (world.an_entity(case_id, "One"), world.an_entity(case_id, "Other")))
    values = {"confidence": Confidence.LOW, "valid_from": None, "valid_to": None, "properties": {}, "remark": ""}

    services.review_link(link_id=made, by=DEE, at=NOON)
    assert queries.link(made).reviewed_by == DEE
    services.correct_link(link_id=made, **values, reason="Leaked", expected_version=2, **ACT)
    assert (queries.link(made).confidence, queries.link(made).reviewed_by) == ("low", None)
    with pytest.raises(WrongExpectedVersion):
        services.correct_link(link_id=made, **values, reason="Late", expected_version=2, **ACT)
    with pytest.raises(LinkStands):
        services.restore_link(link_id=made, reason="Again", **ACT)
    services.withdraw_link(link_id=made, reason="Wrong account", **ACT)
    with pytest.raises(LinkWithdrawnAlready):
        services.cite_link(link_id=made, citation=world.cited(page=9), **ACT)
    services.restore_link(link_id=made, reason="Right after all", **ACT)
    assert not queries.link(made).is_withdrawn


def test_a_local_time_that_came_twice_is_kept_and_flagged(case_id):
    made = world.an_entry(case_id, "2025-11-02 01:30", zone="America/New_York")

    row = queries.entry(made)
    assert row.flags == ["ambiguous"]
    assert len(row.candidates) == 2


def test_an_entry_is_corrected_and_withdrawn(case_id):
    made = world.an_entry(case_id)
    happening = Happening(date_text="2025-08-03", zone="+08:00", summary="72 packages leave")

    services.correct_entry(entry_id=made, happening=happening, reason="Manifest", **ACT)
    services.withdraw_entry(entry_id=made, reason="Doubled", **ACT)

    assert (queries.entry(made).date_text, queries.entry(made).is_withdrawn) == ("2025-08-03", True)
    with pytest.raises(EntryWithdrawnAlready):
        services.withdraw_entry(entry_id=made, reason="Again", **ACT)


def test_the_chronology_is_in_order_of_instants(case_id):
    late, early = world.an_entry(case_id, "2025-08-02 06:30"), world.an_entry(case_id, "2025-08-01 23:00", zone="UTC")

    assert [row.id for row in queries.chronology(case_id)] == [late, early]


def test_who_may_not_contribute_writes_nothing(case_id):
    made = world.an_entity(case_id)

    with pytest.raises(NotPermitted):
        services.make_statement(entity_id=made, saying=Saying(property="name", value="Mine"), by=DEE, at=NOON)
    with pytest.raises(NotFound):
        services.make_statement(entity_id=made, saying=Saying(property="name", value="Mine"), by=CYD, at=NOON)


def test_a_closed_case_takes_nothing_new(case_id):
    act = {"case_id": case_id, "reason": "Unfounded", **ACT}
    cases.move_case(transition="triage", **act)
    cases.move_case(transition="close", outcome=Outcome.UNFOUNDED, **act)

    with pytest.raises(CaseNotOpen):
        world.an_entity(case_id)


def test_a_past_position_shows_what_stood_then(case_id):
    made = world.an_entity(case_id, "First")
    then = store.head_position()
    later = services.make_statement(entity_id=made, saying=Saying(property="name", value="Second"), **ACT)
    services.prefer_statement(entity_id=made, statement_id=later, **ACT)

    assert queries.entity(made, case_id=case_id, upto=then).name == "First"
    assert [row.value for row in queries.statements(case_id, entity_ids=[made], upto=then)] == ["First"]


def test_every_table_equals_its_rebuild(case_id):
    one, other = world.an_entity(case_id, "One", phone="+852 0000 0177"), world.an_entity(case_id, "Other")
    link = world.a_link(case_id, (one, other), properties={"amount": "1.00", "currency": "USD"})
    entry = world.an_entry(case_id, "2025-11-02 01:30", zone="America/New_York", parties=((one, case_id),))
    (row,) = queries.statements(case_id, entity_ids=[other])
    services.cite_statement(entity_id=other, statement_id=row.id, citation=world.cited(page=8), **ACT)
    services.change_kind(entity_id=other, kind="Organization", reason="No shares", **ACT)
    services.describe_entity(entity_id=other, description="A club", **ACT)
    services.merge_entities(entity_id=other, into_id=one, reason="Same", **ACT)
    services.unmerge_entity(entity_id=other, reason="Not the same", **ACT)
    services.withdraw_link(link_id=link, reason="Wrong", **ACT)
    services.withdraw_entry(entry_id=entry, reason="Wrong", **ACT)

    ours = [model for model in projected_models() if model._meta.app_label == "entities"]
    assert len(ours) == 6
    assert [found for found in map(compare, ours) if not found.is_empty] == []
