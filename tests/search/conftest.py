import pytest

from search.backends.reference import ReferenceBackend
from tests.search.conformance import DOCS


@pytest.fixture(scope="session")
def oracle():
    reference = ReferenceBackend()
    reference.apply(DOCS, len(DOCS))
    return reference
