"""Rights over exhibits: asked of one and of all, they agree; what three people decide takes three."""

from itertools import count

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.domain.markings import Marking
from accounts.queries import person
from cases import proposals
from cases import queries as case_queries
from cases import services as cases
from cases.domain.proposal import Subject
from cases.domain.roles import CaseRole
from evidence import queries, services
from evidence.domain.refusals import ExhibitNotLower, ExhibitNotWalled
from evidence.models import ExhibitReader
from evidence.permissions import (
    get_readable_exhibit,
    keepable_exhibits,
    may_read,
    may_read_custody,
    readable_exhibits,
)
from ledger import store as log
from ledger.domain.errors import BadInput, NotFound, NotPermitted
from tests import builders
from tests.api.conftest import Caller
from tests.evidence.builders import differences, receive, work_off
from tests.people import ADA, BEN, CYD, DEE, EVE, FAY, HAL, LOU, NOON

pytestmark = pytest.mark.django_db
NUMBERS = count(1000)


@pytest.fixture
def case_id():
    builders.people()
    return builders.a_case()


def test_a_custodian_keeps_but_does_not_manage(case_id):
    got = receive(case_id)
    services.record_custody(
        exhibit_id=got.exhibit_id, holder="Fay", held_from=NOON, purpose="safe keeping", by=FAY, at=NOON
    )

    with pytest.raises(NotPermitted):
        services.raise_marking(exhibit_id=got.exhibit_id, marking=Marking.RED, reason="x", by=FAY, at=NOON)


def test_an_analyst_records_no_custody(case_id):
    got = receive(case_id)

    with pytest.raises(NotPermitted):
        services.record_custody(
            exhibit_id=got.exhibit_id, holder="Ben", held_from=NOON, purpose="mine", by=BEN, at=NOON
        )


def test_a_source_handler_reads_only_the_walled_exhibit_that_names_them(case_id):
    cases.add_member(case_id=case_id, person_id=CYD, role=CaseRole.SOURCE_HANDLER, reason="Tip", by=ADA, at=NOON)
    tip, other = receive(case_id, b"tip"), receive(case_id, b"other")
    services.wall_exhibit(exhibit_id=tip.exhibit_id, reader_ids=[ADA, CYD], reason="Tip", by=ADA, at=NOON)

    assert get_readable_exhibit(person(CYD), tip.exhibit_id).number == "X-01"
    with pytest.raises(NotFound):
        get_readable_exhibit(person(CYD), other.exhibit_id)


def test_a_named_person_who_left_the_team_reads_nothing(case_id):
    tip = receive(case_id)
    services.wall_exhibit(exhibit_id=tip.exhibit_id, reader_ids=[ADA, BEN], reason="Tip", by=ADA, at=NOON)
    cases.remove_member(case_id=case_id, person_id=BEN, role=CaseRole.ANALYST, reason="Left", by=ADA, at=NOON)

    with pytest.raises(NotFound):
        get_readable_exhibit(person(BEN), tip.exhibit_id)


def test_a_keeper_sees_number_and_custody_of_a_walled_exhibit_and_nothing_it_holds(case_id, sign_in):
    work = receive(case_id, b"the words of an informant", title="Tip of SPARROW-7", file_name="tip.txt")
    services.wall_exhibit(exhibit_id=work.exhibit_id, reader_ids=[ADA], reason="Tip", by=ADA, at=NOON)
    work_off()
    fay, page = sign_in(FAY), reverse("evidence:exhibit", args=[work.exhibit_id])

    kept = fay.post(
        reverse("evidence:command", args=[work.exhibit_id, "custody"]),
        {"holder": "Fay", "held_from": "2026-03-02T09:00", "purpose": "safe keeping"},
    )
    shown = fay.get(page).content.decode()
    listed = fay.get(reverse("evidence:list", args=[case_id])).content.decode()

    assert kept.status_code == 303
    assert "X-01" in shown
    assert "safe keeping" in shown
    assert "X-01" in listed
    for secret in ("SPARROW", "informant", "tip.txt", "Partner customs agency"):
        assert secret not in shown + listed
    assert {fay.get(address).status_code for address in content_of(work.exhibit_id)} == {404}
    assert "exhibit.viewed" not in {item.event.event_type for item in log.read_stream(f"exhibit-{work.exhibit_id}")}


