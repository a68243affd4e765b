"""A case of Ada's with exhibits to cite."""

import pytest

from entities import citing
from tests import builders
from tests.entities import world


@pytest.fixture
def case_id(db):
    builders.people()
    made = builders.a_case()
    before = list(citing._sources)
    world.offer_exhibits(made)
    yield made
    citing._sources[:] = before
