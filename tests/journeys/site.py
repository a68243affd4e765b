"""The product as it runs: web, worker and beat by the supervisor's own commands, in a home of their own."""

import shlex
import sys
import urllib.request
from collections.abc import Iterator
from configparser import RawConfigParser
from contextlib import contextmanager
from pathlib import Path

from scripts.supervision import CONFIGURATION, WORKER
from tests.chaos.installation import Installation
from tests.house.running import free_port


class Site(Installation):
    """A home that pages are served from."""

    settings = "tests.journeys.settings"

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        (home / "run").mkdir(exist_ok=True)

    def start(self, *programs: str) -> None:
        """Start programs of the supervisor's configuration, and wait until the web answers."""
        for program in programs:
            self._start(*self._command(program))
        if "web" in programs:
            self.wait_for(self.answers, seconds=30)

    def answers(self) -> bool:
        """True when the sign-in page comes."""
        try:
            with urllib.request.urlopen(f"{self.base}/account/login/", timeout=10) as page:
                return bool(page.status == 200)
        except OSError:
            return False

    def _command(self, program: str) -> list[str]:
        parser = RawConfigParser()
        parser.read(CONFIGURATION)
        command = parser[f"program:{program}"]["command"]
        for name, value in self._variables().items():
            command = command.replace(f"%(ENV_{name})s", value)
        return shlex.split(command)

    def _variables(self) -> dict[str, str]:
        return {
            "INTERDICT_PYTHON": sys.executable,
            "INTERDICT_WORKER": shlex.join(WORKER),
            "INTERDICT_HOME": str(self.home),
            "PORT": str(self.port),
        }

    def _env(self) -> dict[str, str]:
        return {**super()._env(), "PORT": str(self.port)}


@contextmanager
def served(home: Path, *programs: str) -> Iterator[Site]:
    """A site whose programs run until the block ends."""
    site = Site(home)
    try:
        site.start(*programs)
        yield site
    finally:
        site.end()
