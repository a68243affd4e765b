"""The list of cases: filters, kept views, acts on many cases."""

import re

import pytest
from django.urls import reverse

from accounts import saved_views
from accounts import services as accounts
from accounts.models import SavedView
from cases import queries, services
from cases.domain.refusals import AlreadyOnTeam
from cases.domain.roles import CaseRole
from cases.domain.stages import Outcome
from ledger import store
from ledger.domain.errors import BadInput
from tests import builders
from tests.cost import queries_of
from tests.people import ADA, BEN, CYD, DEE, HAL, LOU, NOON

pytestmark = pytest.mark.django_db
BULK = "/cases/bulk/"
URGENT = {
    "priority": "1",
    "quantity": "320 servers",
    "control_level": "3A090",
    "credibility": "Usually reliable",
    "perishability": "Weeks",
    "reason": "New figures",
}


@pytest.fixture(autouse=True)
def case_ids():
    """Paper lantern, led by Ada with a team; two more of hers alone, the last one closed."""
    builders.people()
    first = builders.a_case()
    others = [builders.a_case(reference=f"DH-2025-01{number}", with_team=False) for number in (4, 5)]
    way = {"transition": "close", "reason": "No ground", "outcome": Outcome.UNFOUNDED}
    services.move_case(case_id=others[1], **way, by=ADA, at=NOON)
    return [first, *others]


def references(answer):
    return re.findall(r">([A-Z]{2}-\d{4}-\d{3})</a></th>", answer.content.decode())


def keep(client, query="stage=open&sort=-reference", **values):
    answer = client.post(f"/cases/views/new/?{query}", {"name": "Mine", "shared_with": "", **values})
    return answer["Location"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["DH-2025-014", "DH-2025-015", "PL-2025-001"]),
        ("stage=open", ["DH-2025-014", "PL-2025-001"]),
        ("stage=closed", ["DH-2025-015"]),
        ("marking=TLP:RED", []),
        ("role=lead&sort=-reference", ["PL-2025-001", "DH-2025-015", "DH-2025-014"]),
        ("priority=1", []),
        ("stage=nonsense", ["DH-2025-014", "DH-2025-015", "PL-2025-001"]),
    ],
)
def test_the_list_narrows_by_closed_vocabularies(sign_in, query, shown):
    assert references(sign_in(ADA).get(f"/cases/?{query}")) == shown


def test_a_view_is_kept_under_a_name_and_has_an_address(sign_in):
    client = sign_in(ADA)

    address = keep(client, name="Open ones")

    page = client.get(address)
    assert references(page) == ["PL-2025-001", "DH-2025-014"]
    assert "<h1>Open ones</h1>" in page.content.decode()
    assert address in client.get("/").content.decode()
    assert address in client.get("/cases/").content.decode()


def test_a_view_keeps_the_density_of_its_making(sign_in):
    accounts.choose_display(time_zone="UTC", density="compact", single_keys=True, by=ADA)
    client = sign_in(ADA)
    address = keep(client)
    accounts.choose_display(time_zone="UTC", density="roomy", single_keys=True, by=ADA)

    client = sign_in(ADA)
    assert "density-compact" in client.get(address).content.decode()
    assert "density-roomy" in client.get("/cases/").content.decode()


def test_a_shared_view_runs_under_the_rights_of_whoever_opens_it(sign_in):
    address = keep(sign_in(ADA), shared_with="ben, cyd")

    assert references(sign_in(BEN).get(address)) == ["PL-2025-001"]
    assert references(sign_in(CYD).get(address)) == []
    assert "A view of Ada" in sign_in(BEN).get(address).content.decode()
    assert sign_in(DEE).get(address).status_code == 404


def test_a_view_is_shared_only_with_people_there_are(sign_in):
    answer = sign_in(ADA).post("/cases/views/new/", {"name": "Mine", "shared_with": "ben, nobody"})

    assert answer.status_code == 422
    assert "Nobody has the sign-in name nobody" in answer.content.decode()
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_view_needs_a_name_of_sane_length(sign_in, name):
    assert sign_in(ADA).post("/cases/views/new/", {"name": name}).status_code == 422


def test_a_view_without_a_name_is_kept_by_nobody():
    nothing = {"list_name": "cases", "filters": {}, "sort": "", "density": "", "by": ADA, "at": NOON}

    with pytest.raises(BadInput):
        saved_views.keep_view(name="  ", **nothing)


def test_a_broken_view_opens_with_the_broken_part_named(sign_in):
    view_id = saved_views.keep_view(
        list_name="cases",
        name="Old",
        filters={"stage": "simmering", "colour": "blue", "role": "lead"},
        sort="risk",
        density="compact",
        by=ADA,
        at=NOON,
    )

    page = sign_in(ADA).get(reverse("cases:view", args=[view_id]))

    text = page.content.decode()
    assert all(part in text for part in ("Stage “simmering”", "Filter “colour”", "Sorting by “risk”"))
    assert "My role" in text
    assert references(page) == ["DH-2025-014", "DH-2025-015", "PL-2025-001"]


def test_only_its_owner_forgets_a_view(sign_in):
    address = keep(sign_in(ADA), shared_with="ben")

    assert sign_in(BEN).post(f"{address}forget/").status_code == 404
    assert sign_in(ADA).post(f"{address}forget/").status_code == 303
    assert sign_in(BEN).get(address).status_code == 404


