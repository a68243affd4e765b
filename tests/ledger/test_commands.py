"""A request with a key takes effect once."""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from ledger import commands, store
from ledger.commands import answer_to, current_command, once, within
from ledger.domain.errors import ReusedCommand
from ledger.models import Command
from tests.ledger.history import count, total
from tests.ledger.tally import NothingToClear
from tests.people import NOON

pytestmark = pytest.mark.django_db
KEY = UUID(int=900, version=4)


def ask(number: int = 1, *, digest: str = "one"):
    return once(command_id=KEY, digest=digest, run=lambda: count(number).position, at=NOON)


def test_the_second_time_gets_the_first_answer():
    assert ask() == (1, False)
    assert ask() == (1, True)
    assert total() == 1


def test_a_key_belongs_to_one_request():
    ask()

    with pytest.raises(ReusedCommand) as refused:
        ask(2, digest="two")

    assert (refused.value.command_id, total()) == (KEY, 1)


def test_an_answer_is_asked_for_without_doing_anything():
    assert answer_to(command_id=KEY, digest="one") is None
    ask()

    assert answer_to(command_id=KEY, digest="one") == 1
    with pytest.raises(ReusedCommand):
        answer_to(command_id=KEY, digest="two")
    assert total() == 1


def test_units_of_work_within_a_command_carry_its_id_and_fall_with_their_transaction():
    def consume() -> None:
        with transaction.atomic(), within(KEY):
            count(1)
            assert next(store.read_all()).meta.command_id == KEY
            raise NothingToClear

    with pytest.raises(NothingToClear):
        consume()

    assert (total(), current_command()) == (0, None)


def test_a_refusal_leaves_the_key_free():
    def refuse() -> None:
        count(5)
        raise NothingToClear

    with pytest.raises(NothingToClear):
        once(command_id=KEY, digest="one", run=refuse, at=NOON)

    assert (total(), Command.objects.count(), current_command()) == (0, 0, None)
    assert ask() == (1, False)


def test_of_two_at_once_the_later_gets_the_answer_of_the_earlier(monkeypatch):
    first_time = commands._first_time

    def overtaken(**request):
        monkeypatch.undo()
        ask()
        return first_time(**request)

    monkeypatch.setattr(commands, "_first_time", overtaken)

    assert ask() == (1, True)
    assert total() == 1


def test_a_failure_of_the_database_that_is_no_second_request_is_shown():
    def broken() -> None:
        raise IntegrityError("something else")

    with pytest.raises(IntegrityError, match="something else"):
        once(command_id=uuid4(), digest="one", run=broken, at=NOON)
