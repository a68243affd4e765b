"""The match queue: what is proposed, how it is answered, and what is never asked again."""

import pytest
from django.urls import reverse

from accounts.queries import person
from cases import services as cases
from entities import queries, services
from entities.models import Candidate
from entities.services import Saying
from entities.sightings import seen_elsewhere
from ledger import store
from ledger.consumers import catch_up, reset
from ledger.projections import compare
from tests import builders
from tests.entities import world
from tests.people import ADA, BEN, CYD, DEE, NOON

pytestmark = pytest.mark.django_db
ACT = {"by": BEN, "at": NOON}
LEI = "FICT00JADEWICKHK0642"


@pytest.fixture
def pair(case_id):
    one = world.an_entity(case_id, "Jadewick Harbour Trading (HK) Limited", jurisdiction="HK")
    other = world.an_entity(case_id, "Jadewick Harbor Trading", jurisdiction="HK")
    world.an_entity(case_id, "Northquill Compute Integration LLC")
    catch_up("sightings")
    return one, other


def waiting(case_id):
    catch_up("sightings")
    return [(row.grounds, {row.one_id, row.other_id}) for row in queries.open_matches([case_id])]


def ask(client, *ids, **typed):
    """Answer the question about a case's pair of entities."""
    return client.post(reverse("entities:match", args=ids), typed, follow=True)


def test_a_similar_name_is_proposed_once(case_id, pair):
    assert waiting(case_id) == [(["similar name"], set(pair))]
    assert queries.open_matches_for([case_id]) == {case_id: 1}


def test_the_count_for_many_cases_is_one_query(case_id, pair, django_assert_num_queries):
    other = builders.a_case(reference="DH-2025-014")

    with django_assert_num_queries(1):
        assert queries.open_matches_for([case_id, other]) == {case_id: 1}


def test_the_same_number_stands_above_a_similar_name(case_id, pair):
    for name in ("Lantanhurst", "Tulpenveld"):
        world.an_entity(case_id, name, leiCode=LEI)

    assert [grounds for grounds, _ in waiting(case_id)] == [[f"lei:{LEI}"], ["similar name"]]


def test_a_no_is_remembered_and_not_asked_again(case_id, pair):
    services.reject_match(entity_id=pair[0], other_id=pair[1], reason="A florist", **ACT)
    assert queries.open_matches_for([case_id]) == {}  # at once, before the consumer has read it

    services.make_statement(entity_id=pair[1], saying=Saying(property="phone", value="+1 604 000 0130"), **ACT)
    reset("sightings")
    assert waiting(case_id) == []
    assert [(row.answer, row.reason) for row in queries.match_answers(case_id)] == [("no", "A florist")]


def test_new_evidence_asks_again(case_id, pair):
    services.reject_match(entity_id=pair[1], other_id=pair[0], reason="A florist", **ACT)
    for one in pair:
        services.make_statement(entity_id=one, saying=Saying(property="leiCode", value=LEI), **ACT)

    assert waiting(case_id) == [([f"lei:{LEI}", "similar name"], set(pair))]


def test_what_is_unsure_is_set_aside(case_id, pair):
    services.leave_match_open(entity_id=pair[0], other_id=pair[1], remark="Ask the register", **ACT)

    assert waiting(case_id) == []
    assert [row.answer for row in queries.match_answers(case_id)] == ["unsure"]


def test_a_merge_ends_the_question_and_undoing_it_is_a_no(case_id, pair):
    services.merge_entities(entity_id=pair[1], into_id=pair[0], reason="Same number", **ACT)
    assert waiting(case_id) == []

    services.unmerge_entity(entity_id=pair[1], reason="Two registers", **ACT)
    assert waiting(case_id) == []
    assert [row.reason for row in queries.match_answers(case_id)] == ["Two registers"]


def test_a_merged_entity_s_names_count_for_the_one_that_it_became(case_id, pair):
    stray = world.an_entity(case_id, "Orbit Parts")
    services.merge_entities(entity_id=stray, into_id=pair[0], reason="Same office", **ACT)
    third = world.an_entity(case_id, "Orbit Parts Ltd")

    assert (["name:orbit parts"], {pair[0], third}) in waiting(case_id)


