"""The log against a list in memory: whatever is done to it in whatever order, the invariants hold after every step."""

import json
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts import services as accounts
from accounts.domain.actor import SYSTEM_ID, HasRoleAlready, LacksRole
from accounts.domain.events import Role
from accounts.models import Standing
from ledger import consumers, store
from ledger.audit import audit
from ledger.commands import once
from ledger.domain.errors import ReusedCommand, WrongExpectedVersion
from ledger.domain.events import Recorded
from ledger.erasure import erase_field
from ledger.projections import compare, rebuild
from ledger.unit_of_work import unit_of_work
from tests.ledger import stored
from tests.ledger.history import FIRST, SECOND, count, tamper
from tests.ledger.tally import Counted, NothingToClear, Tally
from tests.people import ADA, BEN, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TALLIES = st.sampled_from([FIRST, SECOND])
NUMBERS = st.lists(st.integers(1, 9), min_size=1, max_size=3)
ROLES = st.sampled_from([Role.INVESTIGATOR, Role.AUDITOR])
COLUMNS = ["stream_id", "version", "type", "actor_id", "command_id", "recorded_at", "data", "hash"]
TAMPERED = {
    "version": "version + 1000",
    "hash": "zeroblob(32)",
    "data": "'{\"forged\": 1}'",
    "recorded_at": "'2026-01-01 00:00:00'",
}
BOUNDS = settings(
    max_examples=16,
    stateful_step_count=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


class Crash(Exception):
    """The process ends in the middle of something."""


class Log(RuleBasedStateMachine):
    """Every rule says what the log must hold afterwards; `told` is that list: stream, type, number."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, str, int | None]] = []
        self.answers: dict[UUID, tuple[str, int]] = {}
        self.erased: dict[int, str] = {}
        self.parked: set[int] = set()
        self.sandbox = transaction.atomic()
        self.sandbox._from_testcase = True  # what Django's own test case does, so that durable blocks may begin inside
        self.sandbox.__enter__()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE taken (position bigint)")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.sandbox.__exit__(None, None, None)

    @initialize()
    def a_reader(self) -> None:
        self.crashes_at: int | None = None
        consumers.consumer("reader")(self.take)

    def take(self, page: Sequence[Recorded]) -> None:
        for item in page:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO taken VALUES (%s)", [item.meta.position])
            if item.meta.position == self.crashes_at or item.event == Counted(number=7, note="unreadable"):
                raise Crash

    @rule(tally_id=TALLIES, numbers=NUMBERS, hours=st.integers(-2, 2))
    def append(self, tally_id, numbers, hours):
        work = count(
            *numbers,
            tally_id=tally_id,
            at=NOON + timedelta(hours=hours),
            note=f"secret {len(self.told)}" if len(numbers) == 1 else "",
        )

        self.told += [(f"tally-{tally_id}", "test.counted", number) for number in numbers]
        assert work.position == len(self.told)

    @rule(tally_id=TALLIES)
    def append_what_a_reader_cannot_take(self, tally_id):
        count(7, tally_id=tally_id, note="unreadable")

        self.told.append((f"tally-{tally_id}", "test.counted", 7))

    @rule(tally_id=TALLIES, off=st.sampled_from([-1, 1]))
    def append_to_a_version_that_passed(self, tally_id, off):
        seen = len([1 for stream, *_ in self.told if stream == f"tally-{tally_id}"]) + off
        if seen == off:
            return

        with pytest.raises(WrongExpectedVersion) as lost, unit_of_work(actor_id=ADA, at=NOON) as work:
            work.load(Tally, tally_id, expected_version=seen).count(1)

        assert (lost.value.expected, lost.value.current) == (seen, seen - off)

    @rule(tally_id=TALLIES)
    def clear(self, tally_id):
        last = [kind for stream, kind, _ in self.told if stream == f"tally-{tally_id}"][-1:]
        try:
            with unit_of_work(actor_id=ADA, at=NOON) as work:
                work.load_or_create(Tally, tally_id).clear()
        except NothingToClear:
            assert last != ["test.counted"]
        else:
            assert last == ["test.counted"]
            self.told.append((f"tally-{tally_id}", "test.cleared", None))

    @rule(tally_id=TALLIES, numbers=NUMBERS)
    def crash_before_the_commit(self, tally_id, numbers):
        def crash() -> None:
            assert store.head_position() == len(self.told) + len(numbers)
            raise Crash

        def append() -> None:
            with unit_of_work(actor_id=ADA, at=NOON + timedelta(days=9)) as work:
                work.after_append(crash)
                for number in numbers:
                    work.load_or_create(Tally, tally_id).count(number)

        with pytest.raises(Crash):
            append()

    @rule(key=st.sampled_from([UUID(int=7), UUID(int=8)]), digest=st.sampled_from(["this", "that"]))
    def ask_with_a_key(self, key, digest):
        known = self.answers.get(key)
        try:
            answer, is_replay = once(command_id=key, digest=digest, run=lambda: count(5).position, at=NOON)
        except ReusedCommand:
            assert known is not None
            assert known[0] != digest
            return
        assert (known is not None) == is_replay
        if not is_replay:
            self.told.append((f"tally-{FIRST}", "test.counted", 5))
            self.answers[key] = (digest, len(self.told))
        assert self.answers[key] == (digest, answer)

    @rule(person_id=st.sampled_from([ADA, BEN]), role=ROLES, is_given=st.booleans())
    def change_rights(self, person_id, role, is_given):
        change = accounts.grant_role if is_given else accounts.revoke_role
        if not is_given and not Standing.objects.filter(pk=person_id).exists():
            return
        try:
            change(person_id=person_id, role=role, reason="Decided", by=SYSTEM_ID, at=NOON)
        except (HasRoleAlready, LacksRole):
            return
        self.told.append((f"actor-{person_id}", "actor.role_granted" if is_given else "actor.role_revoked", None))

    @rule(crashes_at=st.none() | st.integers(1, 40))
    def consume(self, crashes_at):
        self.crashes_at = crashes_at
        consumers.catch_up_all()

    @precondition(lambda self: consumers.lag("reader"))
    @rule()
    def park(self):
        at = consumers.position("reader") + 1
        try:
            consumers.park(name="reader", position=at, reason="Known", by=ADA, at=NOON)
        except consumers.NotStuckThere:
            return
        self.parked.add(at)

    @rule(chosen=st.integers(0, 1000))
    def erase(self, chosen):
        candidates = [
            (row.position, row.data["note"])
            for row in stored.rows()
            if row.type == "test.counted" and row.position not in self.erased and row.data["note"].startswith("secret")
        ]
        if not candidates:
            return
        position, note = candidates[chosen % len(candidates)]
        proposal_id = uuid4()
        with unit_of_work(actor_id=ADA, at=NOON) as work:
            erase_field(
                work,
                position=position,
                field="note",
                reason="Order",
                legal_basis="Law",
                proposal_id=proposal_id,
                scope_id=None,
            )
        self.erased[position] = note
        self.told.append((f"erasure-{proposal_id}", "erasure.executed", None))

    @rule(clearance=st.sampled_from(["TLP:RED", "TLP:CLEAR"]))
    def rebuild_what_somebody_changed(self, clearance):
        Standing.objects.update(clearance=clearance)
        Standing.objects.create(person_id=uuid4())

        assert len(rebuild(Standing).surplus) == 1

    @precondition(lambda self: self.told)
    @rule(chosen=st.integers(0, 1000), column=st.sampled_from(COLUMNS))
    def tamper_and_be_found(self, chosen, column):
        position = chosen % len(self.told) + 1
        wrong = TAMPERED.get(column, f"{column} || 'x'")
        with transaction.atomic():
            tamper(f"UPDATE ledger_storedevent SET {column} = {wrong} WHERE position = %s", position)
            found = {finding.where for finding in audit()}
            transaction.set_rollback(True)

        assert f"event {position}" in found

    @invariant()
    def the_log_is_what_was_told(self) -> None:
        assert [(row.stream_id, row.type, row.data.get("number")) for row in stored.rows()] == self.told

    @invariant()
    def invariants_of_the_stored_rows(self) -> None:
        stored.expect_none(*stored.ALWAYS)
        assert list(audit()) == []

    @invariant()
    def tables_are_the_fold(self) -> None:
        told = {f"actor-{row.person_id}": (row.roles, row.clearance, row.is_disabled) for row in Standing.objects.all()}
        assert told == stored.standings()
        assert compare(Standing).is_empty

    @invariant()
    def a_reader_took_what_lies_before_its_checkpoint(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT position FROM taken ORDER BY rowid")
            taken = [row[0] for row in cursor.fetchall()]
        upto = consumers.position("reader")
        assert taken == [position for position in range(1, upto + 1) if position not in self.parked]

    @invariant()
    def what_was_erased_is_gone(self) -> None:
        everything = json.dumps([row.data for row in stored.rows()])
        assert [note for note in self.erased.values() if f'"{note}"' in everything] == []


def test_the_invariants_hold_after_every_step():
    run_state_machine_as_test(Log, settings=BOUNDS)