def test_an_act_on_many_is_looked_at_before_it_is_done(case_ids, sign_in):
    client, before = sign_in(ADA), store.head_position()
    chosen = {"act": "add-member", "case": [str(id) for id in case_ids]}

    first = client.post(BULK, chosen)
    preview = client.post(
        BULK, chosen | {"step": "preview", "person_id": "hal", "role": "counsel", "reason": "Privilege"}
    )

    assert first.content.decode().count("left out") == 1
    text = preview.content.decode()
    assert AlreadyOnTeam.sentence in text
    assert text.count("left out") == 2
    assert "Do it in 1 case" in text
    assert store.head_position() == before


def test_an_act_on_many_is_one_event_a_case_under_one_correlation(case_ids, sign_in):
    before = store.head_position()
    order = {
        "act": "priority",
        "step": "confirm",
        "case": [str(id) for id in case_ids[:2]],
        "command_id": "00000000-0000-4000-8000-00000000beef",
        **URGENT,
    }
    client = sign_in(ADA)

    client.post(BULK, order)
    client.post(BULK, order)

    new = list(store.read_all(after=before))
    assert [item.event.event_type for item in new] == ["case.priority_set"] * 2
    assert {item.meta.scope_id for item in new} == set(case_ids[:2])
    assert len({item.meta.correlation_id for item in new}) == 1
    assert [queries.case(id).priority for id in case_ids] == [1, 1, None]


def test_one_refusal_leaves_all_as_it_was(case_ids, sign_in):
    before = store.head_position()
    order = {"act": "priority", "step": "confirm", "case": [str(id) for id in case_ids], **URGENT}

    answer = sign_in(ADA).post(BULK, order)

    assert answer.status_code == 422
    assert "DH-2025-015: " in answer.content.decode()
    assert "Nothing was changed in any case" in answer.content.decode()
    assert store.head_position() == before


def test_who_does_not_lead_changes_nothing(case_ids, sign_in):
    chosen = {"act": "add-member", "case": [str(case_ids[0])], "person_id": "cyd", "role": "analyst", "reason": "Help"}

    preview = sign_in(BEN).post(BULK, chosen | {"step": "preview"})
    confirmed = sign_in(BEN).post(BULK, chosen | {"step": "confirm"})

    assert "In none of these cases" in preview.content.decode()
    assert confirmed.status_code == 422
    assert CYD not in queries.people_of(case_ids[0])


def test_cases_of_others_cannot_be_chosen(case_ids, sign_in):
    answer = sign_in(CYD).post(BULK, {"act": "priority", "case": [str(case_ids[0])]}, follow=True)

    assert "Choose at least one case" in answer.content.decode()
    assert "PL-2025-001" not in answer.content.decode()


@pytest.mark.parametrize(("which", "count"), [("page", 1), ("all", 2), ("case", 0)])
def test_a_page_or_the_whole_list_is_chosen_at_once(case_ids, sign_in, which, count):
    chosen = {"act": "priority", "which": which, "page": [str(case_ids[0])], "query": "stage=open"}

    answer = sign_in(ADA).post(BULK, chosen, follow=True)

    assert answer.content.decode().count('name="case" value=') == (count or 2)
    assert ("What becomes of it" in answer.content.decode()) == bool(count)


@pytest.mark.parametrize(
    ("person", "sentence"),
    [("nobody", "Nobody with an open account"), ("hal", "Nobody with an open account")],
)
def test_nobody_is_added_who_is_not_there(case_ids, sign_in, person, sentence):
    accounts.disable_account(person_id=HAL, reason="Left", by=LOU, at=NOON)
    order = {"act": "add-member", "step": "preview", "case": [str(case_ids[1])], "role": "analyst", "reason": "x"}

    answer = sign_in(ADA).post(BULK, order | {"person_id": person})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("order", [{"act": "explode"}, {}])
def test_an_act_that_there_is_not_is_not_there(sign_in, order):
    assert sign_in(ADA).post(BULK, order).status_code == 404


def test_something_that_is_no_case_is_refused(sign_in):
    assert sign_in(ADA).post(BULK, {"act": "priority", "case": ["1"]}).status_code == 400


def test_a_recused_person_is_left_out(case_ids, sign_in):
    services.recuse(case_id=case_ids[0], person_id=BEN, reason="Former employer", by=ADA, at=NOON)
    order = {"act": "add-member", "step": "preview", "case": [str(case_ids[0])], "reason": "x"}

    answer = sign_in(ADA).post(BULK, order | {"person_id": "ben", "role": CaseRole.CUSTODIAN.value})

    assert "left out" in answer.content.decode()


def test_looking_at_many_costs_as_much_as_at_few(case_ids, sign_in):
    client = sign_in(ADA)
    few = queries_of(client, "/cases/")
    for number in range(8):
        builders.a_case(reference=f"MA-2025-{number + 100}", with_team=False)
        saved_views.keep_view(
            list_name="cases", name=f"View {number}", filters={}, sort="", density="", by=ADA, at=NOON
        )

    assert queries_of(client, "/cases/") == few
