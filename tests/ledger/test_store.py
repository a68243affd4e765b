"""Reading the log: by stream, by scope, by time, page by page."""

from datetime import timedelta
from uuid import UUID

import pytest

from ledger import store
from ledger.domain.errors import LogDamaged, WrongExpectedVersion
from ledger.unit_of_work import unit_of_work
from tests.ledger.history import FIRST, SECOND, THIRD, count, tamper
from tests.ledger.tally import Counted
from tests.people import ADA, NOON

pytestmark = pytest.mark.django_db
EAST, WEST, NOWHERE = (UUID(int=number, version=4) for number in (501, 502, 503))
HOUR = timedelta(hours=1)


@pytest.fixture
def six_events():
    """Positions 1, 2, 5 in the east, 3, 4 in the west, 6 in no scope; an hour between commands."""
    count(1, 2, tally_id=FIRST, scope_id=EAST)
    count(3, 4, tally_id=SECOND, scope_id=WEST, at=NOON + HOUR)
    count(5, tally_id=FIRST, at=NOON + 2 * HOUR)
    count(6, tally_id=THIRD, at=NOON + 3 * HOUR)


def positions(events):
    return [item.meta.position for item in events]


def test_an_empty_log():
    assert (store.head_position(), store.head_time(), store.position_at(NOON), store.time_at(1)) == (0, None, 0, None)
    assert (store.scopes(), store.read_page(after=0, limit=10), list(store.read_all())) == ([], [], [])


@pytest.mark.usefixtures("six_events")
class TestSixEvents:
    def test_the_head(self):
        assert (store.head_position(), store.head_time()) == (6, NOON + 3 * HOUR)

    @pytest.mark.parametrize(
        ("at", "position"),
        [
            (NOON - HOUR, 0),
            (NOON, 2),
            (NOON + HOUR, 4),
            (NOON + HOUR + timedelta(microseconds=-1), 2),
            (NOON + 9 * HOUR, 6),
        ],
    )
    def test_a_time_is_a_position(self, at, position):
        assert store.position_at(at) == position

    def test_a_position_is_a_time(self):
        assert (store.time_at(4), store.time_at(7)) == (NOON + HOUR, None)

    def test_a_stream(self):
        stream = f"tally-{FIRST}"

        assert positions(store.read_stream(stream)) == [1, 2, 5]
        assert positions(store.read_stream(stream, upto=2)) == [1, 2]
        assert store.read_stream("tally-none") == []

    def test_a_scope(self):
        assert positions(store.read_scope(EAST)) == [1, 2, 5]
        assert positions(store.read_scope(EAST, after=1, upto=4)) == [2]
        assert positions(store.read_scope(NOWHERE)) == []

    def test_a_scope_backwards(self):
        assert positions(store.read_scope_backwards(EAST)) == [5, 2, 1]
        assert positions(store.read_scope_backwards(EAST, before=5)) == [2, 1]
        assert positions(store.read_scope_backwards(EAST, before=5, upto=1)) == [1]

    def test_scopes_are_listed_once(self):
        assert store.scopes() == [EAST, WEST]

    @pytest.mark.parametrize(("number", "position"), [(0, None), (1, 1), (3, 5), (4, None)])
    def test_the_nth_of_a_scope(self, number, position):
        assert store.nth_of_scope(EAST, number) == position

    def test_counting_in_a_scope(self):
        assert (store.count_of_scope(EAST), store.count_of_scope(EAST, upto=2)) == (3, 2)
        assert store.numbers_in_scope(EAST, [5, 2]) == {2: 2, 5: 3}
        assert store.numbers_in_scope(EAST, []) == {}

    def test_all(self):
        assert positions(store.read_all(after=2, upto=4)) == [3, 4]
        assert positions(store.read_all(types=["test.counted"])) == [1, 2, 3, 4, 5, 6]
        assert positions(store.read_all(types=["test.cleared"])) == []

    def test_pages_join_without_a_seam(self, monkeypatch):
        monkeypatch.setattr(store, "PAGE", 2)

        assert positions(store.read_all()) == [1, 2, 3, 4, 5, 6]
        assert positions(store.read_scope_backwards(EAST)) == [5, 2, 1]

    def test_a_page_for_a_reader(self):
        assert positions(store.read_page(after=0, limit=4)) == [1, 2, 3, 4]
        assert positions(store.read_page(after=4, limit=4)) == [5, 6]

    def test_a_reader_does_not_step_over_a_hole(self):
        tamper("DELETE FROM ledger_storedevent WHERE position = 3")

        with pytest.raises(LogDamaged, match="Position 3 is missing"):
            store.read_page(after=0, limit=10)

    def test_a_version_that_another_writer_took_is_a_lost_race(self):
        late = store.NewEvent(event=Counted(number=9), stream_id=f"tally-{FIRST}", version=3, scope_id=EAST, when=None)
        with pytest.raises(WrongExpectedVersion) as lost, unit_of_work(actor_id=ADA, at=NOON) as work:
            store.append([late], head=store.lock_head(NOON), cause=work.cause)

        assert (lost.value.stream_id, lost.value.expected) == (f"tally-{FIRST}", 2)
        assert store.head_position() == 6
