"""The example client of the documentation: it follows the feed, and no crash makes it lose or double an event."""

import importlib.util
import os
import signal
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.conf import settings as django_settings

from cases import services
from ledger import store
from tests.api.serving import served
from tests.people import ADA, BEN, NOON

pytestmark = pytest.mark.django_db
PATH = Path(django_settings.BASE_DIR) / "docs" / "api" / "follow_feed.py"


@pytest.fixture
def client(monkeypatch):
    """The client as a module, in a hurry."""
    spec = importlib.util.spec_from_file_location("follow_feed", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.01)
    return module


@pytest.fixture
def address(case_id):
    with served() as found:
        yield found


def token(caller) -> str:
    return caller.headers["Authorization"].removeprefix("Bearer ")


def ids(copy, case_id) -> list[str]:
    return [event["id"] for event in copy.events(str(case_id))]


def told(case_id) -> list[str]:
    """What the log holds of a case."""
    return [str(item.meta.event_id) for item in store.read_scope(case_id)]


def test_the_copy_is_the_feed_and_goes_on_where_it_stood(client, address, case_id, caller, tmp_path):
    ada = client.Interdict(address, token(caller(ADA)))
    client.follow(ada, client.Copy(tmp_path), limit=2, once=True)
    first = ids(client.Copy(tmp_path), case_id)

    services.describe_case(case_id=case_id, title="Renamed", summary="", by=ADA, at=NOON)
    client.follow(ada, client.Copy(tmp_path), limit=2, once=True)

    assert first == told(case_id)[:-1]
    assert ids(client.Copy(tmp_path), case_id) == told(case_id)


@pytest.mark.slow
@pytest.mark.parametrize("crash", ["_append", "_save"])
def test_no_crash_loses_or_doubles_an_event(client, address, case_id, caller, tmp_path, monkeypatch, crash):
    class Crash(Exception):
        pass

    ada, real, calls = client.Interdict(address, token(caller(ADA))), getattr(client.Copy, crash), count(1)

    def crashing(self, *given):
        if next(calls) % 2:
            real(self, *given)
        else:
            raise Crash

    def crashing_behind(self, *given):
        real(self, *given)
        if not next(calls) % 2:
            raise Crash

    for broken in (crashing, crashing_behind):
        folder = tmp_path / broken.__name__
        monkeypatch.setattr(client.Copy, crash, broken)
        for _ in range(20):
            with suppress(Crash):
                client.follow(ada, client.Copy(folder), limit=1, once=True)
        monkeypatch.setattr(client.Copy, crash, real)
        client.follow(ada, client.Copy(folder), limit=1, once=True)
        assert ids(client.Copy(folder), case_id) == told(case_id)


def test_a_case_that_was_lost_is_deleted_from_the_copy(client, address, case_id, caller, tmp_path):
    ben = client.Interdict(address, token(caller(BEN)))
    client.follow(ben, client.Copy(tmp_path), once=True)
    assert ids(client.Copy(tmp_path), case_id)
    services.recuse(case_id=case_id, person_id=BEN, reason="Employer", by=BEN, at=NOON)

    client.follow(ben, client.Copy(tmp_path), once=True)

    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_a_command_that_got_no_answer_is_sent_again_and_takes_effect_once(
    client, address, case_id, caller, monkeypatch
):
    ada, lost = client.Interdict(address, token(caller(ADA))), iter([True, False])
    real = ada._sent

    def forgetful(*call, **named):
        answer = real(*call, **named)
        if next(lost):
            raise ConnectionResetError
        return answer

    monkeypatch.setattr(ada, "_sent", forgetful)
    made = ada.command("cases", {"reference": "PL-2026-007", "title": "Second lantern"})

    monkeypatch.undo()
    assert ada.get(f"cases/{made['id']}")["reference"] == "PL-2026-007"
    with pytest.raises(client.Problem, match="reference-taken"):
        ada.command("cases", {"reference": "PL-2026-007", "title": "Second lantern"})


def test_it_comes_back_when_it_is_told_to_wait(client, address, case_id, caller, monkeypatch):
    from rest.throttles import PerCaller

    monkeypatch.setattr(client, "TRIES", 2)
    monkeypatch.setattr(PerCaller, "THROTTLE_RATES", {"burst": "1/min", "day": "10/day"})
    ada = client.Interdict(address, token(caller(ADA)))
    ada.get("me")

    with pytest.raises(client.NoAnswer):
        ada.get("me")


def started(*words: str, address: str, folder: Path, secret: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "INTERDICT_TOKEN": secret}
    command = [sys.executable, str(PATH), address, str(folder), "--limit", "1", *words]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


@pytest.mark.server
def test_a_killed_process_goes_on_as_if_nothing_had_been(client, address, case_id, caller, tmp_path):
    secret, until = token(caller(ADA)), monotonic() + 20
    killed = started(address=address, folder=tmp_path, secret=secret)
    while not (tmp_path / "state.json").exists() and monotonic() < until:
        sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    again = started("--once", address=address, folder=tmp_path, secret=secret)

    assert (again.communicate()[1], again.returncode) == (b"", 0)
    assert ids(client.Copy(tmp_path), case_id) == told(case_id)


@pytest.mark.server
@pytest.mark.parametrize(("secret", "code", "says"), [("interdict_none", 1, b"401"), ("", 2, b"INTERDICT_TOKEN")])
def test_a_refusal_is_said_and_ends_it(address, tmp_path, secret, code, says):
    refused = started("--once", address=address, folder=tmp_path, secret=secret)

    assert says in refused.communicate()[1]
    assert refused.returncode == code
