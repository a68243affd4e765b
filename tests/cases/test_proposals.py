"""What takes three people takes three people."""

from uuid import uuid4

import pytest

from accounts.domain.markings import Marking
from cases import proposals, queries, services
from cases.domain.proposal import Subject
from cases.domain.refusals import (
    ChangedSince,
    NoLegalHold,
    NotInThisState,
    NotLower,
    NotWalled,
    SameHands,
    UnderLegalHold,
)
from cases.domain.roles import CaseRole
from ledger import store
from ledger.audit import audit
from ledger.domain.errors import BadInput, NotPermitted
from tests import builders
from tests.people import ADA, BEN, DEE, EVE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    builders.people()
    return builders.a_case(marking=Marking.RED)


def proposed(case_id, marking="TLP:AMBER"):
    return proposals.propose(
        case_id=case_id,
        subject=Subject.LOWER_CASE_MARKING,
        target_id=case_id,
        terms={"marking": marking},
        reason="Sources agree",
        by=ADA,
        at=NOON,
    )


def test_three_people_lower_a_marking(case_id):
    proposal_id = proposed(case_id)
    proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)
    assert queries.case(case_id).marking == "TLP:RED"

    proposals.carry_out(proposal_id=proposal_id, by=EVE, at=NOON)

    assert queries.case(case_id).marking == "TLP:AMBER"
    assert queries.proposal(proposal_id).state == "carried_out"


def test_nobody_acts_twice(case_id):
    for role in (CaseRole.ANALYST, CaseRole.APPROVER):
        services.add_member(case_id=case_id, person_id=DEE, role=role, reason="Many hats", by=ADA, at=NOON)
    proposal_id = proposed(case_id)
    proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)

    with pytest.raises(SameHands):
        proposals.carry_out(proposal_id=proposal_id, by=DEE, at=NOON)


def test_a_proposal_is_not_carried_out_unreviewed(case_id):
    with pytest.raises(NotInThisState):
        proposals.carry_out(proposal_id=proposed(case_id), by=EVE, at=NOON)


def test_a_change_in_between_voids_it(case_id):
    proposal_id = proposed(case_id, marking="TLP:GREEN")
    other = proposed(case_id, marking="TLP:AMBER")
    for id in (proposal_id, other):
        proposals.review(proposal_id=id, by=DEE, at=NOON)
    proposals.carry_out(proposal_id=other, by=EVE, at=NOON)

    with pytest.raises(ChangedSince):
        proposals.carry_out(proposal_id=proposal_id, by=EVE, at=NOON)
    assert queries.case(case_id).marking == "TLP:AMBER"


def test_a_rejected_proposal_stays_rejected(case_id):
    proposal_id = proposed(case_id)
    proposals.reject(proposal_id=proposal_id, reason="Not yet", by=DEE, at=NOON)

    with pytest.raises(NotInThisState):
        proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)


def test_an_analyst_does_not_review(case_id):
    with pytest.raises(NotPermitted):
        proposals.review(proposal_id=proposed(case_id), by=BEN, at=NOON)


@pytest.mark.parametrize(("marking", "refusal"), [("TLP:RED", NotLower), ("secret", BadInput)])
def test_only_a_lower_marking_is_proposed(case_id, marking, refusal):
    with pytest.raises(refusal):
        proposed(case_id, marking=marking)


def test_a_wall_comes_down_by_three(case_id):
    services.wall_case(case_id=case_id, reader_ids=[ADA, DEE, EVE], reason="Informant", by=ADA, at=NOON)
    proposal_id = proposals.propose(
        case_id=case_id, subject=Subject.UNWALL_CASE, target_id=case_id, terms={}, reason="Over", by=ADA, at=NOON
    )
    proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)
    proposals.carry_out(proposal_id=proposal_id, by=EVE, at=NOON)

    assert not queries.case(case_id).is_walled


def erasure(case_id):
    services.ask_question(case_id=case_id, text="Who is Mr Example?", by=ADA, at=NOON)
    return proposals.propose(
        case_id=case_id,
        subject=Subject.ERASE_FIELD,
        target_id=case_id,
        terms={"position": str(store.head_position()), "field": "text", "legal_basis": "GDPR Art. 17"},
        reason="Order 12/26",
        by=ADA,
        at=NOON,
    )


