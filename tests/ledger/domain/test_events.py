"""Event types: a name for ever, frozen values, and lifts from every older version."""

from dataclasses import FrozenInstanceError

import pytest

from ledger.domain.events import Event, event, event_classes, upcaster
from tests.ledger.tally import Counted


def test_an_event_knows_its_name_and_version():
    assert (Counted.event_type, Counted.schema_version) == ("test.counted", 3)
    assert event_classes["test.counted"] is Counted


def test_an_event_does_not_change_and_is_equal_by_value():
    counted = Counted(number=1)

    with pytest.raises(FrozenInstanceError):
        counted.number = 2

    assert counted == Counted(number=1)


def test_fields_are_given_by_name():
    with pytest.raises(TypeError):
        Counted(1)


def test_a_name_is_taken_once():
    with pytest.raises(ValueError, match=r"test\.counted is taken by Counted"):

        @event("test.counted")
        class Recounted(Event):
            """Something else."""

    assert event_classes["test.counted"] is Counted


def test_a_version_is_lifted_in_one_way():
    with pytest.raises(ValueError, match=r"test\.counted from version 1 already"):
        upcaster("test.counted", 1)(dict)
