"""Pages of this room: what they show, what they do, who finds them."""

from itertools import pairwise

import pytest
from django.urls import reverse

from entities import acts, queries, services
from ledger import store
from tests import builders
from tests.entities import world
from tests.people import ADA, BEN, CYD, DEE, NOON

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    return client.get(reverse(f"entities:{name}", args=args), query).content.decode()


def test_an_entity_is_added_linked_and_listed(case_id, sign_in):
    client = sign_in(ADA)
    maker = world.an_entity(case_id, "Halvardsen Server Works Inc.")

    answer = client.post(
        reverse("entities:create", args=[case_id]),
        {"kind": "Company", "name": "Northquill", "jurisdiction": "US", "citations": "X-14 p.3"}
        | {"reliability": "A", "credibility": "2"},
        follow=True,
    )
    made = next(row for row in queries.entities(case_id) if row.name == "Northquill")
    client.post(
        reverse("entities:create_link", args=[case_id]) + "?kind=sold_to",
        {"source_id": maker, "target_id": made.id, "confidence": "high", "citations": "X-14 p.4"}
        | {"quantity": "320", "unit": "servers", "valid_from": "2024-09"},
    )

    assert answer.status_code == 200
    assert "A2" in answer.content.decode()
    assert f'<a href="/exhibits/{world.CERTIFICATE}/">X-14 p.3</a>' in answer.content.decode()
    assert made.number == "E02"
    assert "Northquill" in page(client, "list", case_id)
    assert "sold to" in page(client, "entity", case_id, made.id)
    assert "X-14 p.4" in page(client, "links", case_id)


@pytest.fixture
def parts(case_id):
    one = world.an_entity(case_id, "Halvardsen Server Works Inc.", phone="+852 0000 0177")
    other = world.an_entity(case_id, "Jadewick Harbour Trading", phone="+852 0000 0177", leiCode="FICT00JADEWICKHK0643")
    link = world.a_link(case_id, (one, other), kind="sold_to")
    entry = world.an_entry(case_id, "2025-11-02 01:30", zone="America/New_York", parties=((one, case_id),))
    statement = queries.statements(case_id, entity_ids=[one])[0].id
    return {"entity": one, "other": other, "link": link, "entry": entry, "statement": statement}


def addresses(case_id, parts):
    plain = ("list", "create", "links", "create_link", "chronology", "create_entry", "timeline", "graph", "paths")
    plain += ("matches", "identifiers", "graph_svg", "graph_graphml")
    yield from (reverse(f"entities:{name}", args=[case_id]) for name in plain)
    yield reverse("entities:create_link", args=[case_id]) + "?kind=paid"
    yield from (reverse(f"entities:{name}", args=[case_id, parts[name]]) for name in ("entity", "link", "entry"))
    for kind in ("entity", "statement", "link", "entry"):
        table = getattr(acts, f"{kind.upper()}_ACTS")
        yield from (reverse(f"entities:{kind}_act", args=[case_id, parts[kind], name]) for name in table)


def test_every_page_is_there_for_the_lead(case_id, parts, sign_in):
    client = sign_in(ADA)

    answers = {address: client.get(address).status_code for address in addresses(case_id, parts)}
    assert answers == dict.fromkeys(answers, 200)


def test_no_page_is_there_for_a_stranger(case_id, parts, sign_in):
    client = sign_in(CYD)

    assert {client.get(address).status_code for address in addresses(case_id, parts)} == {404}
    assert {client.post(address).status_code for address in addresses(case_id, parts)} <= {404, 405}


def test_things_of_another_case_are_not_found_under_this_one(case_id, parts, sign_in):
    elsewhere = builders.a_case(reference="DH-2025-014")
    client = sign_in(ADA)

    shown = [
        client.get(reverse("entities:entity", args=[elsewhere, parts["entity"]])),
        client.get(reverse("entities:link", args=[elsewhere, parts["link"]])),
        client.get(reverse("entities:statement_act", args=[elsewhere, parts["statement"], "grade"])),
        client.get(reverse("entities:entry_act", args=[elsewhere, parts["entry"], "withdraw"])),
        client.get(reverse("entities:entity_act", args=[case_id, parts["entity"], "explode"])),
    ]
    assert {answer.status_code for answer in shown} == {404}


