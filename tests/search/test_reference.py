import pytest

from search.backends.reference import ReferenceBackend
from tests.search.conformance import Conformance


@pytest.fixture
def backend():
    return ReferenceBackend()


@pytest.fixture
def full(oracle):
    return oracle


class TestReference(Conformance):
    every = 10