def test_a_withdrawn_statement_speaks_for_nothing(case_id, pair):
    (row,) = (one for one in queries.statements(case_id, entity_ids=[pair[1]]) if one.property == "name")
    services.withdraw_statement(entity_id=pair[1], statement_id=row.id, reason="Misread", **ACT)

    assert waiting(case_id) == []


def test_a_part_of_a_name_that_everybody_has_says_nothing(case_id, monkeypatch):
    monkeypatch.setattr("entities.matching.MOST_IN_BLOCK", 2)
    for place in ("Alpha", "Bravo", "Delta"):
        world.an_entity(case_id, f"{place} Trading")

    assert waiting(case_id) == []


def test_candidates_are_the_same_when_made_anew(case_id, pair):
    for one in pair:
        services.make_statement(entity_id=one, saying=Saying(property="leiCode", value=LEI), **ACT)
    catch_up("sightings")
    before = list(Candidate.objects.order_by("pk").values())
    reset("sightings")
    catch_up("sightings")

    assert list(Candidate.objects.order_by("pk").values()) == before


def test_answers_equal_their_rebuild(case_id, pair):
    services.reject_match(entity_id=pair[0], other_id=pair[1], reason="A florist", **ACT)
    services.leave_match_open(entity_id=pair[1], other_id=pair[0], **ACT)
    services.merge_entities(entity_id=pair[1], into_id=pair[0], reason="Same", **ACT)
    services.unmerge_entity(entity_id=pair[1], reason="Not the same", **ACT)

    row = queries.match_answers(case_id)[0]
    assert row.reason == "Not the same"
    assert compare(type(row)).is_empty


def test_both_stand_side_by_side_with_their_sources(case_id, pair, sign_in):
    client = sign_in(ADA)

    queue = client.get(reverse("entities:matches", args=[case_id])).content.decode()
    shown = client.get(reverse("entities:match", args=[case_id, *pair])).content.decode()

    assert "Jadewick Harbor Trading" in queue
    assert "Northquill" not in queue
    assert shown.count("X-14 p.3") == 2
    assert "similar names" in shown
    assert 'data-key="y"' in shown
    assert 'Matches <span class="count">1</span>' in shown


def test_yes_asks_for_a_reason_and_merges(case_id, pair, sign_in):
    client = sign_in(BEN)

    refused = ask(client, case_id, *pair, answer="yes", keep=pair[0])
    assert refused.status_code == 422
    assert "Say why they are one." in refused.content.decode()

    done = ask(client, case_id, *pair, answer="yes", keep=pair[0], reason="Same number")
    assert "can be undone" in done.content.decode()
    merged = queries.entity(pair[1])
    assert merged.merged_into == pair[0]
    assert queries.merge_steps(case_id)[0].grounds == ["similar name"]
    assert "One of the two is merged" in client.get(reverse("entities:match", args=[case_id, *pair])).content.decode()


def test_yes_keeps_the_one_that_was_chosen(case_id, pair, sign_in):
    ask(sign_in(BEN), case_id, *pair, answer="yes", keep=pair[1], reason="The register writes it so")

    assert queries.entity(pair[0]).merged_into == pair[1]


def test_no_and_unsure_are_answered_by_button_and_lead_to_the_next_pair(case_id, pair, sign_in):
    client = sign_in(BEN)
    twins = [world.an_entity(case_id, name) for name in ("Orbit Parts", "Orbit Parts Ltd")]
    catch_up("sightings")

    assert ask(client, case_id, *twins, answer="no").status_code == 422
    answer = ask(client, case_id, *twins, answer="no", reason="Two towns")
    assert set(answer.redirect_chain[0][0].strip("/").split("/")[-2:]) == set(map(str, pair))
    answer = ask(client, case_id, *pair, answer="unsure")
    assert answer.redirect_chain[0][0] == reverse("entities:matches", args=[case_id])

    shown = answer.content.decode()
    assert "Set aside as unsure" in shown
    assert "Two towns" in shown
    assert "No pair waits" in shown


def test_an_answer_that_is_none_is_refused(case_id, pair, sign_in):
    answer = ask(sign_in(BEN), case_id, *pair, answer="perhaps", reason="x")

    assert answer.status_code == 422
    assert "Say yes, unsure or no." in answer.content.decode()
    assert queries.match_answers(case_id) == []


