"""Pages cost the same number of queries however many rows they stand on, and long sections come in sheets."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import queries, services
from entities import services as entities
from ledger import store
from tests import builders
from tests.evidence.builders import receive
from tests.people import ADA, BEN, NOON

pytestmark = pytest.mark.django_db
BY_ADA = {"by": ADA, "at": NOON}


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = str(tmp_path)


@pytest.fixture
def case_id():
    builders.people(ADA, BEN)
    return builders.a_case(with_team=False)


def grow(case_id, *, times, letters):
    """A row of everything, so many times."""
    for number in range(times):
        services.ask_question(case_id=case_id, text=f"Who {number}?", **BY_ADA)
        services.add_task(case_id=case_id, title=f"Call {number}", owner_id=ADA, **BY_ADA)
        services.write_note(case_id=case_id, html=f"<p>Seen {number}</p>", **BY_ADA)
        services.start_clock(case_id=case_id, rule="ear-retention", began=NOON.date(), **BY_ADA)
        receive(case_id, content=f"{letters} {number}".encode())
        named = entities.Saying(property="name", value=f"{letters} {number}")
        entities.create_entity(case_id=case_id, kind="Company", statements=[named], **BY_ADA)
        builders.a_case(reference=f"{letters}-2025-{number + 100}", with_team=False)


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
        return len(captured)


def test_every_list_costs_the_same_at_two_and_at_twelve_rows(case_id, sign_in):
    client = sign_in(ADA)
    names = ("cases:case", "cases:agenda", "cases:team", "cases:history", "evidence:list", "entities:list")
    addresses = ["/", "/cases/", *(reverse(name, args=[case_id]) for name in names)]
    grow(case_id, times=2, letters="FEW")
    few = {address: queries_of(client, address) for address in addresses}

    grow(case_id, times=10, letters="MORE")

    assert {address: queries_of(client, address) for address in addresses} == few


def test_a_long_section_comes_in_sheets(case_id, sign_in):
    for number in range(51):
        at = NOON + timedelta(minutes=number)
        services.ask_question(case_id=case_id, text=f"Who was number {number}?", by=ADA, at=at)
    client, address = sign_in(ADA), reverse("cases:agenda", args=[case_id])
    end = store.count_of_scope(case_id)

    first = client.get(address).content.decode()
    assert "Who was number 49?" in first
    assert "Who was number 50?" not in first
    assert 'href="?questions=2#questions"' in first

    for query in ({"questions": "2"}, {"questions": "2", "as_of": str(end)}):
        second = client.get(address, query).content.decode()
        assert "Who was number 50?" in second
        assert "Who was number 49?" not in second
        assert "The questions before" in second


@pytest.mark.parametrize("number", ["0", "x", "-1", "²", "99999999999999"])
def test_a_sheet_that_is_none_is_the_first_or_empty(case_id, sign_in, number):
    services.ask_question(case_id=case_id, text="Who?", **BY_ADA)

    assert sign_in(ADA).get(reverse("cases:agenda", args=[case_id]), {"questions": number}).status_code == 200


def test_the_agenda_of_the_past_is_in_the_order_of_today(case_id):
    grow(case_id, times=3, letters="PAST")
    (task, *_) = queries.tasks(case_id)
    services.finish_task(case_id=case_id, task_id=task.id, proof="Called", **BY_ADA)
    services.add_task(case_id=case_id, title="Sooner", due_on=NOON.date(), **BY_ADA)
    now = store.head_position()

    for read in (queries.questions, queries.tasks, queries.notes, queries.deadlines):
        assert [row.id for row in read(case_id)] == [row.id for row in read(case_id, upto=now)]
    for read in (queries.tasks, queries.deadlines):
        today, then = read(case_id, state="open"), read(case_id, state="open", upto=now)
        assert [row.id for row in today] == [row.id for row in then] != []
