"""Readers of the log: every event once, in order; they stop loudly and go on after a fix or a park."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection

from ledger import consumers, store
from ledger.consumers import Consumer, NotStuckThere, catch_up, catch_up_all, consumer, lag, park, position, reset
from ledger.domain.errors import BadInput, LogDamaged
from ledger.domain.events import Recorded
from ledger.models import Checkpoint
from tests.ledger.history import count, tamper
from tests.people import ADA, NOON

pytestmark = pytest.mark.django_db


class Notebook:
    """A reader that keeps what it took in a table of this database, and fails where it is told to."""

    def __init__(self) -> None:
        self.fails_at: set[int] = set()
        self.pages: list[list[int]] = []
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE notebook (position bigint)")

    def take(self, page: Sequence[Recorded]) -> None:
        numbers = [item.meta.position for item in page]
        self.pages.append(numbers)
        for number in numbers:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO notebook VALUES (%s)", [number])
            if number in self.fails_at:
                raise ValueError(f"cannot take {number}")

    def kept(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT position FROM notebook ORDER BY rowid")
            return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def notebook():
    made = Notebook()
    consumer("notebook")(made.take)
    yield made
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE notebook")


def stuck() -> tuple[int | None, str]:
    return Checkpoint.objects.values_list("stuck_position", "stuck_reason").get(pk="notebook")


def test_a_reader_takes_everything_once_and_in_order(notebook, monkeypatch):
    monkeypatch.setattr(consumers, "PAGE", 2)
    count(1, 2, 3, 4, 5)
    assert lag("notebook") == 5

    assert catch_up("notebook") == 5
    assert catch_up("notebook") == 0
    count(6)
    assert catch_up("notebook") == 1

    assert notebook.pages == [[1, 2], [3, 4], [5], [6]]
    assert (notebook.kept(), position("notebook"), lag("notebook")) == ([1, 2, 3, 4, 5, 6], 6, 0)


def test_a_reader_that_fails_stops_at_the_event_and_says_why(notebook):
    count(1, 2, 3, 4)
    notebook.fails_at = {3}

    with pytest.raises(ValueError, match="cannot take 3"):
        catch_up("notebook")

    assert notebook.kept() == [1, 2]
    assert (position("notebook"), stuck()) == (2, (3, "ValueError: cannot take 3"))


def test_since_when_it_stands_still_does_not_move(notebook):
    count(1)
    notebook.fails_at = {1}
    catch_up_all()
    since = Checkpoint.objects.get().stuck_since

    catch_up_all()

    assert Checkpoint.objects.get().stuck_since == since


def test_after_a_fix_it_goes_on_by_itself(notebook):
    count(1, 2, 3)
    notebook.fails_at = {2}
    catch_up_all()
    notebook.fails_at = set()

    catch_up_all()

    assert (notebook.kept(), stuck()) == ([1, 2, 3], (None, ""))


def test_a_parked_event_is_passed_over_and_recorded(notebook):
    count(1, 2, 3)
    notebook.fails_at = {2}
    catch_up_all()

    park(name="notebook", position=2, reason=" Known defect ", by=ADA, at=NOON)
    assert stuck() == (None, "")
    catch_up_all()

    assert (notebook.kept(), lag("notebook")) == ([1, 3], 0)
    (row,) = consumers.parked()
    assert (row.consumer, row.position, row.reason, row.parked_by, row.parked_at) == (
        "notebook",
        2,
        "Known defect",
        ADA,
        NOON,
    )


def test_a_page_of_nothing_but_parked_events_moves_on(notebook):
    count(1)
    notebook.fails_at = {1}
    catch_up_all()

    park(name="notebook", position=1, reason="Known defect", by=ADA, at=NOON)
    catch_up_all()

    assert (notebook.kept(), position("notebook")) == ([], 1)


@pytest.mark.parametrize(("name", "at"), [("notebook", 1), ("notebook", 3), ("another", 2)])
def test_only_the_event_that_it_stands_still_at_is_parked(notebook, name, at):
    count(1, 2, 3)
    notebook.fails_at = {2}
    catch_up_all()

    with pytest.raises(NotStuckThere):
        park(name=name, position=at, reason="Guess", by=ADA, at=NOON)

    assert (consumers.parked(), stuck()[0]) == ([], 2)


def test_a_park_needs_a_reason(notebook):
    count(1)
    notebook.fails_at = {1}
    catch_up_all()

    with pytest.raises(BadInput):
        park(name="notebook", position=1, reason=" ", by=ADA, at=NOON)

    assert stuck()[0] == 1


def test_one_that_stands_still_does_not_hold_up_the_others(notebook):
    taken: list[int] = []
    consumer("other")(lambda page: taken.extend(item.meta.position for item in page))
    count(1, 2)
    notebook.fails_at = {1}

    catch_up_all()

    assert (notebook.kept(), taken) == ([], [1, 2])


def test_a_page_that_another_process_took_is_not_taken_again(notebook):
    count(1, 2)
    seen_by_both = store.read_page(after=0, limit=10)
    catch_up("notebook")

    with pytest.raises(consumers.CheckpointMoved):
        consumers._take(Consumer(name="notebook", take=notebook.take), seen_by_both)

    assert (notebook.kept(), stuck()) == ([1, 2], (None, ""))


def test_a_late_failure_does_not_put_back_who_has_read_on(notebook):
    count(1, 2)
    seen_by_both = store.read_page(after=0, limit=1)

    def fails_when_the_other_is_done(page: Sequence[Recorded]) -> None:
        raise ValueError("too slow")

    catch_up("notebook")
    with pytest.raises(ValueError, match="too slow"):
        consumers._take(Consumer(name="notebook", take=fails_when_the_other_is_done), seen_by_both)

    assert (position("notebook"), stuck()) == (2, (None, ""))


def test_a_page_that_fails_once_is_taken_event_by_event(notebook):
    count(1, 2, 3)
    take = notebook.take

    def fails_on_whole_pages(page: Sequence[Recorded]) -> None:
        take(page)
        if len(page) > 1:
            raise OSError("connection lost")

    consumer("notebook")(fails_on_whole_pages)

    assert catch_up("notebook") == 3
    assert (notebook.kept(), notebook.pages) == ([1, 2, 3], [[1, 2, 3], [1], [2], [3]])


def test_a_hole_in_the_log_stops_a_reader_in_front_of_it(notebook):
    count(1, 2, 3)
    tamper("DELETE FROM ledger_storedevent WHERE position = 2")

    with pytest.raises(LogDamaged):
        catch_up("notebook")

    assert (notebook.kept(), stuck()) == ([1], (2, "LogDamaged: Position 2 is missing from the log."))


def test_what_cannot_be_read_cannot_be_parked_away(notebook):
    count(1, 2)
    tamper("UPDATE ledger_storedevent SET type = 'test.never' WHERE position = 1")

    for _ in range(2):
        catch_up_all()
        park(name="notebook", position=1, reason="Go on", by=ADA, at=NOON + timedelta(days=1))
    catch_up_all()

    assert (notebook.kept(), stuck()[0], len(consumers.parked())) == ([], 1, 1)


def test_a_reset_reader_begins_again(notebook):
    count(1, 2)
    catch_up("notebook")

    reset("notebook")
    catch_up("notebook")

    assert notebook.kept() == [1, 2, 1, 2]
