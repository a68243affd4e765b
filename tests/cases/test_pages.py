"""Pages of cases: who finds them, what they do, what they refuse."""

import pytest
from django.urls import reverse

from cases import queries, services
from cases.commands import COMMANDS
from cases.domain.stages import TRANSITIONS
from ledger import store
from tests import builders
from tests.people import ADA, BEN, CYD, DEE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    builders.people()
    return builders.a_case()


def addresses(case_id):
    yield from (reverse(f"cases:{name}", args=[case_id]) for name in ("case", "agenda", "team", "history", "propose"))
    yield from (reverse("cases:move", args=[case_id, name]) for name in TRANSITIONS)
    yield from (reverse("cases:command", args=[case_id, name]) for name, page in COMMANDS.items() if not page.item)


def test_every_page_of_a_case_is_there_for_its_lead(case_id, sign_in):
    client = sign_in(ADA)

    assert {address: client.get(address).status_code for address in addresses(case_id)} == dict.fromkeys(
        addresses(case_id), 200
    )


def test_no_page_of_a_case_is_there_for_a_stranger(case_id, sign_in):
    client = sign_in(CYD)

    assert {client.get(address).status_code for address in addresses(case_id)} == {404}
    assert {client.post(address).status_code for address in addresses(case_id)} <= {404, 405}
    assert "PL-2025-001" not in client.get("/cases/").content.decode()


def test_the_worklist_shows_what_waits(case_id, sign_in):
    services.add_task(case_id=case_id, title="Call the forwarder", owner_id=BEN, by=ADA, at=NOON)

    assert "Call the forwarder" in sign_in(BEN).get("/").content.decode()


def test_a_case_is_opened_and_shown(case_id, sign_in):
    answer = sign_in(ADA).post(
        "/cases/new/", {"reference": "DH-2025-014", "title": "Duneholt", "marking": "TLP:AMBER"}, follow=True
    )

    assert "Duneholt" in answer.content.decode()
    assert queries.case_by_reference("DH-2025-014").stage == "intake"


def test_a_taken_reference_is_refused_on_the_form(case_id, sign_in):
    answer = sign_in(ADA).post("/cases/new/", {"reference": "PL-2025-001", "title": "Again", "marking": "TLP:AMBER"})

    assert answer.status_code == 422
    assert "belongs to another case" in answer.content.decode()
    assert "Again" in answer.content.decode()


def test_a_lost_race_keeps_what_was_typed(case_id, sign_in):
    version = queries.case(case_id).version
    services.describe_case(case_id=case_id, title="Ben was first", summary="", by=ADA, at=NOON)

    answer = sign_in(ADA).post(
        reverse("cases:command", args=[case_id, "describe"]),
        {"title": "My own words", "summary": "Long work", "expected_version": version},
    )

    assert answer.status_code == 409
    assert "My own words" in answer.content.decode()
    assert "Ben was first" in answer.content.decode()
    assert queries.case(case_id).title == "Ben was first"


def test_a_reviewer_reads_but_cannot_write(case_id, sign_in):
    client = sign_in(DEE)
    address = reverse("cases:command", args=[case_id, "write-note"])

    assert "only these may" in client.get(address).content.decode()
    assert client.post(address, {"html": "<p>Mine</p>"}).status_code == 403
    assert queries.notes(case_id) == []


def test_a_note_loses_its_script(case_id, sign_in):
    sign_in(ADA).post(
        reverse("cases:command", args=[case_id, "write-note"]),
        {"html": '<p hx-get="/x" style="a">Seen</p><script>alert(1)</script>'},
    )

    (note,) = queries.notes(case_id)
    assert "script" not in note.html
    assert "hx-get" not in note.html
    assert "style" not in note.html


def test_a_page_of_the_past_shows_the_past_and_no_button(case_id, sign_in):
    before = store.count_of_scope(case_id)
    services.describe_case(case_id=case_id, title="Renamed", summary="", by=ADA, at=NOON)
    address = reverse("cases:case", args=[case_id])

    past = sign_in(ADA).get(f"{address}?as_of={before}").content.decode()

    assert "Paper lantern" in past
    assert "Back to now" in past
    assert "Set the priority" not in past


@pytest.mark.parametrize("wanted", ["0", "999999", "yesterday", "2026-03-02T12:00:00", "1900-01-01T00:00:00Z"])
def test_a_moment_that_is_none_is_refused_in_words(case_id, sign_in, wanted):
    answer = sign_in(ADA).get(reverse("cases:case", args=[case_id]), {"as_of": wanted})

    assert answer.status_code in {400, 422}


def test_the_history_tells_every_event_in_words(case_id, sign_in):
    page = sign_in(ADA).get(reverse("cases:history", args=[case_id])).content.decode()

    assert "opened the case PL-2025-001" in page
    assert "added Ben as analyst" in page


def test_the_list_costs_the_same_with_many_cases(case_id, sign_in, django_assert_max_num_queries):
    for number in range(30):
        builders.a_case(reference=f"MA-2025-{number + 100}", with_team=False)
    client = sign_in(ADA)
    client.get("/cases/")

    with django_assert_max_num_queries(14):
        client.get("/cases/")