def test_a_field_is_erased_by_three_and_every_hash_holds(case_id):
    proposal_id = erasure(case_id)
    proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)
    proposals.carry_out(proposal_id=proposal_id, by=EVE, at=NOON)

    assert queries.questions(case_id)[0].text == "[erased]"
    assert list(audit(with_projections=True)) == []


def test_a_legal_hold_stops_an_erasure(case_id):
    proposal_id = erasure(case_id)
    services.order_legal_hold(case_id=case_id, authority="Court", reason="Trial", by=ADA, at=NOON)

    with pytest.raises(UnderLegalHold):
        proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)


def test_three_people_do_it_on_pages(case_id, sign_in):
    address = f"/cases/{case_id}/proposals/"
    made = sign_in(ADA).post(
        address + "new/", {"subject": "lower_case_marking", "marking": "TLP:AMBER", "reason": "Sources agree"}
    )
    assert made.status_code == 303, made.content.decode()
    proposal = made["Location"]
    assert "awaited" in sign_in(DEE).get(proposal).content.decode()
    assert sign_in(DEE).post(proposal + "review/", {"remark": ""}).status_code == 303
    assert sign_in(EVE).post(proposal + "carry-out/", {}).status_code == 303

    assert queries.case(case_id).marking == "TLP:AMBER"


def lifting(case_id):
    return proposals.propose(
        case_id=case_id, subject=Subject.LIFT_LEGAL_HOLD, target_id=case_id, terms={}, reason="Over", by=ADA, at=NOON
    )


def test_a_legal_hold_ends_by_three(case_id):
    with pytest.raises(NoLegalHold):
        lifting(case_id)
    services.order_legal_hold(case_id=case_id, authority="Court", reason="Trial", by=ADA, at=NOON)
    proposal_id = lifting(case_id)
    proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)
    proposals.carry_out(proposal_id=proposal_id, by=EVE, at=NOON)

    assert not queries.case(case_id).is_under_hold


def test_there_is_no_wall_to_take_down(case_id):
    with pytest.raises(NotWalled):
        proposals.propose(
            case_id=case_id, subject=Subject.UNWALL_CASE, target_id=case_id, terms={}, reason="Over", by=ADA, at=NOON
        )


def test_an_erasure_names_its_law(case_id):
    with pytest.raises(BadInput, match=r"names the event, the field and the legal basis"):
        proposals.propose(
            case_id=case_id, subject=Subject.ERASE_FIELD, target_id=case_id, terms={}, reason="x", by=ADA, at=NOON
        )


def test_an_erasure_is_proposed_on_its_page(case_id, sign_in):
    client, address = sign_in(ADA), f"/cases/{case_id}/proposals/new/"
    services.ask_question(case_id=case_id, text="Who is Mr Example?", by=ADA, at=NOON)
    wanted = {"subject": "erase_field", "field": "text", "legal_basis": "GDPR Art. 17", "reason": "Order 12/26"}

    missing = client.post(address, {**wanted, "number": "999"})
    made = client.post(address, {**wanted, "number": str(store.count_of_scope(case_id))})

    assert missing.status_code == 422
    assert "The case has no event of this number." in missing.content.decode()
    assert made.status_code == 303
    (row,) = queries.proposals(case_id)
    assert row.terms["position"] == str(store.nth_of_scope(case_id, store.count_of_scope(case_id) - 1))


@pytest.mark.parametrize("subject", ["unwall_case", "lift_legal_hold"])
def test_what_cannot_be_proposed_is_said_on_the_page(case_id, sign_in, subject):
    answer = sign_in(ADA).post(f"/cases/{case_id}/proposals/new/", {"subject": subject, "reason": "Over"})

    assert answer.status_code == 422
    assert "The case is not" in answer.content.decode()


def test_each_step_of_a_proposal_has_its_page_and_is_done_once(case_id, sign_in):
    address, key = f"/cases/{case_id}/proposals/{proposed(case_id)}/", str(uuid4())
    client = sign_in(DEE)

    assert {client.get(address + step).status_code for step in ("review/", "reject/", "carry-out/")} == {200}
    sent = {"reason": "Not yet", "command_id": key}
    assert [client.post(address + "reject/", sent).status_code for _ in range(2)] == [303, 303]
    assert client.post(address + "reject/", {**sent, "reason": "Other words"}).status_code == 422
    assert client.get(f"/cases/{case_id}/proposals/{uuid4()}/").status_code == 404