def content_of(exhibit_id):
    yield reverse("evidence:original", args=[exhibit_id])
    yield reverse("evidence:derived", args=[exhibit_id, "thumbnail", 240])
    yield reverse("evidence:retry", args=[exhibit_id, "text"])
    yield from (reverse("evidence:command", args=[exhibit_id, name]) for name in ("describe", "raise-marking"))


@pytest.mark.parametrize("person_id", [BEN, CYD, DEE, EVE, HAL])
def test_to_everybody_else_a_walled_exhibit_does_not_exist(case_id, sign_in, person_id):
    got = receive(case_id)
    services.wall_exhibit(exhibit_id=got.exhibit_id, reader_ids=[ADA], reason="Tip", by=ADA, at=NOON)

    client = sign_in(person_id)
    assert client.get(reverse("evidence:exhibit", args=[got.exhibit_id])).status_code == 404
    assert client.get(reverse("evidence:command", args=[got.exhibit_id, "custody"])).status_code == 404


def test_a_keeper_reads_custody_of_a_walled_exhibit_over_the_wire(case_id):
    got = receive(case_id)
    services.wall_exhibit(exhibit_id=got.exhibit_id, reader_ids=[ADA], reason="Tip", by=ADA, at=NOON)
    fay, ben = Caller(FAY), Caller(BEN)

    assert fay.get(f"exhibits/{got.exhibit_id}/custody").status_code == 200
    assert fay.get(f"exhibits/{got.exhibit_id}").status_code == 404
    assert fay.get(f"exhibits/{got.exhibit_id}/original").status_code == 404
    assert ben.get(f"exhibits/{got.exhibit_id}/custody").status_code == 404


def test_a_walled_exhibit_is_walled_with_its_receipt(case_id):
    got = receive(case_id, reader_ids=[ADA, EVE])

    told = list(log.read_stream(f"exhibit-{got.exhibit_id}"))
    assert [item.event.event_type for item in told] == ["exhibit.received", "exhibit.walled"]
    assert len({item.meta.command_id for item in told}) == 1
    with pytest.raises(NotFound):
        get_readable_exhibit(person(BEN), got.exhibit_id)
    assert differences() == []


def test_nobody_walls_a_file_away_from_every_lead(case_id):
    with pytest.raises(BadInput, match="lead"):
        receive(case_id, by=BEN, reader_ids=[BEN])
    assert queries.exhibits_of(case_id) == []


def test_what_takes_three_people_is_proposed_on_the_exhibit_s_page(case_id, sign_in):
    got = receive(case_id, marking=Marking.RED, reader_ids=[ADA, BEN])
    client = sign_in(BEN)
    for name, values in (("propose-lower-marking", {"marking": "TLP:GREEN"}), ("propose-unwall", {})):
        address = reverse("evidence:command", args=[got.exhibit_id, name])
        assert client.get(address).status_code == 200
        assert client.post(address, {"reason": "No need any more", **values}).status_code == 303

    made = {row.subject: row for row in case_queries.proposals(case_id)}
    assert made.keys() == {Subject.LOWER_EXHIBIT_MARKING.value, Subject.UNWALL_EXHIBIT.value}
    for row in made.values():
        proposals.review(proposal_id=row.id, by=DEE, at=NOON)
        proposals.carry_out(proposal_id=row.id, by=EVE, at=NOON)
    exhibit = queries.exhibit(got.exhibit_id)
    assert (exhibit.marking, exhibit.is_walled) == ("TLP:GREEN", False)


def test_a_refusal_of_a_proposal_stands_on_its_form(case_id, sign_in):
    got = receive(case_id, marking=Marking.GREEN)
    address = reverse("evidence:command", args=[got.exhibit_id, "propose-lower-marking"])

    refused = sign_in(BEN).post(address, {"reason": "x", "marking": "TLP:RED"})

    assert refused.status_code == 422
    assert "less strict" in refused.content.decode()


