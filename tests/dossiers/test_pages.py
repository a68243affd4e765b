"""Pages of dossiers: who finds them, what they do, what they refuse."""

import pytest
from django.urls import reverse

from accounts import services as accounts
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.markings import Marking
from cases import services as cases
from cases.domain.roles import CaseRole
from dossiers import queries, services
from dossiers.domain.dossier import numbers
from dossiers.views import STEPS
from jobs.models import Job
from ledger import store
from ledger.audit import audit
from ledger.domain.errors import NotFound, NotPermitted
from tests.dossiers import worlds
from tests.people import ADA, BEN, CYD, DEE, EVE, FAY, NOON

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Paper lantern",
    "recipient": "Markets desk",
    "authority": "Request MD/114",
    "purpose": "End-use check",
    "marking": "TLP:AMBER",
    "left_out": "x-03, X-05",
}


@pytest.fixture
def case_id():
    return worlds.a_case()


def addresses(case_id, dossier_id):
    yield from (reverse(f"dossiers:{name}", args=[case_id]) for name in ("list", "request"))
    yield from (reverse(f"dossiers:{name}", args=[dossier_id]) for name in ("dossier", "revise", "next", *STEPS))


def test_every_page_is_there_for_the_lead(case_id, sign_in):
    dossier_id = worlds.requested(case_id)
    client = sign_in(ADA)

    assert {client.get(address).status_code for address in addresses(case_id, dossier_id)} == {200}


@pytest.mark.parametrize("person", [CYD, FAY])
def test_no_page_is_there_for_strangers_and_custodians(case_id, sign_in, person):
    dossier_id = worlds.requested(case_id)
    client = sign_in(person)
    files = [reverse(f"dossiers:{name}", args=[dossier_id]) for name in ("file", "order", "compare")]
    everywhere = [*addresses(case_id, dossier_id), *files]

    assert {client.post(address).status_code for address in everywhere} <= {404, 405}
    assert {client.get(address).status_code for address in everywhere} <= {404, 405}


def test_a_reader_below_the_marking_finds_nothing(case_id, sign_in):
    dossier_id = worlds.requested(case_id, marking=Marking.RED)
    accounts.set_clearance(person_id=DEE, marking=Marking.AMBER, reason="Lower", by=SYSTEM_ID, at=NOON)
    client = sign_in(DEE)

    assert client.get(reverse("dossiers:dossier", args=[dossier_id])).status_code == 404
    assert "D-1 v1" not in client.get(reverse("dossiers:list", args=[case_id])).content.decode()
    with pytest.raises(NotFound):
        services.return_dossier(dossier_id=dossier_id, reason="Blind", by=DEE, at=NOON)


def test_a_dossier_is_requested_on_a_page_that_says_how_long_it_will_be(case_id, sign_in):
    client, address = sign_in(ADA), reverse("dossiers:request", args=[case_id])
    assert "About" in client.get(address).content.decode()

    answer = client.post(address, TYPED, follow=True)

    (row,) = queries.dossiers(case_id)
    assert (row.state, row.left_out, row.position > 0) == ("requested", ["X-03", "X-05"], True)
    assert Job.objects.get(pk=row.job_id).kind == "dossiers.render"
    assert "Make a dossier" in answer.content.decode()


def test_a_missing_recipient_is_refused_on_the_form(case_id, sign_in):
    answer = sign_in(ADA).post(reverse("dossiers:request", args=[case_id]), {**TYPED, "recipient": ""})

    assert answer.status_code == 422
    assert queries.dossiers(case_id) == []


def test_a_marking_below_the_case_is_refused_in_words(case_id, sign_in):
    answer = sign_in(ADA).post(reverse("dossiers:request", args=[case_id]), {**TYPED, "marking": "TLP:GREEN"})

    assert answer.status_code == 422
    assert "at least as strictly" in answer.content.decode()


def test_a_reviewer_requests_no_dossier(case_id, sign_in):
    address = reverse("dossiers:request", args=[case_id])

    assert "only these may" in sign_in(DEE).get(address).content.decode()
    assert sign_in(DEE).post(address, TYPED).status_code == 403


