"""Real processes: writers that race, readers that tail and compete, and kill -9 in the worst places."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.ledger import stage

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker, tmp_path_factory):
    """What came of every scenario, played once."""
    folder = tmp_path_factory.mktemp("stage")
    with django_db_blocker.unblock(), closing(sqlite3.connect(folder / "empty.sqlite3")) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    command = [sys.executable, "-m", "tests.ledger.stage", str(folder), *stage.SCENARIOS]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "only-for-tests",
        "INTERDICT_HOME": str(folder),
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return {name: json.loads((folder / f"{name}.json").read_text()) for name in stage.SCENARIOS}


def test_nothing_is_lost_and_nothing_comes_twice(played):
    came = played["race"]
    everything = list(range(1, stage.WRITERS * stage.COMMANDS * 2 + 1))

    assert came["codes"] == [0] * (stage.WRITERS + 2)
    assert came["head"] == len(everything)
    assert came["numbers"] == list(range(stage.WRITERS * stage.COMMANDS))
    assert came["taken"] == everything
    assert came["findings"] == []


def test_without_the_lock_a_reader_with_a_cursor_loses_events(played):
    came = played["unlocked"]
    everything = set(range(1, came["total"] + 1))

    assert came["codes"] == [0] * stage.WRITERS
    assert everything - set(came["by_cursor"]) != set()


def test_a_reader_that_looks_for_holes_stops_in_front_of_them_instead(played):
    came = played["unlocked"]

    assert came["damaged"] > 0
    assert came["by_page"] == list(range(1, came["total"] + 1))


def test_a_reader_killed_between_effect_and_checkpoint_has_no_effect_twice(played):
    came = played["killed_reader"]

    assert came["code"] == -9
    assert came["before"] == {"taken": [], "position": 0}
    assert Counter(came["taken"]) == Counter(range(1, stage.COMMANDS * 2 + 1))
    assert came["position"] == stage.COMMANDS * 2


def test_a_writer_killed_before_its_commit_leaves_no_hole(played):
    came = played["killed_writer"]

    assert (came["code"], came["inside"], came["after"]) == (-9, 1, 0)
    assert came["head"] == stage.COMMANDS * 2
