"""The same identifier in two cases: what whom is told."""

import pytest

from accounts.queries import person
from cases import services as cases
from cases.domain.roles import CaseRole
from entities import queries, services
from entities.models import Sighting
from entities.sightings import NOTICE, seen_elsewhere
from ledger.consumers import catch_up, reset
from tests import builders
from tests.entities import world
from tests.people import ADA, BEN, NOON

pytestmark = pytest.mark.django_db
IBAN = "AE050000000000000712345"


@pytest.fixture
def there(case_id):
    made = builders.a_case(reference="DH-2025-014", with_team=False)
    services.create_entity(
        case_id=made,
        kind="Company",
        statements=[services.Saying(property="iban", value="AE05 0000 0000 0000 0712 345")],
        by=ADA,
        at=NOON,
    )
    return made


@pytest.fixture
def here(case_id, there):
    made = world.an_entity(case_id, "Duneholt", iban=IBAN)
    catch_up("sightings")
    return made


def test_a_reader_of_both_sees_the_other(case_id, here, there):
    found = seen_elsewhere([here], case_id=case_id, who=person(ADA))

    assert [(one.case_id, one.key) for one in found.matches] == [(there, f"iban:{IBAN}")]
    assert found.notice == ""


def test_a_reader_of_one_is_told_that_there_is_something(case_id, here):
    found = seen_elsewhere([here], case_id=case_id, who=person(BEN))

    assert (found.matches, found.notice) == ([], NOTICE)


def test_a_custodian_of_the_other_reads_no_records_of_it(case_id, here, there):
    cases.add_member(case_id=there, person_id=BEN, role=CaseRole.CUSTODIAN, reason="Keys", by=ADA, at=NOON)

    assert seen_elsewhere([here], case_id=case_id, who=person(BEN)).matches == []


def test_a_walled_case_is_silent_to_others_and_open_to_its_own(case_id, here, there):
    cases.wall_case(case_id=there, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    silent = seen_elsewhere([here], case_id=case_id, who=person(BEN))

    assert (silent.matches, silent.notice) == ([], "")
    assert len(seen_elsewhere([here], case_id=case_id, who=person(ADA)).matches) == 1


def test_a_withdrawn_statement_is_seen_no_more(case_id, here):
    row = next(row for row in queries.statements(case_id, entity_ids=[here]) if row.property == "iban")
    services.withdraw_statement(entity_id=here, statement_id=row.id, reason="Misread", by=ADA, at=NOON)
    catch_up("sightings")

    assert seen_elsewhere([here], case_id=case_id, who=person(ADA)).matches == []


def test_reading_the_log_again_changes_nothing(case_id, here):
    before = set(Sighting.objects.values_list("key", "entity_id"))
    reset("sightings")
    catch_up("sightings")

    assert set(Sighting.objects.values_list("key", "entity_id")) == before
    assert f"iban:{IBAN}" in {key for key, _ in before}


def test_a_page_of_the_log_without_entities_is_passed_over(case_id):
    assert catch_up("sightings") > 0
    assert not Sighting.objects.exists()
