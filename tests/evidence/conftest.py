"""A store of its own for every test."""

import pytest


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.EVIDENCE_STORE = str(tmp_path / "store")