def test_a_reviewer_reads_and_reviews_but_does_not_write(case_id, parts, sign_in):
    client = sign_in(DEE)

    describe = reverse("entities:entity_act", args=[case_id, parts["entity"], "describe"])
    assert "only these may" in client.get(describe).content.decode()
    assert client.post(describe, {"description": "Mine"}).status_code == 403
    assert client.post(reverse("entities:link_act", args=[case_id, parts["link"], "review"])).status_code == 303
    assert queries.link(parts["link"]).reviewed_by == DEE


def test_an_entity_page_shows_checks_links_and_what_is_shared(case_id, parts, sign_in):
    shown = page(sign_in(ADA), "entity", case_id, parts["other"])

    assert "the check digit does not fit" in shown
    assert "FICT00JADEWICKHK0642" in shown
    assert "shares a telephone number with" in shown
    assert "sold to" in shown


def test_a_refused_statement_keeps_what_was_typed(case_id, parts, sign_in):
    address = reverse("entities:entity_act", args=[case_id, parts["entity"], "state"])
    typed = {"property": "name", "value": "My own words", "reliability": "A", "credibility": "1", "citations": "X-77"}

    answer = sign_in(ADA).post(address, typed)

    assert answer.status_code == 422
    assert "My own words" in answer.content.decode()
    assert "There is no exhibit X-77" in answer.content.decode()


def test_merging_and_undoing_it_by_the_pages(case_id, parts, sign_in):
    client = sign_in(ADA)
    merge = reverse("entities:entity_act", args=[case_id, parts["other"], "merge"])
    undo = reverse("entities:entity_act", args=[case_id, parts["other"], "unmerge"])

    client.post(merge, {"into_id": parts["entity"], "grounds": "same telephone", "reason": "One firm"})
    assert "stated of E02" in page(client, "entity", case_id, parts["entity"])
    assert "<strong>Merged into" in page(client, "entity", case_id, parts["other"])

    client.post(undo, {"reason": "Two firms"})
    assert "<strong>Merged into" not in page(client, "entity", case_id, parts["other"])
    assert "undid the merge" in page(client, "entity", case_id, parts["other"])


def test_a_doubtful_time_is_told_in_words(case_id, parts, sign_in):
    assert "showed this time twice" in page(sign_in(ADA), "chronology", case_id)


def test_the_graph_is_drawn_and_told_as_a_table(case_id, parts, sign_in):
    shown = page(sign_in(ADA), "graph", case_id)

    assert "<svg aria-hidden" in shown
    assert "Halvardsen Server Works Inc." in shown
    assert "stroke-dasharray" in shown
    assert "shares a telephone number with" in shown


def test_a_path_is_found_or_said_not_to_be_supported(case_id, parts, sign_in):
    client, lone = sign_in(ADA), world.an_entity(case_id, "Alone")
    ends = {"start": parts["entity"], "derived": "on"}

    assert "1 step" in page(client, "paths", case_id, goal=parts["other"], **ends)
    assert "No supported path" in page(client, "paths", case_id, goal=lone, **ends)


def test_the_timeline_shows_entries_links_and_exhibits(case_id, parts, sign_in):
    shown = page(sign_in(BEN), "timeline", case_id)

    assert "72 packages leave" in shown
    assert "X-14 acquired" in shown
    assert "X-16" not in shown


def test_a_page_of_the_past_shows_the_past_and_no_button(case_id, parts, sign_in):
    then = store.count_of_scope(case_id)
    services.withdraw_link(link_id=parts["link"], reason="Wrong", by=ADA, at=NOON)
    client = sign_in(ADA)

    assert "Withdrawn:" in page(client, "link", case_id, parts["link"])
    past = page(client, "link", case_id, parts["link"], as_of=then)
    assert "Withdrawn:" not in past
    assert "Correct" not in past
    assert f"?as_of={then}" in past
    names = ("list", "links", "chronology", "timeline", "graph", "paths", "matches", "identifiers", "graph_svg")
    assert all(
        client.get(reverse(f"entities:{name}", args=[case_id]), {"as_of": then}).status_code == 200 for name in names
    )


@pytest.mark.parametrize("name", ["list", "links", "chronology", "timeline", "graph"])
def test_a_page_costs_the_same_with_many_things(case_id, parts, sign_in, django_assert_max_num_queries, name):
    made = [world.an_entity(case_id, f"Firm {number}") for number in range(12)]
    for one, other in pairwise(made):
        world.a_link(case_id, (one, other))
    client = sign_in(ADA)
    page(client, name, case_id)

    with django_assert_max_num_queries(22):
        page(client, name, case_id)
