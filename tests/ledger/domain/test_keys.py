"""A key is announced before it signs, once."""

from ledger.domain.keys import KeyAnnounced, KeyRing
from tests.people import ADA


def test_a_key_is_announced():
    ring = KeyRing(ADA)
    ring.fold([KeyAnnounced(key="first")])

    ring.announce("second")

    assert ring.pending == [KeyAnnounced(key="second")]
    assert ring.keys == ["first", "second"]


def test_a_known_key_is_passed_over():
    ring = KeyRing(ADA)
    ring.fold([KeyAnnounced(key="first")])

    ring.announce("first")

    assert ring.pending == []
