"""Workers that are killed, stopped and robbed of their broker: each effect once, every job ended."""

import random
import signal
import time

import pytest

from tests.chaos.installation import Installation, installed, prepare

pytestmark = [pytest.mark.server, pytest.mark.slow]

PROMISE = """
from uuid import uuid4
from django.utils import timezone
from jobs.services import promise
for _ in range({number}):
    promise(
        kind="{kind}", args={{}}, queue="{queue}", scope_id=None, requested_by=None,
        correlation_id=uuid4(), at=timezone.now(),
    )
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def house(tmp_path, migrated):
    with installed(tmp_path, like=migrated) as installation:
        yield installation


def order(house: Installation, kind: str, *, number: int = 1, queue: str = "fast") -> None:
    house.python(PROMISE.format(kind=kind, number=number, queue=queue))


RECORDED = "ledger_storedevent WHERE type = 'actor.role_granted'"  # not what the installation notes by itself


def effects(house: Installation) -> int:
    """Traces left in the table and in the log."""
    return len(house.ask(f"SELECT 1 FROM effect UNION ALL SELECT 1 FROM {RECORDED}"))


def doubles(house: Installation) -> list[tuple[object, ...]]:
    """Jobs whose trace was left more than once."""
    traces = f"SELECT job_id AS job FROM effect UNION ALL SELECT correlation_id FROM {RECORDED}"
    return house.ask(f"SELECT job, count(*) FROM ({traces}) GROUP BY job HAVING count(*) > 1")


def kill(house: Installation, *, times: int, of: int) -> None:
    """Kill the worker's whole group while it works, as often as asked, then let the rest be done."""
    chance = random.Random(7)
    for _ in range(times):
        before, worker = effects(house), house.start_worker()
        house.wait_for(lambda before=before: effects(house) >= before + 3, seconds=20)
        time.sleep(chance.uniform(0, 0.3))
        house.signal(worker, signal.SIGKILL)
    house.start_worker()
    house.wait_for(lambda: house.states() == {"done": of}, seconds=40)


def test_killed_workers_leave_each_effect_once(house):
    order(house, "chaos.short", number=30)
    order(house, "chaos.recorded", number=30)

    kill(house, times=3, of=60)

    assert effects(house) == 60
    assert doubles(house) == []
    ((attempts, most),) = house.ask("SELECT sum(attempt), max(attempt) FROM jobs_job WHERE kind LIKE 'chaos.%'")
    assert 60 < attempts <= 60 + 3 * 4
    assert most <= 5


def test_without_the_fence_doubles_would_be_seen(house):
    order(house, "chaos.unfenced", number=8)

    kill(house, times=1, of=8)

    assert doubles(house)


def test_a_worker_that_stood_still_past_its_lease_is_fenced_out(house):
    order(house, "chaos.slow", queue="ingest")
    stopped = house.start_drain()
    house.wait_for((house.home / "started-1").exists, seconds=20)
    house.signal(stopped, signal.SIGSTOP)
    house.start_drain()
    house.wait_for((house.home / "started-2").exists, seconds=20)

    (house.home / "go").touch()
    house.wait_for(lambda: house.states() == {"done": 1}, seconds=10)
    house.signal(stopped, signal.SIGCONT)
    house.wait_for(lambda: "lost to another attempt" in house.log(), seconds=10)

    assert [attempt for (attempt,) in house.ask("SELECT attempt FROM effect")] == [2]


def test_a_job_that_kills_its_worker_is_parked_and_others_go_on(house):
    order(house, "chaos.poison")
    order(house, "chaos.short", number=3)
    house.start_worker()

    house.wait_for(lambda: house.states() == {"done": 3, "parked": 1}, seconds=30)

    assert house.ask("SELECT attempt, deaths FROM jobs_job WHERE state = 'parked'") == [(2, 2)]


def test_a_broker_that_is_deleted_costs_time_and_no_work(house):
    order(house, "chaos.short", number=12)
    house.start_worker()
    house.wait_for(lambda: house.states().get("done", 0) >= 2, seconds=20)

    house.delete_broker()
    order(house, "chaos.short", number=2)

    house.wait_for(lambda: house.states() == {"done": 14}, seconds=30)
    assert doubles(house) == []
