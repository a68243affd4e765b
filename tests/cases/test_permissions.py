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
from cases.permissions import Action, get_readable_case, may, readable_by
from ledger.domain.errors import NotFound, NotPermitted
from ledger.projections import compare, projected_models
from tests import builders
from tests.people import ADA, BEN, CYD, DEE, EVE, NOON

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
