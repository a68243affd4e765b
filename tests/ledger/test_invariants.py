"""The invariants of the log, each shown on a short history. `test_mutants` proves that each of them can fail.

I9, that each tree head extends every earlier one, belongs to the tree.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import services as accounts
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.models import Standing
from cases import services as cases
from cases.models import Case
from ledger import consumers, protection, store
from ledger.codec import ProfileViolation
from ledger.commands import once
from ledger.consumers import catch_up, consumer
from ledger.domain.errors import LogDamaged, ReusedCommand, WrongExpectedVersion
from ledger.domain.events import Event, Recorded, event
from ledger.erasure import erase_field
from ledger.models import StoredEvent
from ledger.projections import as_of, compare, projected_models
from ledger.unit_of_work import unit_of_work
from tests import builders
from tests.ledger import held, stored
from tests.ledger.history import FIRST, SECOND, THIRD, count, tamper, total
from tests.ledger.tally import Counted, NothingToClear, Tally
from tests.people import ADA, LOU, NOON

pytestmark = pytest.mark.django_db
SCOPE, FOURTH = UUID(int=500, version=4), UUID(int=104, version=4)
HOUR = timedelta(hours=1)


@event("test.loose")
class Loose(Event):
    """Holds anything, so that the profile is tested at the append."""

    value: Any


def erase(position: int, field: str) -> None:
    """By an executed order."""
    with unit_of_work(actor_id=ADA, at=NOON) as work:
        erase_field(
            work,
            position=position,
            field=field,
            reason="Court order",
            legal_basis="GDPR Art. 17",
            proposal_id=uuid4(),
            scope_id=SCOPE,
        )


def mixed() -> int:
    """Several streams, several in one command, clocks that go wrong, a refusal, an erasure; what was erased."""
    secret = count(1, 2, note="secret", tally_id=FOURTH, scope_id=SCOPE, at=NOON + HOUR).position
    count(3, tally_id=SECOND, at=NOON)
    with unit_of_work(actor_id=ADA, at=NOON - HOUR) as work:
        work.load(Tally, FOURTH).count(4)
        work.create(Tally, THIRD).count(5)
        work.load(Tally, SECOND).clear()
    with pytest.raises(NothingToClear), unit_of_work(actor_id=ADA, at=NOON) as work:
        work.load(Tally, SECOND).clear()
    erase(secret, "note")
    return secret


def standing() -> None:
    """Ada's rights change."""
    accounts.grant_role(person_id=ADA, role=Role.AUDITOR, reason="Asked", by=LOU, at=NOON)
    accounts.revoke_role(person_id=ADA, role=Role.INVESTIGATOR, reason="Asked", by=LOU, at=NOON)
    accounts.set_clearance(person_id=ADA, marking=Marking.GREEN, reason="Asked", by=LOU, at=NOON)
    accounts.disable_account(person_id=ADA, reason="Left", by=LOU, at=NOON)


def test_i1_positions_are_dense_in_the_order_of_commits():
    assert [count(number, number).position for number in range(5)] == [2, 4, 6, 8, 10]

    mixed()
    assert [row.position for row in stored.rows()] == list(range(1, store.head_position() + 1))


def test_i2_versions_are_dense_and_decided_on_the_version_seen():
    mixed()
    before = total(FOURTH)

    with pytest.raises(WrongExpectedVersion), unit_of_work(actor_id=ADA, at=NOON) as work:
        work.load(Tally, FOURTH, expected_version=2).count(9)

    assert total(FOURTH) == before
    stored.expect_none(stored.versions_are_dense)


def test_i2_a_version_is_written_once():
    count(1)
    taken = store.NewEvent(event=Counted(number=9), stream_id=f"tally-{FIRST}", version=1, scope_id=None, when=None)

    with pytest.raises(WrongExpectedVersion), unit_of_work(actor_id=ADA, at=NOON) as work:
        store.append([taken], head=store.lock_head(NOON), cause=work.cause)

    assert total() == 1


