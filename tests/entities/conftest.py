"""A case of Ada's with exhibits to cite."""

import pytest

from tests import builders
from tests.entities import world


@pytest.fixture
def case_id(db):
    builders.people()
    made = builders.a_case()
    world.offer_exhibits(made)
    return made
