import pytest

from search.backends.fts5 import Fts5Backend
from tests.search.conformance import DOCS, Conformance


@pytest.fixture
def backend(tmp_path):
    backend = Fts5Backend(tmp_path / "search")
    yield backend
    backend.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    backend = Fts5Backend(tmp_path_factory.mktemp("search"))
    backend.apply(DOCS, len(DOCS))
    yield backend
    backend.close()


class TestFts5(Conformance):
    pass
