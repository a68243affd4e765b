import pytest
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.domain.actor import SYSTEM_ID
from accounts import queries, services
from ledger import projections, store
from tests.people import ADA, NOON

pytestmark = pytest.mark.django_db


def test_an_account_is_opened_with_its_events():
    services.open_account(username="ada", name="Ada", password="correct horse battery", roles=[Role.INVESTIGATOR], clearance=Marking.RED, by=SYSTEM_ID, at=NOON, user_id=ADA)

    assert queries.person(ADA).has(Role.INVESTIGATOR)
    assert [r.meta.position for r in store.read_all()] == [1, 2]
    for m in projections.projected_models():
        assert projections.compare(m).is_empty
