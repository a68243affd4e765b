"""A command is carried out whole or not at all."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4, uuid5

import pytest

from ledger import consumers, store
from ledger.commands import once
from ledger.domain.errors import BadInput, NotFound, NotPermitted, WrongExpectedVersion
from ledger.domain.when import Precision, When
from ledger.models import Command
from ledger.unit_of_work import Work, unit_of_work
from tests.ledger.history import FIRST, SECOND, THIRD, count, total
from tests.ledger.tally import Cleared, Counted, NothingToClear, Shelf, Tally
from tests.people import ADA, BEN, NOON

pytestmark = pytest.mark.django_db
SCOPE = UUID(int=500, version=4)


def log() -> list[object]:
    return [item.event for item in store.read_all()]


def carry_out(decide: Callable[[Work], None]) -> None:
    with unit_of_work(actor_id=ADA, at=NOON) as work:
        decide(work)


def test_decisions_are_written_in_order_with_their_envelope():
    work = count(2, 3, scope_id=SCOPE)

    first, second = store.read_all()
    assert [first.event, second.event] == [Counted(number=2), Counted(number=3)]
    assert [first.meta.position, second.meta.position] == [1, 2]
    assert [first.meta.version, second.meta.version] == [1, 2]
    assert (second.meta.stream_id, second.meta.scope_id) == (f"tally-{FIRST}", SCOPE)
    assert (second.meta.actor_id, second.meta.recorded_at) == (ADA, NOON)
    assert second.meta.event_id == uuid5(second.meta.command_id, f"tally-{FIRST}/2")
    assert (work.position, work.recorded) == (2, [first, second])


def test_what_happened_is_dated_by_itself_and_else_by_its_recording():
    march = When(at=datetime(2025, 3, 1, tzinfo=UTC), precision=Precision.MONTH)
    count(1, when=march)
    count(2)

    dated, undated = store.read_all()

    assert (dated.meta.occurred_at, dated.meta.occurred_precision) == (march.at, Precision.MONTH)
    assert dated.meta.recorded_at == NOON
    assert (undated.meta.occurred_at, undated.meta.occurred_precision) == (NOON, Precision.INSTANT)


def test_one_command_writes_several_streams_under_one_command_id():
    with unit_of_work(actor_id=ADA, at=NOON) as work:
        work.create(Tally, FIRST).count(1)
        work.create(Tally, SECOND).count(2)

    assert [item.meta.stream_id for item in store.read_all()] == [f"tally-{FIRST}", f"tally-{SECOND}"]
    assert len({item.meta.command_id for item in store.read_all()}) == 1


def test_a_stream_stays_in_its_scope():
    count(1, scope_id=SCOPE)
    count(2)

    assert [item.meta.scope_id for item in store.read_all()] == [SCOPE, SCOPE]


def test_a_refusal_leaves_nothing_behind():
    def decide(work: Work) -> None:
        work.create(Tally, FIRST).count(1)
        work.create(Tally, SECOND).clear()

    with pytest.raises(NothingToClear):
        carry_out(decide)

    assert (log(), store.head_position()) == ([], 0)


def test_nothing_decided_writes_nothing():
    count(1)

    with unit_of_work(actor_id=ADA, at=NOON + timedelta(hours=1)) as work:
        work.load(Tally, FIRST)

    assert (work.position, work.recorded) == (1, [])
    assert store.head_time() == NOON


def test_what_is_not_there_is_not_loaded():
    with pytest.raises(NotFound), unit_of_work(actor_id=ADA, at=NOON) as work:
        work.load(Tally, FIRST)


def test_what_is_there_is_not_created():
    count(1, 2)

    with pytest.raises(WrongExpectedVersion) as lost, unit_of_work(actor_id=ADA, at=NOON) as work:
        work.create(Tally, FIRST)

    assert (lost.value.expected, lost.value.current) == (0, 2)


@pytest.mark.parametrize("seen", [1, 3])
def test_a_command_decided_on_another_version_is_refused(seen):
    count(1, 2)

    with pytest.raises(WrongExpectedVersion) as lost, unit_of_work(actor_id=ADA, at=NOON) as work:
        work.load(Tally, FIRST, expected_version=seen).count(3)

    assert (lost.value.expected, lost.value.current) == (seen, 2)
    assert total() == 3


def test_a_command_decided_on_the_present_version_is_carried_out():
    count(1, 2)

    with unit_of_work(actor_id=ADA, at=NOON) as work:
        work.load(Tally, FIRST, expected_version=2).count(3)

    assert total() == 6


def test_a_stream_loaded_twice_is_one_thing():
    with unit_of_work(actor_id=ADA, at=NOON) as work:
        work.load_or_create(Tally, FIRST).count(1)
        work.load(Tally, FIRST).count(2)

    assert [item.meta.version for item in store.read_all()] == [1, 2]


def test_a_stream_is_not_two_kinds_of_thing():
    def decide(work: Work) -> None:
        work.load_or_create(Tally, FIRST)
        work.load_or_create(Shelf, FIRST)

    with pytest.raises(TypeError, match="loaded as Tally"):
        carry_out(decide)


def test_the_time_of_a_command_has_a_zone():
    with pytest.raises(BadInput) as refused, unit_of_work(actor_id=ADA, at=NOON.replace(tzinfo=None)):
        pass

    assert refused.value.field == "at"


def test_a_right_is_asked_again_under_the_lock():
    asked = []

    def taken_meanwhile() -> None:
        asked.append(store.head_position())
        if len(asked) > 1:
            raise NotPermitted

    def decide(work: Work) -> None:
        work.authorise(taken_meanwhile)
        work.create(Tally, FIRST).count(1)

    with pytest.raises(NotPermitted):
        carry_out(decide)

    assert (len(asked), log()) == (2, [])


def test_a_last_check_is_made_even_when_nothing_was_decided():
    def refuse() -> None:
        raise NotPermitted

    with pytest.raises(NotPermitted), unit_of_work(actor_id=ADA, at=NOON, before_commit=refuse):
        pass
    with unit_of_work(actor_id=ADA, at=NOON, before_commit=lambda: None) as work:
        pass

    assert (work.position, work.recorded) == (0, [])


def test_an_effect_runs_after_the_append_and_falls_with_it():
    seen = []

    def effect() -> None:
        seen.append(store.head_position())
        raise OSError("broken")

    def decide(work: Work) -> None:
        work.create(Tally, FIRST).count(1)
        work.after_append(effect)

    with pytest.raises(OSError, match="broken"):
        carry_out(decide)

    assert (seen, log()) == ([1], [])


def test_bells_ring_once_it_is_committed(django_capture_on_commit_callbacks):
    rung = []
    consumers.bell(lambda: rung.append(store.head_position()))

    with django_capture_on_commit_callbacks(execute=True) as promised:
        count(1)
    with django_capture_on_commit_callbacks(execute=True) as nothing:
        total()

    assert (rung, len(promised), len(nothing)) == ([1], 1, 0)


def test_events_of_a_request_carry_its_ids():
    command_id, correlation_id = uuid4(), uuid4()

    def run() -> str:
        count(1)
        count(2, 3, tally_id=SECOND)
        return "done"

    once(command_id=command_id, digest="d", run=run, at=NOON, correlation_id=correlation_id)

    first, second, third = (item.meta for item in store.read_all())
    assert (first.command_id, first.correlation_id, third.correlation_id) == (
        command_id,
        correlation_id,
        correlation_id,
    )
    assert second.command_id == third.command_id == uuid5(command_id, "2")
    row = Command.objects.get(pk=command_id)
    assert (row.first_position, row.last_position) == (1, 3)


def test_a_given_correlation_stands():
    correlation_id = uuid4()

    with unit_of_work(actor_id=BEN, at=NOON, correlation_id=correlation_id) as work:
        work.create(Tally, THIRD).count(1)

    assert next(store.read_all()).meta.correlation_id == correlation_id


def test_clearing_is_an_event_without_fields():
    count(4)
    with unit_of_work(actor_id=ADA, at=NOON) as work:
        work.load(Tally, FIRST).clear()

    assert (log()[-1], total()) == (Cleared(), 0)
