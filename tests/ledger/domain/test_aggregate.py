"""An aggregate decides, keeps what it decided until it is written, and folds what was stored."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from ledger.domain.aggregate import Aggregate
from ledger.domain.when import Precision, When
from tests.ledger.tally import Cleared, Counted, NothingToClear, Tally
from tests.people import ADA

MARCH = When(at=datetime(2025, 3, 1, tzinfo=UTC), precision=Precision.MONTH)


def test_a_stream_is_named_after_family_and_id():
    assert Tally.stream_of(ADA) == f"tally-{ADA}"
    assert Tally(ADA).stream_id == f"tally-{ADA}"


def test_folding_gives_state_and_version_and_decides_nothing():
    tally = Tally(ADA)

    tally.fold([Counted(number=2), Cleared(), Counted(number=5)])

    assert (tally.total, tally.version, tally.pending) == (5, 3, [])
    assert tally.exists


def test_a_decision_changes_the_state_at_once_and_waits_to_be_written():
    tally = Tally(ADA)
    assert not tally.exists

    tally.count(2, when=MARCH)
    tally.count(3)

    assert (tally.total, tally.version) == (5, 0)
    assert tally.pending == [Counted(number=2), Counted(number=3)]
    assert tally.pending_when == [MARCH, None]
    assert tally.exists


def test_a_refusal_decides_nothing():
    tally = Tally(ADA)

    with pytest.raises(NothingToClear):
        tally.clear()

    assert tally.pending == []


def test_what_does_not_fold_is_no_aggregate():
    class Heap(Aggregate[Counted]):
        stream_family = "heap"

    with pytest.raises(TypeError, match="_apply"):
        Heap(ADA)


def test_an_instant_is_exact_unless_said_otherwise():
    assert When(at=MARCH.at).precision is Precision.INSTANT
    with pytest.raises(FrozenInstanceError):
        MARCH.precision = Precision.DAY
