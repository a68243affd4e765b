"""The page of one event: what it wrote, how it is proved, and the way from there to an erasure."""

import re

import pytest
from django.urls import reverse

from cases import proposals, queries, services
from ledger import consumers, store, tree
from ledger.audit import audit
from tests import builders
from tests.ledger.keys import use_a_key
from tests.people import ADA, CYD, DEE, EVE, FAY, NOON

pytestmark = pytest.mark.django_db
SECRET = "Who is Mr Example?"


@pytest.fixture
def case_id():
    builders.people()
    case_id = builders.a_case()
    services.ask_question(case_id=case_id, text=SECRET, by=ADA, at=NOON)
    return case_id


def newest(case_id) -> int:
    return store.count_of_scope(case_id)


def page(client, case_id, *, number, **asked) -> str:
    answer = client.get(reverse("cases:event", args=[case_id, number]), asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_an_event_shows_what_it_wrote(case_id, sign_in):
    shown = page(sign_in(ADA), case_id, number=newest(case_id))

    assert SECRET in shown
    assert "case.question_asked" in shown
    assert "not yet: heads are signed once a minute" in shown


def test_a_sealed_event_says_since_when(case_id, sign_in, settings, tmp_path):
    use_a_key(settings, tmp_path)
    consumers.catch_up(tree.NAME)
    tree.seal(at=NOON)

    assert "not yet" not in page(sign_in(ADA), case_id, number=newest(case_id))


@pytest.mark.parametrize("number", [0, 99])
def test_an_event_that_is_not_there(case_id, sign_in, number):
    assert sign_in(ADA).get(reverse("cases:event", args=[case_id, number])).status_code == 404


def test_an_event_behind_the_moment_shown_is_not_there(case_id, sign_in):
    address = reverse("cases:event", args=[case_id, newest(case_id)])

    assert sign_in(ADA).get(address, {"as_of": 1}).status_code == 404
    assert "Propose to erase" not in page(sign_in(ADA), case_id, number=1, as_of=1)


@pytest.mark.parametrize("person_id", [CYD, FAY])
def test_readers_without_the_history_find_no_event(case_id, sign_in, person_id):
    assert sign_in(person_id).get(reverse("cases:event", args=[case_id, 1])).status_code == 404


def test_an_erasure_begins_at_the_event_and_ends_with_the_value_gone(case_id, sign_in):
    number = newest(case_id)
    link = re.search(r'href="([^"]+proposals/new/[^"]+)"', page(sign_in(ADA), case_id, number=number))[1].replace(
        "&amp;", "&"
    )

    form = sign_in(ADA).get(link).content.decode()
    assert f'name="number" value="{number}"' in form
    assert re.search(r'<option value="erase_field" selected', form)
    given = {"subject": "erase_field", "number": number, "field": "text", "legal_basis": "GDPR Art. 17"}
    made = sign_in(ADA).post(reverse("cases:propose", args=[case_id]), {**given, "reason": "Order 12/26"})
    assert made.status_code == 303
    proposal_id = made["Location"].rstrip("/").rsplit("/", 1)[1]
    proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)
    proposals.carry_out(proposal_id=proposal_id, by=EVE, at=NOON)

    erased = page(sign_in(ADA), case_id, number=number)
    assert SECRET not in erased
    assert "erased; its commitment stands" in erased
    assert "Propose to erase" not in erased
    assert queries.questions(case_id)[0].text == "[erased]"
    assert list(audit(with_projections=True)) == []


def test_who_may_not_propose_is_not_offered_it(case_id, sign_in):
    assert "Propose to erase" not in page(sign_in(DEE), case_id, number=newest(case_id))
