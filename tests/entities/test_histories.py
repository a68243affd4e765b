"""The history of an entity, a link and an entry, with old and new values in words."""

import re

import pytest
from django.urls import reverse

from entities import queries, services
from entities.domain.chronology import Happening
from entities.domain.grades import Confidence, Credibility, Grade, Reliability
from entities.services import Saying
from ledger import store
from tests.entities import world
from tests.people import ADA, BEN, DEE, NOON

pytestmark = pytest.mark.django_db
ACT = {"by": BEN, "at": NOON}


def told(client, name, *ids, **query):
    """What each event changed: label, old, new."""
    shown = client.get(reverse(f"entities:{name}", args=ids), query).content.decode()
    history = shown[shown.index("<h2>History</h2>") :]
    plain = r"<dt>(.*?)</dt><dd>(?:<del>(.*?)</del>.*?)?<ins>(.*?)</ins>"
    return [re.findall(plain, item, re.DOTALL) for item in history.split("<li>")[1:]]


def test_a_link_tells_what_each_correction_changed(case_id, sign_in):
    ends = world.an_entity(case_id, "Jadewick"), world.an_entity(case_id, "Northquill")
    made = world.a_link(
        case_id, ends, valid_from=world.day("2025-02"), properties={"amount": "41000000", "currency": "USD"}
    )
    services.review_link(link_id=made, by=DEE, at=NOON)
    services.correct_link(
        link_id=made,
        confidence=Confidence.LOW,
        valid_from=world.day("2025-03"),
        valid_to=None,
        properties={"amount": "12000000", "currency": "USD"},
        remark="",
        reason="Second advice",
        **ACT,
    )
    services.cite_link(link_id=made, citation=world.cited(page=9), **ACT)
    services.withdraw_link(link_id=made, reason="Wrong", **ACT)

    asserted, reviewed, corrected, cited, withdrawn = told(sign_in(ADA), "link", case_id, made)

    assert ("From", "", "E01 Jadewick") in asserted
    assert ("Citations", "", "X-14 p.3") in asserted
    assert reviewed == [("Reviewed", "", "yes")]
    assert set(corrected) == {
        ("Confidence", "high", "low"),
        ("Valid from", "2025-02", "2025-03"),
        ("Amount", "41000000", "12000000"),
        ("Reviewed", "yes", "nothing"),
    }
    assert cited == [("Citations", "X-14 p.3", "X-14 p.3, X-14 p.9")]
    assert withdrawn == [("Withdrawn", "", "yes")]


def test_an_entry_tells_what_a_correction_changed(case_id, sign_in):
    party = world.an_entity(case_id, "Jadewick")
    made = world.an_entry(case_id)
    services.correct_entry(
        entry_id=made,
        happening=Happening(date_text="2025-08-03", zone="+08:00", summary="70 packages", parties=((party, case_id),)),
        reason="Manifest",
        **ACT,
    )
    services.withdraw_entry(entry_id=made, reason="Doubled", **ACT)

    _, corrected, withdrawn = told(sign_in(ADA), "entry", case_id, made)

    assert ("When, as written", "2025-08-02 06:30", "2025-08-03") in corrected
    assert ("Instant", "2025-08-01 22:30:00 UTC", "2025-08-02 16:00:00 UTC") in corrected
    assert ("Known to the", "minute", "day") in corrected
    assert ("Parties", "", "E01 Jadewick") in corrected
    assert ("Citations", "X-14 p.3", "nothing") in corrected
    assert withdrawn == [("Withdrawn", "", "yes")]


def test_an_entity_tells_what_happened_to_its_statements_and_merges(case_id, sign_in):
    kept, gone = world.an_entity(case_id, "Jadewick Harbour"), world.an_entity(case_id, "Jadewick Harbor")
    (row,) = queries.statements(case_id, entity_ids=[gone])
    grade = Grade(reliability=Reliability.B, credibility=Credibility.PROBABLE)
    services.grade_statement(entity_id=gone, statement_id=row.id, grade=grade, reason="Register", **ACT)
    services.change_kind(entity_id=gone, kind="Organization", reason="No shares", **ACT)
    services.reject_match(entity_id=gone, other_id=kept, reason="Two towns", **ACT)
    services.merge_entities(entity_id=gone, into_id=kept, reason="One town", **ACT)
    client = sign_in(ADA)

    created, named, graded, kind, rejected, merged = told(client, "entity", case_id, gone)

    assert created == [("Kind", "", "Company")]
    assert ("Name", "", "Jadewick Harbor") in named
    assert graded == [("Grade of Name “Jadewick Harbor”", "F6", "B2")]
    assert kind == [("Kind", "Company", "Organisation")]
    assert rejected == [("Compared with", "", "E01 Jadewick Harbour: a different one")]
    assert merged == [("Merged into", "", "E01 Jadewick Harbour")]
    assert told(client, "entity", case_id, kept)[-1] == [("Recognised as this one", "", "E02 Jadewick Harbor")]


def test_a_withdrawn_statement_is_told_with_what_it_said(case_id, sign_in):
    holder, made = world.an_entity(case_id, "Selat"), world.an_entity(case_id, "Account", kind="BankAccount")
    owner = services.make_statement(entity_id=made, saying=Saying(property="holder", value=str(holder)), **ACT)
    services.prefer_statement(entity_id=made, statement_id=owner, **ACT)
    services.withdraw_statement(entity_id=made, statement_id=owner, reason="Misread", **ACT)

    *_, stated, preferred, withdrawn = told(sign_in(ADA), "entity", case_id, made)

    assert ("Holder", "", "E01 Selat") in stated
    assert [label for label, *_ in preferred] == ["Holder shown first"]
    assert ("Holder", "E01 Selat", "nothing") in withdrawn


def test_names_are_those_of_the_moment_of_the_page(case_id, sign_in):
    ends = world.an_entity(case_id, "Old name"), world.an_entity(case_id, "Northquill")
    made = world.a_link(case_id, ends)
    then = store.count_of_scope(case_id)
    later = services.make_statement(entity_id=ends[0], saying=Saying(property="name", value="New name"), **ACT)
    services.prefer_statement(entity_id=ends[0], statement_id=later, **ACT)
    client = sign_in(ADA)

    assert ("From", "", "E01 Old name") in told(client, "link", case_id, made, as_of=then)[0]
    assert ("From", "", "E01 New name") in told(client, "link", case_id, made)[0]


def test_a_history_says_nothing_of_exhibits_that_one_may_not_read(case_id, sign_in):
    ends = world.an_entity(case_id, "Jadewick"), world.an_entity(case_id, "Northquill")
    made = services.assert_link(
        case_id=case_id,
        kind="paid",
        source_id=ends[0],
        target_id=ends[1],
        confidence=Confidence.HIGH,
        citations=(world.cited(world.SECRET),),
        by=ADA,
        at=NOON,
    )

    assert ("Citations", "", "a withheld exhibit") in told(sign_in(BEN), "link", case_id, made)[0]
    assert ("Citations", "", "X-16 p.3") in told(sign_in(ADA), "link", case_id, made)[0]


def test_a_long_history_costs_no_query_more(case_id, sign_in, django_assert_max_num_queries):
    made = world.an_entity(case_id, "Jadewick")
    address = reverse("entities:entity", args=[case_id, made])
    client = sign_in(ADA)
    client.get(address)
    for number in range(40):
        services.make_statement(entity_id=made, saying=Saying(property="alias", value=f"Name {number}"), **ACT)

    with django_assert_max_num_queries(32):
        shown = client.get(address).content.decode()
    assert shown.count('<dl class="changes">') == 42
