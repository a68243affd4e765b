"""The real `make run`, in a home of its own; its processes are found by that home."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.house.tree import ROOT

PATIENCE_SECONDS = 120
OF_THE_TESTS = {
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "INTERDICT_HOME",
    "PORT",
    "MAKEFLAGS",
    "MAKELEVEL",
}


@dataclass(frozen=True, kw_only=True)
class House:
    """A started house."""

    make: subprocess.Popen[bytes]
    home: Path
    port: int
    log: Path

    def processes(self) -> dict[int, str]:
        """Command lines of all living processes of this house by process id."""
        return {
            pid: words for pid, words in command_lines() if f"INTERDICT_HOME={self.home}".encode() in environ_of(pid)
        }

    def leader(self, word: str) -> int:
        """The process that leads the group of web, worker or beat; 0 while there is none."""
        with suppress(ProcessLookupError):
            return next((pid for pid, words in self.processes().items() if word in words and os.getpgid(pid) == pid), 0)
        return 0

    def said(self) -> str:
        """What the terminal shows."""
        return self.log.read_text()

    def answers(self) -> bool:
        """True when the sign-in page comes."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/account/login/", timeout=10) as page:
                return bool(page.status == 200)
        except OSError:
            return False


@contextmanager
def started(home: Path) -> Iterator[House]:
    """Run the house until the block ends; whatever is left then is killed."""
    port, log = free_port(), home.parent / "run.log"
    env = clean_environ(INTERDICT_HOME=str(home), PORT=str(port), DEMO="0")
    with log.open("wb") as output:
        make = subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=env, stdout=output, stderr=output, start_new_session=True
        )
    house = House(make=make, home=home, port=port, log=log)
    try:
        wait_until(house.answers, why=house.said)
        yield house
    finally:
        for pid in [*house.processes(), *([make.pid] if make.poll() is None else [])]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        make.wait()


def clean_environ(**variables: str) -> dict[str, str]:
    """The environment of a person at a terminal, with some variables set."""
    return {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS} | variables


def free_port() -> int:
    """A port that nobody holds."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(is_so: Callable[[], bool], *, why: Callable[[], str]) -> None:
    """Wait for something to become true; `why` tells what to read when it does not."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(why())
        time.sleep(0.1)


def command_lines() -> Iterator[tuple[int, str]]:
    """Process id and command line of every process that still runs."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if words:
                yield int(folder.name), words


def environ_of(pid: int) -> bytes:
    """Environment of a process; empty when it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/environ").read_bytes()
    return b""
