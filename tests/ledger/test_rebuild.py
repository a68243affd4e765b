"""Tables equal their rebuild."""

import pytest

from accounts import queries
from accounts.domain.events import Role
from accounts.models import Standing
from ledger.projections import compare, projected_models, rebuild
from tests import builders
from tests.people import ADA

pytestmark = pytest.mark.django_db


def test_an_account_is_opened_with_its_events():
    builders.people(ADA)

    assert queries.person(ADA).has(Role.INVESTIGATOR)
    assert [found for found in map(compare, projected_models()) if not found.is_empty] == []


def test_a_rebuild_puts_right_what_was_changed_behind_its_back():
    builders.people(ADA)
    Standing.objects.update(clearance="TLP:CLEAR")

    assert rebuild(Standing).changed == [ADA]
    assert compare(Standing).is_empty
    assert Standing.objects.get().clearance == "TLP:RED"
