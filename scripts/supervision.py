"""Become the supervisor of web, worker and beat (docs/adr/0010-supervisor.md)."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from scripts import environment, place

CONFIGURATION = environment.ROOT / "scripts" / "supervisord.conf"
WORKER = (
    *("-m", "celery", "--app", "config.celery", "--quiet", "worker", "--pool", "prefork", "--concurrency", "2"),
    *("--queues", "fast,ingest,render", "--without-gossip", "--without-mingle", "--without-heartbeat"),
    *("--loglevel", "WARNING"),
)


def supervise(home: Path) -> None:
    """Replace this process by supervisord, which keeps the children alive until SIGINT or SIGTERM; never returns."""
    place.run_folder(home)
    os.environ["INTERDICT_PYTHON"] = str(environment.PYTHON)
    os.environ["INTERDICT_WORKER"] = " ".join(WORKER)
    as_root = ("--user=root",) if os.geteuid() == 0 else ()
    command = ("-m", "supervisor.supervisord", "--nodaemon", f"--configuration={CONFIGURATION}", *as_root)
    reopenable_output()
    os.execv(environment.PYTHON, [str(environment.PYTHON), *command])


def reopenable_output() -> None:
    """Put a pipe before an output that is a socket: supervisord opens /dev/stdout by name, which sockets refuse."""
    sys.stdout.flush()
    if not stat.S_ISSOCK(os.fstat(sys.stdout.fileno()).st_mode):
        return
    relay = subprocess.Popen(["cat"], stdin=subprocess.PIPE, start_new_session=True)
    os.dup2(relay.stdin.fileno(), sys.stdout.fileno())