def test_i3_a_reader_takes_every_event_once_and_in_order():
    crashes = iter([True, False, True, False, False, True])

    def take(page: Sequence[Recorded]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO seen VALUES (%s)", [(item.meta.position,) for item in page])
        if next(crashes, False):
            raise OSError("crash between the effect and the checkpoint")

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE seen (position bigint)")
    consumer("reader")(take)
    for number in range(1, 7):
        count(number, number)
        consumers.catch_up_all()
    consumers.catch_up_all()

    with connection.cursor() as cursor:
        cursor.execute("SELECT position FROM seen ORDER BY rowid")
        seen = [row[0] for row in cursor.fetchall()]
        cursor.execute("DROP TABLE seen")
    assert seen == list(range(1, 13))


def test_i3_a_page_read_before_another_process_took_it_has_no_effect():
    taken: list[int] = []
    reader = consumer("reader")(lambda page: taken.extend(item.meta.position for item in page))
    count(1, 2)
    stale = store.read_page(after=0, limit=10)
    catch_up("reader")

    with pytest.raises(consumers.CheckpointMoved):
        consumers._step(reader, stale)

    assert consumers.position("reader") == 2


def test_i3_a_reader_does_not_pass_a_hole():
    seen: list[int] = []
    consumer("reader")(lambda page: seen.extend(item.meta.position for item in page))
    count(1, 2, 3)
    tamper("DELETE FROM ledger_storedevent WHERE position = 2")

    with pytest.raises(LogDamaged):
        catch_up("reader")

    assert seen == [1]


def refused(sql: str) -> bool:
    """True when the database refuses, and would refuse without our code."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def same(columns: list[str]) -> list[str]:
    """The columns of a row that shares with a stored one its position, its id, or its stream and version."""
    free = {"position": "99", "id": "99", "version": "99"}
    return [
        ", ".join(name if name in kept else free.get(name, name) for name in columns)
        for kept in ({"position"}, {"id"}, {"version"})
    ]


def test_i4_the_database_lets_nothing_through_but_an_erasure():
    erased = f"position = {mixed()}"
    protection.remove(connection)
    protection.install(connection, allow_flush=False)
    table, columns = "ledger_storedevent", [field.column for field in StoredEvent._meta.concrete_fields]
    changes = [f"UPDATE {table} SET {column} = 99 WHERE position = 1" for column in columns]
    changes += [
        f"UPDATE {table} SET {column} = 99 WHERE {erased}" for column in columns if column not in {"data", "salts"}
    ]
    changes += [f"DELETE FROM {table} WHERE position = 3", f"DELETE FROM {table}"]
    changes += [
        f"INSERT OR REPLACE INTO {table} SELECT {picked} FROM {table} WHERE position = 1" for picked in same(columns)
    ]

    assert [sql for sql in changes if not refused(sql)] == []


def test_i5_every_hash_follows_from_the_stored_row():
    mixed()
    builders.people(ADA, LOU)
    standing()

    stored.expect_none(stored.hashes_recompute, stored.salts_are_fresh)


def test_i5_equal_events_have_unequal_commitments():
    count(7)
    count(7, tally_id=SECOND)

    one, other = stored.rows()
    assert one.data == other.data
    assert stored.committed(one, "number") != stored.committed(other, "number")


def test_i6_the_clock_of_the_log_never_falls():
    for hours in (0, 2, 1, -5, 3, 0):
        count(1, at=NOON + hours * HOUR)

    stored.expect_none(stored.times_never_fall)
    assert [row.recorded_at - NOON for row in stored.rows()] == [hours * HOUR for hours in (0, 2, 2, 2, 3, 3)]


def test_i7_a_command_id_takes_effect_once():
    key, other = uuid4(), uuid4()

    def ask(command_id: UUID, digest: str = "same") -> tuple[Any, bool]:
        return once(command_id=command_id, digest=digest, run=lambda: count(1).position, at=NOON)

    assert [ask(key), ask(key), ask(other), ask(key)] == [(1, False), (1, True), (2, False), (1, True)]
    with pytest.raises(ReusedCommand):
        ask(key, digest="another")
    assert total() == 2


def test_i8_every_table_is_the_fold_of_the_log():
    builders.people(ADA, LOU)
    builders.a_case(with_team=False)
    standing()

    told = {row.person_id: (row.roles, row.clearance, row.is_disabled) for row in Standing.objects.all()}
    assert {f"actor-{person}": value for person, value in told.items()} == stored.standings()
    assert [found for found in map(compare, projected_models()) if not found.is_empty] == []


def test_i8_the_past_is_the_fold_up_to_then():
    builders.people(ADA)
    case_id = builders.a_case(with_team=False)
    titles = {store.head_position(): "Paper lantern"}
    for number in range(3):
        cases.describe_case(case_id=case_id, title=f"Title {number}", summary="", by=ADA, at=NOON + (1 + number) * HOUR)
        titles[store.head_position()] = f"Title {number}"

    for number, (position, title) in enumerate(titles.items()):
        assert [row.title for row in as_of(Case, scope_id=case_id, upto=position)] == [title]
        assert store.position_at(NOON + number * HOUR) == position
        assert store.read_stream(f"case-{case_id}", upto=position)[-1].meta.position == position


@pytest.mark.parametrize("value", [0.5, "a\x00", "\udc00", 2**53, -(2**53), {"ä": 1}, [NOON.replace(tzinfo=None)]])
def test_i10_nothing_off_the_profile_is_appended(value):
    check_i10(value)


def check_i10(value: object = 2**53) -> None:
    loose = store.NewEvent(event=Loose(value=value), stream_id="loose-1", version=1, scope_id=None, when=None)

    with pytest.raises(ProfileViolation), unit_of_work(actor_id=ADA, at=NOON) as work:
        store.append([loose], head=store.lock_head(NOON), cause=work.cause)

    mixed()
    stored.expect_none(stored.payloads_keep_the_profile)


def test_i11_nothing_but_rows_is_written_under_the_lock():
    builders.people(ADA, LOU)
    warm = builders.a_case(reference="PL-2025-001", with_team=False)
    cases.ask_question(case_id=warm, text="Who?", by=ADA, at=NOON)

    with held.watched() as seen:
        for number in range(2, 30):
            case_id = builders.a_case(reference=f"PL-2025-{number:03}", with_team=False)
            cases.ask_question(case_id=case_id, text="Who?", by=ADA, at=NOON)

    assert seen.slow == []
    assert len(set(seen.queries[::2])) == len(set(seen.queries[1::2])) == 1, "queries grow with the log"
