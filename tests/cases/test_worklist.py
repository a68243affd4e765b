"""The first page: counters over what one may read, and how one's cases stand."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import saved_views
from accounts.domain.markings import Marking
from cases import proposals, services
from cases.domain.deadlines import Unit
from cases.domain.proposal import Subject
from cases.domain.roles import CaseRole
from cases.domain.stages import Outcome
from dossiers.models import Dossier
from entities import services as entities
from entities.services import Saying
from jobs.models import Job, State
from ledger import consumers
from tests import builders
from tests.cost import queries_of
from tests.people import ADA, BEN, CYD, DEE, EVE, IDA, LOU, NOON

pytestmark = pytest.mark.django_db
NAMED = Saying(property="name", value="Jadewick Harbour Trading (HK) Limited")


@pytest.fixture(autouse=True)
def case_id():
    builders.people()
    return builders.a_case()


def counters(client):
    page = client.get("/").content.decode()
    return {label: int(number) for number, label in re.findall(r"<strong>(\d+)</strong>([^<]+)</a>", page)}


def a_task(case_id, *, days, owner_id=BEN):
    due_on = timezone.localdate() + timedelta(days=days)
    return services.add_task(
        case_id=case_id, title="Call the forwarder", owner_id=owner_id, due_on=due_on, by=ADA, at=NOON
    )


def a_deadline(case_id, *, days, title="VSD narrative"):
    today = timezone.localdate()
    services.set_deadline(
        case_id=case_id,
        kind="vsd",
        title=title,
        legal_basis="15 CFR 764.5",
        counted_from=today,
        amount=days,
        unit=Unit.DAYS,
        by=ADA,
        at=NOON,
    )


def a_proposal(case_id, *, by=ADA):
    return proposals.propose(
        case_id=case_id,
        subject=Subject.LOWER_CASE_MARKING,
        target_id=case_id,
        terms={"marking": Marking.GREEN.value},
        reason="Published since",
        by=by,
        at=NOON,
    )


def test_tasks_and_what_is_due_are_counted_and_listed(case_id, sign_in):
    a_task(case_id, days=2)
    a_task(case_id, days=30)
    a_deadline(case_id, days=5)
    client = sign_in(BEN)

    assert counters(client)["Your tasks"] == 2
    assert counters(client)["Due this week"] == 2
    page = client.get("/waits/due/").content.decode()
    assert "VSD narrative" in page
    assert "15 CFR 764.5" in page
    assert page.count("Call the forwarder") == 1


def test_what_is_late_is_due(case_id, sign_in):
    a_task(case_id, days=-3)

    assert "late" in sign_in(BEN).get("/waits/due/").content.decode()


def test_the_case_s_next_deadline_stands_with_its_legal_basis_and_lead(case_id, sign_in):
    a_deadline(case_id, days=40, title="The later one")
    a_deadline(case_id, days=20)

    page = sign_in(BEN).get("/").content.decode()

    assert "VSD narrative" in page
    assert "15 CFR 764.5" in page
    assert "The later one" not in page.split("<tbody>")[1].split("Ada")[0]
    assert "<td>Ada</td>" in page


def test_the_last_event_is_told_in_words(case_id, sign_in):
    services.ask_question(case_id=case_id, text="Who signed?", by=BEN, at=NOON)

    assert re.search(r"Ben asked[^<]+Who signed", sign_in(ADA).get("/").content.decode())


def test_a_custodian_sees_the_case_without_its_records(case_id, sign_in):
    a_deadline(case_id, days=2)
    services.ask_question(case_id=case_id, text="Canary question", by=ADA, at=NOON)

    page = sign_in(builders.FAY).get("/").content.decode()

    assert "PL-2025-001" in page
    assert "VSD narrative" not in page
    assert "Canary question" not in page
    assert counters(sign_in(builders.FAY))["Due this week"] == 0


def test_proposals_wait_for_those_who_can_act_on_them(case_id, sign_in):
    proposal_id = a_proposal(case_id)
    assert [counters(sign_in(who))["Awaiting your review"] for who in (ADA, BEN, CYD, DEE, EVE)] == [0, 0, 0, 1, 0]

    proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)

    assert [counters(sign_in(who))["Awaiting your review"] for who in (ADA, DEE, EVE)] == [0, 0, 1]
    assert "waits for a third person" in sign_in(EVE).get("/waits/review/").content.decode()


@pytest.mark.parametrize(
    ("state", "edition", "expected"),
    [
        ("requested", "", {}),
        ("rendered", "draft", {DEE: "waits for a review"}),
        ("reviewed", "draft", {EVE: "waits for an approval"}),
        ("approved", "draft", {}),
        ("approved", "final", {EVE: "waits to be released"}),
        ("released", "final", {}),
    ],
)
def test_dossiers_wait_for_those_who_can_act_on_them(case_id, sign_in, state, edition, expected):
    a_dossier(case_id, state=state, edition=edition)

    for who in (ADA, BEN, DEE, EVE):
        page = sign_in(who).get("/waits/review/").content.decode()
        assert ("Dossier 1, version 1" in page) == (who in expected)
        assert expected.get(who, "Awaiting your review") in page


def test_nobody_reviews_a_dossier_of_their_own_hands(case_id, sign_in):
    services.add_member(case_id=case_id, person_id=BEN, role=CaseRole.REVIEWER, reason="Team", by=ADA, at=NOON)
    a_dossier(case_id, state="rendered", edition="draft", prepared_by=BEN)

    assert counters(sign_in(BEN))["Awaiting your review"] == 0
    assert counters(sign_in(DEE))["Awaiting your review"] == 1


def a_dossier(case_id, *, state, edition, prepared_by=ADA):
    Dossier.objects.create(
        id=builders.UUID(int=77),
        case_id=case_id,
        number=1,
        dossier_version=1,
        title="For the authority",
        marking="TLP:AMBER",
        marking_rank=Marking.AMBER.rank,
        position=1,
        state=state,
        edition=edition,
        prepared_by=prepared_by,
        reviewed_by=DEE if state in {"reviewed", "approved", "released"} else None,
        requested_at=NOON,
        changed_at=NOON,
        version=1,
    )


def test_failed_jobs_lead_to_the_jobs(case_id, sign_in):
    Job.objects.create(kind="x", queue="fast", state=State.PARKED, scope_id=case_id, promised_at=NOON)

    assert counters(sign_in(ADA))["Failed jobs"] == 1
    assert counters(sign_in(CYD))["Failed jobs"] == 0
    assert 'href="/jobs/?show=parked"' in sign_in(ADA).get("/").content.decode()


def test_a_match_in_two_cases_is_new_until_it_was_seen(case_id, sign_in):
    other = builders.a_case(reference="DH-2025-014", with_team=False)
    for place in (case_id, other):
        entities.create_entity(case_id=place, kind="Company", statements=[NAMED], by=ADA, at=NOON)
    consumers.catch_up("sightings")
    client = sign_in(ADA)
    assert counters(client)["New matches"] == 2
    assert "also in DH-2025-014" in client.get("/waits/matches/").content.decode()
    assert counters(sign_in(BEN))["New matches"] == 0

    client = sign_in(ADA)
    client.post("/waits/matches/")

    assert counters(client)["New matches"] == 0
    assert "since you last looked" in client.get("/waits/matches/").content.decode()
    assert saved_views.last_look(ADA, list_name="matches") > NOON


def test_a_pair_that_may_be_one_waits_for_those_who_can_judge_it(case_id, sign_in):
    for _ in range(2):
        entities.create_entity(case_id=case_id, kind="Company", statements=[NAMED], by=ADA, at=NOON)
    consumers.catch_up("sightings")

    assert [counters(sign_in(who))["New matches"] for who in (ADA, BEN, CYD, DEE)] == [1, 1, 0, 0]
    assert "waits to be judged" in sign_in(BEN).get("/waits/matches/").content.decode()


def test_tabs_narrow_the_cases(case_id, sign_in):
    closed = builders.a_case(reference="DH-2025-014", with_team=False)
    services.move_case(
        case_id=closed, transition="close", reason="No ground", outcome=Outcome.UNFOUNDED, by=ADA, at=NOON
    )

    client = sign_in(ADA)

    assert "DH-2025-014" not in client.get("/").content.decode()
    assert "DH-2025-014" in client.get("/?show=closed").content.decode()
    assert "PL-2025-001" in client.get("/?show=lead").content.decode()
    assert "PL-2025-001" not in sign_in(BEN).get("/?show=lead").content.decode()


@pytest.mark.parametrize(
    ("who", "next_act"),
    [(CYD, "/cases/new/"), (LOU, "/people/"), (IDA, "/audit/")],
)
def test_an_empty_worklist_names_the_next_act(sign_in, who, next_act):
    page = sign_in(who).get("/").content.decode()

    assert 'class="empty"' in page
    assert f'href="{next_act}"' in page.split('<div class="empty">')[1]


def test_the_worklist_costs_the_same_with_many_cases(case_id, sign_in):
    client = sign_in(ADA)
    few = queries_of(client, "/")
    for number in range(12):
        more = builders.a_case(reference=f"MA-2025-{number + 100}", with_team=False)
        a_deadline(more, days=3)
        services.ask_question(case_id=more, text="Who?", by=ADA, at=NOON)

    assert queries_of(client, "/") <= few
    assert queries_of(client, "/waits/due/") <= few


def test_a_view_that_there_is_not_is_not_there(sign_in):
    assert sign_in(ADA).get("/waits/lunch/").status_code == 404
