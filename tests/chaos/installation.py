"""An installation in a folder of its own: database, broker, and workers that are real processes."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CELERY = [
    sys.executable,
    "-m",
    "celery",
    "-A",
    "config.celery",
    "worker",
    "-c",
    "2",
    "-Q",
    "fast,ingest,render",
    "-l",
    "ERROR",
]
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat"]


class Installation:
    """Its home holds everything; nothing is shared with the tests' own process but that folder."""

    settings = "tests.chaos.settings"

    def __init__(self, home: Path) -> None:
        self.home = home
        self.broker = home / "broker"
        self._processes: list[subprocess.Popen[bytes]] = []

    def manage(self, *args: str, seconds: int = 60) -> str:
        """Run a management command to its end."""
        command = [sys.executable, "manage.py", *args]
        done = subprocess.run(
            command, cwd=ROOT, env=self._env(), capture_output=True, text=True, check=False, timeout=seconds
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        """Run lines of Python with Django set up."""
        return self.manage("shell", "--no-imports", "-c", code)

    def start_worker(self) -> subprocess.Popen[bytes]:
        """A Celery worker with two children, in a process group of its own."""
        return self._start(*CELERY, *QUIET)

    def start_drain(self) -> subprocess.Popen[bytes]:
        """`manage.py work`, in a process group of its own."""
        return self._start(sys.executable, "manage.py", "work")

    def start_web(self, port: int) -> subprocess.Popen[bytes]:
        """A web server of one process with threads, as `make run` starts several; answers when this returns."""
        gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
        web = self._start(
            *gunicorn, "--timeout", "120", "--worker-class", "gthread", "--threads", "8", "--log-level", "warning"
        )
        self.wait_for(lambda: answers(port), seconds=40)
        return web

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.home / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self._env(), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        self._processes.append(process)
        return process

    def signal(self, process: subprocess.Popen[bytes], number: int) -> None:
        """Send a signal to a worker and all its children."""
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return
        if number == signal.SIGKILL:
            process.wait(timeout=10)

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """Read the database from outside."""
        with sqlite3.connect(self.home / "interdict.sqlite3", timeout=20) as database:
            rows = database.execute(sql).fetchall()
        database.close()
        return rows

    def states(self) -> dict[str, int]:
        """How many jobs are in which state."""
        return dict(self.ask("SELECT state, count(*) FROM jobs_job WHERE kind LIKE 'chaos.%' GROUP BY state"))

    def wait_for(self, what: Callable[[], bool], *, seconds: float) -> None:
        """Look until something is so."""
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, (self.states(), self.log()[-3000:])
            time.sleep(0.05)

    def log(self) -> str:
        """What the workers have said."""
        return (self.home / "worker.log").read_text()

    def delete_broker(self) -> None:
        """Lose every message and the folder itself."""
        shutil.rmtree(self.broker, ignore_errors=True)

    def end(self) -> None:
        """Stop whatever is left."""
        for process in self._processes:
            if process.poll() is None:
                self.signal(process, signal.SIGCONT)
                self.signal(process, signal.SIGKILL)

    def _env(self) -> dict[str, str]:
        mine = {
            "INTERDICT_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "SECRET_KEY": "only-for-tests",
        }
        return {**os.environ, **mine}


def answers(port: int) -> bool:
    """Whether a web server at a port of this machine answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=10) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def prepare(home: Path) -> Path:
    """Migrate an empty home; others are copies of it."""
    empty = Installation(home)
    empty.manage("migrate", "-v", "0")
    with sqlite3.connect(home / "interdict.sqlite3") as database:
        database.execute("CREATE TABLE effect (job_id text, attempt int, pid int)")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return home


@contextmanager
def installed(home: Path, *, like: Path) -> Iterator[Installation]:
    """A migrated installation; its processes end with the block."""
    shutil.copytree(like, home, dirs_exist_ok=True)
    installation = Installation(home)
    try:
        yield installation
    finally:
        installation.end()
