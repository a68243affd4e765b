"""The page of auditors."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.domain.markings import Marking
from cases import services as cases
from jobs.execution import run_job
from jobs.models import Job
from ledger import audit, store
from ledger.models import StoredEvent
from tests import builders
from tests.cost import queries_of
from tests.people import ADA, BEN, IDA, LOU, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def case_id():
    builders.people()
    return builders.a_case()


@pytest.mark.parametrize("who", [ADA, LOU])
def test_for_everybody_else_the_page_is_not_there(sign_in, who):
    client = sign_in(who)

    assert client.get("/audit/").status_code == 404
    assert client.post("/audit/", {"person": "ada"}).status_code == 404
    assert client.post("/audit/verify/").status_code == 404
    assert not Job.objects.exists()


def rows(answer):
    return answer.content.decode().split("<tbody>")[1]


def test_an_auditor_sees_who_did_what_when(sign_in, case_id):
    services.set_clearance(person_id=BEN, marking=Marking.GREEN, reason="New post", by=LOU, at=NOON)

    page = rows(sign_in(IDA).get("/audit/"))

    assert f'<td class="number">{store.head_position()}</td>' in page
    assert "set the clearance to TLP:GREEN: New post" in page
    assert "case: member added" in page
    assert str(case_id)[:8] in page


def test_an_auditor_reads_no_case_content(sign_in, case_id):
    cases.write_note(case_id=case_id, html="<p>Canary in the mine</p>", by=ADA, at=NOON)
    cases.describe_case(case_id=case_id, title="Canary title", summary="Canary words", by=ADA, at=NOON)

    page = sign_in(IDA).get("/audit/").content.decode()

    assert "case: note written" in page
    assert "Canary" not in page
    assert "Paper lantern" not in page
    assert "PL-2025-001" not in page


def test_a_name_becomes_an_address_without_the_name(sign_in):
    answer = sign_in(IDA).post("/audit/", {"person": "lou", "kind": "", "day": ""})

    assert answer["Location"] == f"/audit/?person={LOU}"


def test_an_unknown_name_is_refused_on_the_form(sign_in):
    answer = sign_in(IDA).post("/audit/", {"person": "nobody", "kind": "", "day": ""})

    assert answer.status_code == 422
    assert "Nobody has this sign-in name" in answer.content.decode()


def test_a_kind_that_there_is_not_is_refused_on_the_form(sign_in):
    assert sign_in(IDA).post("/audit/", {"kind": "case.exploded"}).status_code == 422


@pytest.mark.parametrize(
    ("narrowed", "shows", "hides"),
    [
        (f"person={ADA}", "case: opened", "gave the role"),
        ("kind=actor.role_granted", "gave the role", "case: opened"),
        ("day=2026-03-02", "case: opened", "nothing of another day"),
        ("day=2026-03-03", "Nothing was recorded that fits", "case: opened"),
        ("person=x&kind=x&day=x&before=x", "case: opened", "nothing at all"),
    ],
)
def test_the_page_narrows(sign_in, narrowed, shows, hides):
    page = rows(sign_in(IDA).get(f"/audit/?{narrowed}"))

    assert shows in page
    assert hides not in page


def test_a_day_is_the_reader_s_own(sign_in):
    services.choose_display(time_zone="Pacific/Kiritimati", density="regular", single_keys=True, by=IDA)

    assert "case: opened" in rows(sign_in(IDA).get("/audit/?day=2026-03-03"))
    assert "case: opened" not in rows(sign_in(IDA).get("/audit/?day=2026-03-02"))


def test_a_case_s_events_alone(sign_in, case_id):
    other = builders.a_case(reference="DH-2025-014", with_team=False)

    page = rows(sign_in(IDA).get(f"/audit/?case={other}"))

    assert str(other)[:8] in page
    assert str(case_id)[:8] not in page


def test_fifty_events_a_page_at_the_same_cost(sign_in, case_id):
    client = sign_in(IDA)
    few = queries_of(client, "/audit/")
    for number in range(40):
        cases.ask_question(case_id=case_id, text=f"Who {number}?", by=ADA, at=NOON)

    assert queries_of(client, "/audit/") == few
    first = client.get("/audit/")
    before = store.head_position() - 49
    older = client.get(f"/audit/?before={before}")

    assert rows(first).count("<tr data-row>") == 50
    assert f"before={before}" in first.content.decode()
    assert f'<td class="number">{before - 1}</td>' in rows(older)
    assert "Newest" in older.content.decode()


def test_the_log_is_verified_and_the_page_says_to_which_event(sign_in):
    assert "Not verified yet" in sign_in(IDA).get("/audit/").content.decode()
    head = store.head_position()

    assert audit.verify(by=IDA, at=timezone.now()) == 0

    page = sign_in(IDA).get("/audit/").content.decode()
    assert f"Verified to event {head}" in page
    assert "every hash" in page


def test_a_damaged_log_is_said_to_be_so(sign_in, monkeypatch):
    monkeypatch.setattr(store, "header", lambda row: {"id": str(row.id)})

    assert audit.verify(by=IDA, at=timezone.now()) == StoredEvent.objects.count() - 1

    assert "did not hold" in sign_in(IDA).get("/audit/").content.decode()


def test_verifying_is_work_for_a_worker(sign_in):
    answer = sign_in(IDA).post(reverse("accounts:verify"))
    again = sign_in(IDA).post(reverse("accounts:verify"))

    job = Job.objects.get(kind="log.verify")
    assert answer["Location"] == again["Location"] == reverse("jobs:detail", args=[job.pk])
    assert run_job(job.pk)
    assert "Verified to event" in sign_in(IDA).get("/audit/").content.decode()
    assert sign_in(IDA).get(answer["Location"]).status_code == 200