def test_three_people_do_it_on_pages(case_id, sign_in):
    dossier_id = worlds.requested(case_id)
    worlds.as_if_made(dossier_id)
    page = reverse("dossiers:dossier", args=[dossier_id])
    read = {"content_sha256": worlds.content(dossier_id), "remark": ""}

    assert sign_in(DEE).post(page + "review/", read).status_code == 303
    assert sign_in(EVE).post(page + "approve/", read).status_code == 303
    worlds.as_if_made(dossier_id)
    handed = sign_in(EVE).post(page + "release/", {"recipient": "Markets desk", "method": "courier"}, follow=True)

    assert "courier" in handed.content.decode()
    assert queries.dossier(dossier_id).state == "released"
    assert "Markets desk" in sign_in(BEN).get(reverse("dossiers:list", args=[case_id])).content.decode()
    assert list(audit(with_projections=True)) == []


def test_a_button_says_why_it_is_off(case_id, sign_in):
    dossier_id = worlds.requested(case_id)
    worlds.as_if_made(dossier_id)
    cases.add_member(case_id=case_id, person_id=ADA, role=CaseRole.REVIEWER, reason="Two hats", by=ADA, at=NOON)

    page = sign_in(ADA).get(reverse("dossiers:dossier", args=[dossier_id])).content.decode()

    assert "three different people" in page


def test_a_case_marked_higher_since_stops_the_release(case_id, sign_in):
    dossier_id = worlds.requested(case_id)
    worlds.as_if_made(dossier_id)
    read = worlds.content(dossier_id)
    services.review_dossier(dossier_id=dossier_id, content_sha256=read, by=DEE, at=NOON)
    services.approve_dossier(dossier_id=dossier_id, content_sha256=read, by=EVE, at=NOON)
    worlds.as_if_made(dossier_id)
    cases.raise_marking(case_id=case_id, marking=Marking.RED, reason="Informant", by=ADA, at=NOON)

    answer = sign_in(EVE).post(
        reverse("dossiers:release", args=[dossier_id]), {"recipient": "Markets desk", "method": "courier"}
    )

    assert answer.status_code == 422
    assert "its marking TLP:RED is above" in answer.content.decode()
    assert queries.disclosures(case_id) == []


def test_a_later_version_supersedes_the_released_one(case_id):
    first = worlds.requested(case_id)
    hand_over(first)
    second = services.request_dossier(worlds.terms(), case_id=case_id, follows_id=first, by=ADA, at=NOON)
    hand_over(second)

    assert [(row.number, row.dossier_version, row.state) for row in queries.dossiers(case_id)] == [
        (1, 2, "released"),
        (1, 1, "superseded"),
    ]


def hand_over(dossier_id):
    worlds.as_if_made(dossier_id)
    read = worlds.content(dossier_id)
    services.review_dossier(dossier_id=dossier_id, content_sha256=read, by=DEE, at=NOON)
    services.approve_dossier(dossier_id=dossier_id, content_sha256=read, by=EVE, at=NOON)
    worlds.as_if_made(dossier_id)
    services.release_dossier(dossier_id=dossier_id, recipient="Markets desk", method="courier", by=EVE, at=NOON)


def test_dossiers_of_a_case_are_numbered_one_after_the_other(case_id):
    worlds.requested(case_id)
    worlds.requested(case_id)

    assert [row.number for row in queries.dossiers(case_id)] == [2, 1]


def test_only_preparers_revise_cancel_and_order(case_id):
    dossier_id = worlds.requested(case_id)

    for run in (services.order_dossier, services.cancel_dossier):
        given = {"reason": "Mine"} if run is services.cancel_dossier else {}
        with pytest.raises(NotPermitted):
            run(dossier_id=dossier_id, by=EVE, at=NOON, **given)
    with pytest.raises(NotPermitted):
        services.revise_dossier(worlds.terms(), dossier_id=dossier_id, reason="Mine", by=DEE, at=NOON)


def test_the_list_of_the_past_shows_no_later_dossier(case_id, sign_in):
    before = store.count_of_scope(case_id)
    worlds.requested(case_id)

    page = sign_in(ADA).get(reverse("dossiers:list", args=[case_id]), {"as_of": before}).content.decode()

    assert "D-1 v1" not in page
    assert "Request a dossier" not in page


def test_a_dossier_that_is_not_made_has_no_file(case_id, sign_in):
    dossier_id = worlds.requested(case_id)

    assert sign_in(ADA).get(reverse("dossiers:file", args=[dossier_id])).status_code == 404


def test_numbers_are_read_however_they_are_typed():
    assert numbers("x-05,X-03;  X-03") == ("X-03", "X-05")


def test_the_history_tells_of_dossiers(case_id, sign_in):
    worlds.as_if_made(worlds.requested(case_id))

    page = sign_in(ADA).get(reverse("cases:history", args=[case_id])).content.decode()

    assert "requested dossier 1" in page
    assert "made the draft of a dossier" in page
