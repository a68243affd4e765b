"""One rule table: asked of one case and of all, it gives the same answer."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.domain.markings import Marking
from accounts.queries import person
from cases import services
from cases.domain.roles import CaseRole
from cases.models import Case
from cases.permissions import (
    Action,
    get_readable_case,
    may,
    may_steer_jobs,
    reaches_scope,
    readable_by,
    scopes_of_jobs,
    who_may,
)
from ledger.domain.errors import NotFound, NotPermitted
from ledger.projections import compare, projected_models
from tests import builders
from tests.people import ADA, BEN, CYD, DEE, EVE, LOU, NOON

pytestmark = pytest.mark.django_db
NUMBERS = count(1000)


@pytest.fixture
def case_id():
    builders.people()
    return builders.a_case()


def test_a_stranger_finds_nothing(case_id):
    with pytest.raises(NotFound):
        get_readable_case(person(CYD), case_id)


def test_an_analyst_reads_but_does_not_manage(case_id):
    assert get_readable_case(person(BEN), case_id).reference == "PL-2025-001"

    with pytest.raises(NotPermitted):
        services.raise_marking(case_id=case_id, marking=Marking.RED, reason="Sources", by=BEN, at=NOON)


def test_a_wall_hides_the_case_from_its_own_team(case_id):
    services.wall_case(case_id=case_id, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    with pytest.raises(NotFound):
        get_readable_case(person(BEN), case_id)


def test_a_conflict_of_interest_hides_the_case_at_once(case_id):
    services.recuse(case_id=case_id, person_id=BEN, reason="Former employer", by=BEN, at=NOON)

    assert not readable_by(person(BEN)).exists()


def test_a_clearance_below_the_marking_hides_the_case(case_id):
    builders.accounts.set_clearance(person_id=EVE, marking=Marking.GREEN, reason="New post", by=builders.LOU, at=NOON)

    with pytest.raises(NotFound):
        get_readable_case(person(EVE), case_id)


MEMBERS = st.lists(st.tuples(st.sampled_from([BEN, CYD, DEE]), st.sampled_from(list(CaseRole))), unique=True)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(members=MEMBERS, marking=st.sampled_from(list(Marking)), inside=st.sets(st.sampled_from([BEN, CYD])) | st.none())
def test_one_and_all_agree_in_any_world(case_id, members, marking, inside):
    drawn = builders.a_case(reference=f"HR-2025-{next(NUMBERS)}", with_team=False, marking=marking)
    for person_id, role in members:
        services.add_member(case_id=drawn, person_id=person_id, role=role, reason="Drawn", by=ADA, at=NOON)
    if inside is not None:
        services.wall_case(case_id=drawn, reader_ids=[ADA, *inside], reason="Drawn", by=ADA, at=NOON)

    for person_id in (ADA, BEN, CYD, DEE, EVE):
        who = person(person_id)
        for action in Action:
            case = Case.objects.get(pk=drawn)
            assert readable_by(who, action).filter(pk=drawn).exists() == may(who, action, case)


def test_every_table_equals_its_rebuild(case_id):
    services.wall_case(case_id=case_id, reader_ids=[ADA, BEN], reason="Informant", by=ADA, at=NOON)
    services.write_note(case_id=case_id, html="<p>Seen</p>", by=BEN, at=NOON)

    assert [found for found in map(compare, projected_models()) if not found.is_empty] == []


def test_a_transition_is_for_its_roles(case_id):
    with pytest.raises(NotPermitted, match=r"^Only these may do “Begin triage”: intake officer, lead\.$"):
        services.move_case(case_id=case_id, transition="triage", reason="Credible", by=BEN, at=NOON)


def test_opening_takes_a_role_and_the_clearance_for_it(case_id):
    with pytest.raises(NotPermitted, match=r"^Only investigators and intake officers open cases\.$"):
        builders.cases.open_case(reference="AB-2025-001", title="x", by=LOU, at=NOON)
    builders.accounts.set_clearance(person_id=BEN, marking=Marking.GREEN, reason="New post", by=LOU, at=NOON)
    with pytest.raises(NotPermitted, match=r"^Your clearance is TLP:GREEN; this case would be hidden from you\.$"):
        builders.cases.open_case(reference="AB-2025-001", title="x", by=BEN, at=NOON)


def test_the_work_of_a_case_is_its_lead_s_and_that_of_the_house_the_administrator_s(case_id):
    assert scopes_of_jobs(ADA) == {case_id}
    assert scopes_of_jobs(LOU) == {None}
    assert [may_steer_jobs(who, case_id) for who in (ADA, BEN, CYD, LOU)] == [True, False, False, False]
    assert [may_steer_jobs(who, None) for who in (ADA, LOU)] == [False, True]
    assert reaches_scope(ADA, case_id)
    assert [
        who.id for who in who_may(Action.RELEASE, Case.objects.get(pk=case_id), people=map(person, [ADA, EVE]))
    ] == [EVE]
