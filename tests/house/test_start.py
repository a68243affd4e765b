"""`make run` as people run it: it starts, mends itself, stops without a trace, and refuses in one sentence."""

import ast
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys

import pytest

from scripts import bootstrap, environment, system_packages
from scripts.refusal import CannotStart
from tests.house.running import clean_environ, started, wait_until
from tests.house.tree import ROOT

LONGEST_STOP_SECONDS = 40


def refusal_of(**variables: str) -> str:
    """What a refused start says on stderr."""
    command = [sys.executable, "-m", "scripts.bootstrap", "run"]
    done = subprocess.run(
        command, cwd=ROOT, env=clean_environ(**variables), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    return done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """One home for all starts, so that the static files are collected once."""
    return tmp_path_factory.mktemp("house") / "home"


def stop(house, *, how):
    """Send a signal as a terminal or a service manager does; no process may be left."""
    os.killpg(house.make.pid, how)
    house.make.wait(LONGEST_STOP_SECONDS)
    wait_until(lambda: not house.processes(), why=lambda: str(house.processes()))


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_the_house_starts_and_stops_without_a_trace(home, how):
    with started(home) as house:
        wait_until(lambda: f"Interdict answers at http://127.0.0.1:{house.port}/" in house.said(), why=house.said)
        stop(house, how=how)

    assert stat.S_IMODE((home / "keys" / "secret_key").stat().st_mode) == 0o600


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.enable_socket
def test_a_killed_child_is_started_again(home):
    with started(home) as house:
        first = {word: house.leader(word) for word in ("gunicorn", "celery --app config.celery --quiet worker")}

        for pid in first.values():
            os.kill(pid, signal.SIGKILL)

        wait_until(lambda: all(house.leader(word) not in {0, pid} for word, pid in first.items()), why=house.said)
        wait_until(house.answers, why=house.said)
        stop(house, how=signal.SIGTERM)


@pytest.mark.enable_socket
def test_a_port_in_use_is_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = refusal_of(PORT=str(port), INTERDICT_HOME=str(tmp_path))

    assert said.startswith(f"Port {port} of 127.0.0.1 cannot be opened (Address already in use)")
    assert said.count("\n") == 1


def test_a_port_that_is_none_is_one_sentence(tmp_path):
    assert (
        refusal_of(PORT="eight", INTERDICT_HOME=str(tmp_path))
        == "PORT must be a number from 1 to 65535, not 'eight'.\n"
    )


@pytest.mark.enable_socket
def test_a_home_that_cannot_be_written_is_one_sentence():
    said = refusal_of(INTERDICT_HOME="/proc/interdict", PORT="18765")

    assert said.startswith("/proc/interdict cannot be written (")
    assert said.count("\n") == 1


@pytest.mark.enable_socket
def test_a_machine_without_a_package_manager_is_one_sentence(tmp_path):
    said = refusal_of(PATH=str(tmp_path), INTERDICT_HOME=str(tmp_path / "home"), PORT="18766")

    assert said.startswith("This machine has no apt-get: install the equivalents of libpango-1.0-0 ")
    assert said.count("\n") == 1


def test_no_right_to_install_is_one_sentence(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")

    with pytest.raises(CannotStart, match="as root, run apt-get install qpdf"):
        system_packages.apt_command(["qpdf"])


def test_a_folder_without_room_for_an_environment_is_one_sentence(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(environment, "FOLDER", blocked / ".venv")
    monkeypatch.setattr(environment, "PYTHON", blocked / ".venv" / "bin" / "python")

    with pytest.raises(CannotStart, match=r"\.venv cannot be made \(Not a directory\)"):
        environment.make_folder()


def test_an_old_python_is_one_sentence():
    assert bootstrap.python_refusal((3, 10, 13)) == (
        "Interdict needs Python 3.11 or newer, and this is Python 3.10: install python3.11."
    )
    assert bootstrap.python_refusal((3, 11, 2)) == ""


@pytest.mark.parametrize("name", ["__init__.py", "bootstrap.py"])
def test_an_old_python_can_read_the_refusal(name):
    assert ast.parse((ROOT / "scripts" / name).read_text(), feature_version=(3, 6))


def test_a_system_package_that_is_there_is_not_missing():
    assert system_packages.missing_packages(["no-such-package-ever"]) == ["no-such-package-ever"]
    assert system_packages.missing_packages(["base-files"]) == []
