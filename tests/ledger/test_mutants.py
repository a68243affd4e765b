"""Each invariant can fail: the log is broken on purpose, one line at a time, and the invariant of that name notices."""

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType
from typing import Any

import pytest
from django.db import DatabaseError

from accounts import projections as standings
from ledger import canonical, codec, commands, consumers, erasure, projections, protection, store, unit_of_work
from tests.ledger import test_invariants as invariants

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOTICED = (AssertionError, pytest.fail.Exception, DatabaseError)


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One line of a function, written wrongly, and the test that must notice."""

    function: Callable[..., Any]
    right: str
    wrong: str
    killed_by: Callable[[], None]

    def __str__(self) -> str:
        return f"{self.function.__qualname__}: {self.wrong.strip()}"

    def code(self) -> CodeType:
        """The wrong function, compiled in the place of the right one."""
        source = textwrap.dedent(inspect.getsource(self.function))
        assert source.count(self.right) == 1, f"{self.right!r} is not one place in {self.function.__qualname__}"
        made: dict[str, Any] = {}
        wrong = compile(source.replace(self.right, self.wrong), inspect.getfile(self.function), "exec")
        exec(wrong, self.function.__globals__, made)
        return made[self.function.__name__].__code__


MUTANTS = [
    Mutant(
        function=store._row,
        right="head.position + ordinal + 1",
        wrong="head.position + ordinal + 2",
        killed_by=invariants.test_i1_positions_are_dense_in_the_order_of_commits,
    ),
    Mutant(
        function=store.append,
        right="head.position += len(rows)",
        wrong="head.position += len(rows) + 1",
        killed_by=invariants.test_i1_positions_are_dense_in_the_order_of_commits,
    ),
    Mutant(
        function=unit_of_work.Work.load,
        right="thing.version != expected_version",
        wrong="False",
        killed_by=invariants.test_i2_versions_are_dense_and_decided_on_the_version_seen,
    ),
    Mutant(
        function=unit_of_work.Work.pending,
        right="thing.version + 1 + ordinal",
        wrong="thing.version + 2 + ordinal",
        killed_by=invariants.test_i2_versions_are_dense_and_decided_on_the_version_seen,
    ),
    Mutant(
        function=store.append,
        right="raise _lost_race(new) from error",
        wrong="raise",
        killed_by=invariants.test_i2_a_version_is_written_once,
    ),
    Mutant(
        function=store.read_page,
        right="item.meta.position != expected",
        wrong="False",
        killed_by=invariants.test_i3_a_reader_does_not_pass_a_hole,
    ),
    Mutant(
        function=store.read_page,
        right="position__gt=after",
        wrong="position__gt=after + 1",
        killed_by=invariants.test_i3_a_reader_takes_every_event_once_and_in_order,
    ),
    Mutant(
        function=consumers._step,
        right="position=last",
        wrong="position=first",
        killed_by=invariants.test_i3_a_reader_takes_every_event_once_and_in_order,
    ),
    Mutant(
        function=consumers._step,
        right="with transaction.atomic():",
        wrong="if True:",
        killed_by=invariants.test_i3_a_reader_takes_every_event_once_and_in_order,
    ),
    Mutant(
        function=consumers._step,
        right=", position=first - 1",
        wrong="",
        killed_by=invariants.test_i3_a_page_read_before_another_process_took_it_has_no_effect,
    ),
    Mutant(
        function=protection._sqlite,
        right="OR id = NEW.id",
        wrong="",
        killed_by=invariants.test_i4_the_database_lets_nothing_through_but_an_erasure,
    ),
    Mutant(
        function=protection._sqlite,
        right="OLD.{column} IS NEW.{column}",
        wrong="OLD.position IS NEW.position",
        killed_by=invariants.test_i4_the_database_lets_nothing_through_but_an_erasure,
    ),
    Mutant(
        function=protection._sqlite,
        right="BEFORE DELETE {on} {refuse}",
        wrong="BEFORE DELETE {on} WHEN OLD.position < 3 {refuse}",
        killed_by=invariants.test_i4_the_database_lets_nothing_through_but_an_erasure,
    ),
    Mutant(
        function=store.append,
        right="previous=last_hashes[item.stream_id]",
        wrong="previous=canonical.NO_HASH",
        killed_by=invariants.test_i5_every_hash_follows_from_the_stored_row,
    ),
    Mutant(
        function=store._last_hashes,
        right="bytes(last) if last is not None else canonical.NO_HASH",
        wrong="canonical.NO_HASH",
        killed_by=invariants.test_i5_every_hash_follows_from_the_stored_row,
    ),
    Mutant(
        function=store.header,
        right='"actor_id": str(row.actor_id),',
        wrong="",
        killed_by=invariants.test_i5_every_hash_follows_from_the_stored_row,
    ),
    Mutant(
        function=canonical.commitment,
        right="salt + ",
        wrong="",
        killed_by=invariants.test_i5_every_hash_follows_from_the_stored_row,
    ),
    Mutant(
        function=store._row,
        right="secrets.token_hex(canonical.SALT_BYTES)",
        wrong='"00" * canonical.SALT_BYTES',
        killed_by=invariants.test_i5_equal_events_have_unequal_commitments,
    ),
    Mutant(
        function=erasure._destroy,
        right="salts = {name: salt for name, salt in row.salts.items() if name != field}",
        wrong="salts = row.salts",
        killed_by=invariants.test_i5_every_hash_follows_from_the_stored_row,
    ),
    Mutant(
        function=erasure._destroy,
        right="{ERASED_KEY: committed}",
        wrong="{ERASED_KEY: committed[::-1]}",
        killed_by=invariants.test_i5_every_hash_follows_from_the_stored_row,
    ),
    Mutant(
        function=store.lock_head,
        right="max(head.recorded_at, at)",
        wrong="at",
        killed_by=invariants.test_i6_the_clock_of_the_log_never_falls,
    ),
    Mutant(
        function=commands._stored,
        right="stored.digest != digest",
        wrong="False",
        killed_by=invariants.test_i7_a_command_id_takes_effect_once,
    ),
    Mutant(
        function=commands._first_time,
        right='row.save(update_fields=["answer", "first_position", "last_position"])',
        wrong="row.delete()",
        killed_by=invariants.test_i7_a_command_id_takes_effect_once,
    ),
    Mutant(
        function=standings.role_revoked,
        right=" - {event.role.value}",
        wrong="",
        killed_by=invariants.test_i8_every_table_is_the_fold_of_the_log,
    ),
    Mutant(
        function=projections.LiveRows.update,
        right=".update(**changes)",
        wrong=".update(**{name: value for name, value in changes.items() if name != 'is_disabled'})",
        killed_by=invariants.test_i8_every_table_is_the_fold_of_the_log,
    ),
    Mutant(
        function=store._upto,
        right="position__lte=upto",
        wrong="position__lt=upto",
        killed_by=invariants.test_i8_the_past_is_the_fold_up_to_then,
    ),
    Mutant(
        function=store.position_at,
        right="recorded_at__lte=instant",
        wrong="recorded_at__lt=instant",
        killed_by=invariants.test_i8_the_past_is_the_fold_up_to_then,
    ),
    Mutant(
        function=codec._checked_integer,
        right="abs(value) > MAX_INTEGER",
        wrong="value > MAX_INTEGER + 1",
        killed_by=invariants.check_i10,
    ),
    Mutant(
        function=projections.apply,
        right="for item in recorded:",
        wrong="open(__file__).close()\n    for item in recorded:",
        killed_by=invariants.test_i11_nothing_but_rows_is_written_under_the_lock,
    ),
    Mutant(
        function=store._last_hashes,
        right="for stream in streams:",
        wrong="for stream in [*streams, *map(str, range(StoredEvent.objects.count()))]:",
        killed_by=invariants.test_i11_nothing_but_rows_is_written_under_the_lock,
    ),
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_mutant_is_noticed(mutant, monkeypatch):
    monkeypatch.setattr(mutant.function, "__code__", mutant.code())

    with pytest.raises(NOTICED):
        mutant.killed_by()


def test_every_invariant_has_a_mutant():
    numbers = {
        mutant.killed_by.__name__.removeprefix("check_").removeprefix("test_")[:3].strip("_") for mutant in MUTANTS
    }

    assert numbers == {"i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8", "i10", "i11"}
