"""The history of a case: what each event replaced, and what things were called when it happened."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.domain.markings import Marking
from accounts.queries import person
from cases import services
from cases.presenters import as_words, lines
from cases.visibility import visible
from entities import services as entities
from entities.domain.citations import WHOLE, Citation
from entities.domain.grades import Confidence
from evidence import services as evidence
from ledger import store
from tests import builders
from tests.evidence.builders import receive
from tests.people import ADA, BEN, DEE, NOON

pytestmark = pytest.mark.django_db
BY_ADA = {"by": ADA, "at": NOON}


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = str(tmp_path)


@pytest.fixture
def case_id():
    builders.people(ADA, BEN, DEE)
    case_id = builders.a_case(with_team=False)
    services.add_member(case_id=case_id, person_id=BEN, role=builders.CaseRole.ANALYST, reason="Team", **BY_ADA)
    return case_id


def newest(case_id, *, who=ADA):
    """The newest line of a case for a reader."""
    reader = person(who)
    return lines(list(visible(store.read_scope_backwards(case_id), reader))[:1], who=reader, with_changes=True)[0]


def changes(case_id):
    return [(one.label, one.old, one.new) for one in newest(case_id).changes]


def page(client, case_id, **query):
    return client.get(reverse("cases:history", args=[case_id]), query).content.decode()


def test_a_description_stands_beside_the_older_one(case_id):
    services.describe_case(case_id=case_id, title="Paper lantern II", summary="Two lots", **BY_ADA)

    assert changes(case_id) == [("title", "Paper lantern", "Paper lantern II"), ("summary", "nothing", "Two lots")]


def test_what_stays_the_same_is_no_change(case_id):
    services.describe_case(case_id=case_id, title="Paper lantern", summary="Two lots", **BY_ADA)

    assert changes(case_id) == [("summary", "nothing", "Two lots")]


def test_a_transition_shows_both_stages(case_id):
    services.move_case(case_id=case_id, transition="triage", reason="Credible", **BY_ADA)
    services.move_case(case_id=case_id, transition="hold", reason="Court", review_on=date(2026, 6, 1), **BY_ADA)

    assert changes(case_id) == [("stage", "triage", "on hold"), ("review on", "nothing", "1 Jun 2026")]


def test_a_priority_shows_all_it_rests_on(case_id):
    judged = dict.fromkeys(["quantity", "control_level", "credibility", "perishability", "reason"], "low")
    services.set_priority(case_id=case_id, priority=3, **judged, **BY_ADA)
    services.set_priority(case_id=case_id, priority=1, **{**judged, "quantity": "320 servers"}, **BY_ADA)

    assert changes(case_id) == [("priority", "3", "1"), ("quantity", "low", "320 servers")]


def test_a_marking_a_wall_and_a_hold_show_what_stood(case_id):
    services.raise_marking(case_id=case_id, marking=Marking.RED, reason="Sources", **BY_ADA)
    assert changes(case_id) == [("marking", "TLP:AMBER", "TLP:RED")]

    services.wall_case(case_id=case_id, reader_ids=[ADA], reason="Informant", **BY_ADA)
    assert changes(case_id) == [("wall", "none", "stands")]

    services.order_legal_hold(case_id=case_id, authority="Court", reason="Trial", **BY_ADA)
    assert changes(case_id) == [("legal hold", "none", "Court")]


def test_items_of_the_agenda_show_their_own_older_values(case_id):
    tasks = [
        services.add_task(case_id=case_id, title=title, owner_id=owner, due_on=date(2026, 4, 1), **BY_ADA)
        for title, owner in (("Call", BEN), ("Write", None))
    ]
    services.change_task(case_id=case_id, task_id=tasks[0], title="Call", owner_id=ADA, due_on=None, **BY_ADA)
    assert changes(case_id) == [("owner", "Ben", "Ada"), ("due", "1 Apr 2026", "nothing")]

    services.finish_task(case_id=case_id, task_id=tasks[1], proof="Written", **BY_ADA)
    assert changes(case_id) == [("state", "open", "done")]

    note = services.write_note(case_id=case_id, html="<p>Seen</p>", **BY_ADA)
    assert changes(case_id) == []
    services.revise_note(case_id=case_id, note_id=note, html="<p>Seen <b>twice</b></p>", **BY_ADA)
    assert changes(case_id) == [("note", "Seen", "Seen twice")]
    services.withdraw_note(case_id=case_id, note_id=note, reason="Wrong", **BY_ADA)
    assert changes(case_id) == [("state", "stands", "withdrawn")]

    question = services.ask_question(case_id=case_id, text="Who?", **BY_ADA)
    services.answer_question(case_id=case_id, question_id=question, answer="Jadewick", **BY_ADA)
    assert changes(case_id) == [("answer", "nothing", "Jadewick"), ("state", "open", "answered")]
    services.withdraw_question(case_id=case_id, question_id=question, reason="Moot", **BY_ADA)
    assert changes(case_id) == [("state", "answered", "withdrawn")]

    deadline = services.start_clock(case_id=case_id, rule="ear-retention", began=date(2025, 8, 2), **BY_ADA)
    services.drop_deadline(case_id=case_id, deadline_id=deadline, reason="No violation", **BY_ADA)
    assert changes(case_id) == [("state", "open", "dropped")]


def test_an_exhibit_shows_its_older_values_and_the_title_of_its_time(case_id):
    exhibit_id = receive(case_id).exhibit_id
    evidence.describe_exhibit(exhibit_id=exhibit_id, title="Customs entries", **BY_ADA)
    assert changes(case_id) == [("title", "Import entries", "Customs entries")]
    assert newest(case_id).thing == "X-01 “Customs entries”"

    evidence.raise_marking(exhibit_id=exhibit_id, marking=Marking.RED, reason="Source", **BY_ADA)
    assert changes(case_id) == [("marking", "TLP:AMBER", "TLP:RED")]

    told = lines(store.read_scope(case_id), who=person(ADA))
    assert {line.thing for line in told if line.family == "exhibit"} == {
        "X-01 “Import entries”",
        "X-01 “Customs entries”",
    }


def a_company(case_id, name):
    return entities.create_entity(
        case_id=case_id, kind="Company", statements=[entities.Saying(property="name", value=name)], **BY_ADA
    )


def test_names_in_a_line_are_those_of_its_time(case_id):
    payer, payee = a_company(case_id, "Jadewick"), a_company(case_id, "Northquill")
    ends = {"source_id": payer, "target_id": payee}
    entities.assert_link(case_id=case_id, kind="paid", **ends, confidence=Confidence.HIGH, citations=(), **BY_ADA)
    said = entities.make_statement(
        entity_id=payer, saying=entities.Saying(property="name", value="Jadewick Harbour"), **BY_ADA
    )
    entities.prefer_statement(entity_id=payer, statement_id=said, **BY_ADA)

    told = {line.sentence: line for line in lines(store.read_scope(case_id), who=person(ADA))}

    (link,) = [sentence for sentence in told if sentence.startswith("asserted the link")]
    assert "“Jadewick paid Northquill”" in link
    assert told["chose which statement is shown first"].thing == "Jadewick Harbour"


def test_an_exhibit_behind_a_wall_has_no_name_for_others(case_id):
    exhibit_id = receive(case_id).exhibit_id
    payer, payee = a_company(case_id, "Jadewick"), a_company(case_id, "Northquill")
    link_id = entities.assert_link(
        case_id=case_id,
        kind="paid",
        source_id=payer,
        target_id=payee,
        confidence=Confidence.HIGH,
        citations=(),
        **BY_ADA,
    )
    entities.cite_link(link_id=link_id, citation=Citation(exhibit_id=exhibit_id, pin=WHOLE), **BY_ADA)
    assert "X-01 “Import entries”" in newest(case_id, who=BEN).sentence

    evidence.wall_exhibit(exhibit_id=exhibit_id, reader_ids=[ADA], reason="Informant", **BY_ADA)

    assert "something that is not shown to you" in newest(case_id, who=BEN).sentence
    told = lines(store.read_scope(case_id), who=person(ADA))
    assert any("X-01 “Import entries”" in line.sentence for line in told if line.family == "link")


def test_filters_keep_the_moment_and_the_moment_keeps_the_filters(case_id, sign_in):
    services.write_note(case_id=case_id, html="<p>Ben’s</p>", by=BEN, at=NOON)
    receive(case_id)
    client = sign_in(ADA)

    assert "took in X-01" not in page(client, case_id, kind="case")
    of_ben = page(client, case_id, person=str(BEN))
    assert "Ben wrote a note" in of_ben
    assert "Ada opened" not in of_ben
    past = page(client, case_id, kind="case", as_of="3")
    assert 'name="as_of" value="3"' in past
    assert "took in" not in past
    assert "Ben wrote a note" in past
    assert "Nothing of this kind happened." in page(client, case_id, kind="exhibit", as_of="2")


def test_older_events_are_of_the_same_kind_person_and_moment(case_id, sign_in):
    for number in range(60):
        services.ask_question(case_id=case_id, text=f"Who {number}?", **BY_ADA)
    client = sign_in(ADA)

    first = page(client, case_id, kind="case", person=str(ADA), as_of="61")

    assert f"?kind=case&amp;person={ADA}&amp;as_of=61&amp;before=12" in first
    second = page(client, case_id, kind="case", person=str(ADA), as_of="61", before="12")
    assert "opened the case" in second
    assert "Older events" not in second


@pytest.mark.parametrize("query", [{"kind": "ghost"}, {"person": "x"}, {"before": "x"}, {"before": "99999"}])
def test_a_filter_that_is_none_shows_everything(case_id, sign_in, query):
    assert "opened the case" in page(sign_in(ADA), case_id, **query)


def test_what_changed_stands_on_the_page(case_id, sign_in):
    services.describe_case(case_id=case_id, title="Paper lantern II", summary="", **BY_ADA)

    shown = page(sign_in(ADA), case_id)

    assert "<td>Paper lantern</td><td>Paper lantern II</td>" in shown


def busy(case_id, times):
    """Some of everything, changed."""
    for _ in range(times):
        task = services.add_task(case_id=case_id, title="Call", owner_id=BEN, **BY_ADA)
        services.change_task(case_id=case_id, task_id=task, title="Write", owner_id=ADA, due_on=None, **BY_ADA)
        exhibit_id = receive(case_id, content=uuid4().bytes).exhibit_id
        evidence.describe_exhibit(exhibit_id=exhibit_id, title="Other", **BY_ADA)
        company = a_company(case_id, "Jadewick")
        entities.describe_entity(entity_id=company, description="Florist", **BY_ADA)


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_history_costs_the_same_however_much_it_shows(case_id, sign_in):
    client, address = sign_in(ADA), reverse("cases:history", args=[case_id])
    busy(case_id, 1)
    few = queries_of(client, address)

    busy(case_id, 7)

    assert queries_of(client, address) == few


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ((), "nothing"),
        (True, "yes"),
        (date(2026, 3, 2), "2 Mar 2026"),
        (("a", "b"), "a, b"),
        (UUID(int=1), "somebody"),
        (3, "3"),
    ],
)
def test_values_are_told_in_words(value, words):
    assert as_words(value, lambda _: "somebody") == words
