"""What tests of the log share: its readers and bells are put back after each test."""

import pytest

from ledger import consumers


@pytest.fixture(autouse=True)
def _own_readers(monkeypatch):
    """No reader but those that a test registers, and no bell."""
    monkeypatch.setattr(consumers, "consumers", {})
    monkeypatch.setattr(consumers, "_bells", [])