def test_three_people_lower_a_marking(case_id):
    got = receive(case_id, marking=Marking.RED)
    decide(case_id, Subject.LOWER_EXHIBIT_MARKING, exhibit_id=got.exhibit_id, terms={"marking": Marking.GREEN.value})

    assert queries.exhibit(got.exhibit_id).marking == Marking.GREEN.value


def test_three_people_take_a_wall_down_and_no_name_outlives_it(case_id):
    got = receive(case_id)
    services.wall_exhibit(exhibit_id=got.exhibit_id, reader_ids=[ADA, HAL], reason="Tip", by=ADA, at=NOON)
    services.add_reader(exhibit_id=got.exhibit_id, person_id=DEE, reason="Review", by=ADA, at=NOON)
    decide(case_id, Subject.UNWALL_EXHIBIT, exhibit_id=got.exhibit_id, terms={})

    assert get_readable_exhibit(person(BEN), got.exhibit_id)
    assert not ExhibitReader.objects.exists()
    assert differences() == []


def decide(case_id, subject, *, exhibit_id, terms):
    proposal_id = proposals.propose(
        case_id=case_id, subject=subject, target_id=exhibit_id, terms=terms, reason="Needed", by=BEN, at=NOON
    )
    proposals.review(proposal_id=proposal_id, by=DEE, at=NOON)
    proposals.carry_out(proposal_id=proposal_id, by=EVE, at=NOON)


@pytest.mark.parametrize(
    ("subject", "terms", "refusal"),
    [
        (Subject.LOWER_EXHIBIT_MARKING, {"marking": "TLP:RED"}, ExhibitNotLower),
        (Subject.UNWALL_EXHIBIT, {}, ExhibitNotWalled),
    ],
)
def test_what_cannot_be_decided_is_not_proposed(case_id, subject, terms, refusal):
    got = receive(case_id)

    with pytest.raises(refusal):
        proposals.propose(
            case_id=case_id, subject=subject, target_id=got.exhibit_id, terms=terms, reason="x", by=BEN, at=NOON
        )


def test_another_cases_exhibit_is_not_proposed_about(case_id):
    got = receive(builders.a_case(reference="DH-2025-014"), marking=Marking.RED)

    with pytest.raises(NotFound):
        proposals.propose(
            case_id=case_id,
            subject=Subject.LOWER_EXHIBIT_MARKING,
            target_id=got.exhibit_id,
            terms={"marking": "TLP:GREEN"},
            reason="x",
            by=BEN,
            at=NOON,
        )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    members=st.lists(st.tuples(st.sampled_from([BEN, CYD, DEE]), st.sampled_from(list(CaseRole))), unique=True),
    marking=st.sampled_from(list(Marking)),
    clearance=st.sampled_from(list(Marking)),
    inside=st.sets(st.sampled_from([BEN, CYD])) | st.none(),
    is_case_walled=st.booleans(),
)
def test_one_and_all_agree_in_any_world(case_id, members, marking, clearance, inside, is_case_walled):
    drawn = builders.a_case(reference=f"HR-2025-{next(NUMBERS)}", with_team=False, marking=Marking.GREEN)
    for person_id, role in members:
        cases.add_member(case_id=drawn, person_id=person_id, role=role, reason="Drawn", by=ADA, at=NOON)
    got = receive(drawn, marking=marking)
    if inside is not None:
        services.wall_exhibit(exhibit_id=got.exhibit_id, reader_ids=[ADA, *inside], reason="Drawn", by=ADA, at=NOON)
    if is_case_walled:
        cases.wall_case(case_id=drawn, reader_ids=[ADA, BEN], reason="Drawn", by=ADA, at=NOON)
    if clearance.value != person(DEE).clearance.value:
        builders.accounts.set_clearance(person_id=DEE, marking=clearance, reason="Drawn", by=LOU, at=NOON)

    for person_id in (ADA, BEN, CYD, DEE, EVE):
        who, row = person(person_id), queries.exhibit(got.exhibit_id)
        assert readable_exhibits(who).filter(pk=row.id).exists() == may_read(who, row)
        assert keepable_exhibits(who).filter(pk=row.id).exists() == may_read_custody(who, row)