def test_a_reviewer_looks_and_does_not_answer_and_a_stranger_finds_nothing(case_id, pair, sign_in):
    client = sign_in(DEE)
    address = reverse("entities:match", args=[case_id, *pair])

    assert "only these may" in client.get(address).content.decode()
    assert client.post(address, {"answer": "no", "reason": "Mine"}).status_code == 403
    assert sign_in(CYD).get(address).status_code == 404
    assert client.get(reverse("entities:matches", args=[case_id])).status_code == 404


def test_a_page_of_the_past_shows_what_was_judged_by_then(case_id, pair, sign_in):
    services.reject_match(entity_id=pair[0], other_id=pair[1], reason="A florist", **ACT)
    then = store.count_of_scope(case_id)
    services.leave_match_open(entity_id=pair[0], other_id=pair[1], remark="Perhaps", **ACT)
    client = sign_in(ADA)

    past = client.get(reverse("entities:matches", args=[case_id]), {"as_of": then}).content.decode()

    assert "A florist" in past
    assert "Perhaps" not in past


# Across cases


@pytest.fixture
def florist(case_id):
    """A firm of a similar name in a case of Ada's and Dee's that Ben does not read."""
    there = builders.a_case(reference="GR-2024-030", with_team=False)
    made = services.create_entity(
        case_id=there,
        kind="Company",
        statements=[Saying(property="name", value="Jadewick Harbor Trading Ltd")],
        by=ADA,
        at=NOON,
    )
    return there, made


@pytest.fixture
def jadewick(case_id, florist):
    made = world.an_entity(case_id)
    catch_up("sightings")
    return made


def test_a_similar_name_elsewhere_is_rejected_with_a_reason_and_remembered(case_id, jadewick, florist, sign_in):
    client = sign_in(ADA)
    assert [one.entity.id for one in seen_elsewhere([jadewick], case_id=case_id, who=person(ADA)).matches] == [
        florist[1]
    ]

    done = ask(client, case_id, jadewick, florist[1], answer="no", reason="A florist in Vancouver")

    assert "1 held to be different" in done.content.decode()
    again = client.get(reverse("entities:match", args=[case_id, jadewick, florist[1]])).content.decode()
    assert "<strong>Held to be different</strong> by Ada" in again
    assert ": A florist in Vancouver" in again
    found = seen_elsewhere([jadewick], case_id=case_id, who=person(ADA))
    assert (found.matches, [reason for _, reason in found.rejected]) == ([], ["A florist in Vancouver"])


def test_new_evidence_elsewhere_asks_again(case_id, jadewick, florist):
    services.reject_match(entity_id=jadewick, other_id=florist[1], reason="A florist", by=ADA, at=NOON)
    for one in (jadewick, florist[1]):
        phone = Saying(property="phone", value="+852 0000 0177")
        services.make_statement(entity_id=one, saying=phone, by=ADA, at=NOON)
    catch_up("sightings")

    found = seen_elsewhere([jadewick], case_id=case_id, who=person(ADA))
    assert [one.key for one in found.matches] == ["phone:+85200000177"]


def test_entities_of_two_cases_are_never_merged_by_the_question(case_id, jadewick, florist, sign_in):
    answer = ask(sign_in(ADA), case_id, jadewick, florist[1], answer="yes", reason="One firm")

    assert answer.status_code == 422
    assert queries.entity(jadewick).merged_into is None


def test_who_does_not_read_the_other_case_learns_nothing_of_the_comparison(case_id, jadewick, florist, sign_in):
    ben = sign_in(BEN)
    entity_page, history = (
        reverse("entities:entity", args=[case_id, jadewick]),
        reverse("cases:history", args=[case_id]),
    )
    cases.wall_case(case_id=florist[0], reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)
    services.reject_match(entity_id=jadewick, other_id=florist[1], reason="A florist", by=ADA, at=NOON)

    assert ben.get(reverse("entities:match", args=[case_id, jadewick, florist[1]])).status_code == 404
    assert "florist" not in ben.get(entity_page).content.decode()
    assert "florist" not in ben.get(history).content.decode()
    assert "florist" in sign_in(ADA).get(history).content.decode()
