"""Who people are."""

import pytest

from accounts import queries
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.markings import Marking
from accounts.models import User
from tests import builders
from tests.people import ADA, BEN, CYD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people():
    builders.people(BEN, ADA)


def test_names_of_people_and_of_the_system():
    assert queries.names([ADA, CYD]) == {ADA: "Ada", SYSTEM_ID: "Interdict"}


def test_accounts_in_order_of_name():
    assert [user.name for user in queries.users()] == ["Ada", "Ben"]


def test_an_account_by_its_sign_in_name():
    assert queries.user_by_name("ada").id == ADA
    assert queries.user_by_name("nobody") is None


def test_standings_of_several():
    found = queries.standings([ADA, CYD])

    assert list(found) == [ADA]
    assert found[ADA].clearance == Marking.RED


@pytest.mark.parametrize("state", ["absent", "inactive"])
def test_who_is_not_there_has_no_rights(state):
    if state == "inactive":
        User.objects.filter(pk=ADA).update(is_active=False)

    someone = queries.person(ADA if state == "inactive" else CYD)

    assert (someone.roles, someone.clearance) == (frozenset(), Marking.CLEAR)
