"""One program, alone with one file: bubblewrap where it works, resource limits everywhere, killed by the clock."""

import os
import select
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from evidence.processing.limits import Limits
from evidence.processing.results import Isolation

PACKAGE = Path(__file__).resolve().parent
INTERPRETER = Path(os.path.realpath(sys.executable))
LIBRARIES = tuple(sorted({Path(sysconfig.get_path(kind)).resolve() for kind in ("purelib", "platlib")}))
BUBBLEWRAP = Path("/usr/bin/bwrap")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/magic", "/etc/magic.mime")
LOOK_EVERY_SECONDS = 0.5
KILLED_AFTER_CPU_SECONDS = 2


@dataclass(frozen=True, kw_only=True)
class Place:
    """The folders and the one file that a confined program may touch."""

    source: Path
    out_dir: Path
    tmp_dir: Path

    def inside(self) -> "Place":
        """The same place as the program sees it under bubblewrap."""
        return Place(source=Path("/in/source"), out_dir=Path("/out"), tmp_dir=Path("/tmp"))


class Stopped(StrEnum):
    """Why the parent ended the program."""

    NOT = ""
    BY_THE_CLOCK = "clock"
    FOR_ITS_OUTPUT = "output"


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a confined program ended; `signal` is set when a signal ended it."""

    exit_code: int
    signal: int | None
    stopped: Stopped
    seconds: float


@cache
def strongest_isolation() -> Isolation:
    """What this machine can do, found by trying once."""
    if not BUBBLEWRAP.exists():
        return Isolation.RLIMITS
    with tempfile.TemporaryDirectory(prefix="interdict-try-") as folder:
        place = Place(source=INTERPRETER, out_dir=Path(folder), tmp_dir=Path(folder))
        attempt = subprocess.run([*_walls(place), "/usr/bin/true"], capture_output=True, check=False)
    return Isolation.BUBBLEWRAP if attempt.returncode == 0 else Isolation.RLIMITS


def confine(
    program: Sequence[str], *, place: Place, limits: Limits, isolation: Isolation, stdin: bytes = b""
) -> Ending:
    """Run a program to its end, or to the end that the limits set, and leave none of its processes behind."""
    walls = _walls(place) if isolation is Isolation.BUBBLEWRAP else []
    command = [*walls, *_ceilings(limits, isolation), *program]
    started = time.monotonic()
    with tempfile.TemporaryFile() as job:
        job.write(stdin)
        job.seek(0)
        process = subprocess.Popen(
            command,
            stdin=job,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
    stopped = _watch(process, place=place, limits=limits)
    code = process.wait()
    return Ending(exit_code=code, signal=_signal(code), stopped=stopped, seconds=time.monotonic() - started)


def _watch(process: subprocess.Popen[bytes], *, place: Place, limits: Limits) -> Stopped:
    """Wait until the program ends or must be ended; then kill its whole group while its number is still its own."""
    deadline = time.monotonic() + limits.wall_seconds
    watched = os.pidfd_open(process.pid)
    try:
        while True:
            wait = min(LOOK_EVERY_SECONDS, max(0.0, deadline - time.monotonic()))
            if select.select([watched], [], [], wait)[0]:
                return Stopped.NOT
            if time.monotonic() >= deadline:
                return Stopped.BY_THE_CLOCK
            if _bytes_in(place.out_dir) + _bytes_in(place.tmp_dir) > limits.produced_bytes:
                return Stopped.FOR_ITS_OUTPUT
    finally:
        os.close(watched)
        os.killpg(process.pid, signal.SIGKILL)


def _bytes_in(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(root) / name).lstat().st_size
            except FileNotFoundError:  # the program removed it meanwhile
                continue
    return total


def _signal(code: int) -> int | None:
    """Popen says -n for a signal; bubblewrap and shells say 128 + n."""
    if code < 0:
        return -code
    return code - 128 if code > 128 else None


def _ceilings(limits: Limits, isolation: Isolation) -> list[str]:
    cpu = limits.cpu_seconds
    # A namespace counts its own processes; without one the kernel counts all of this user's.
    processes = limits.processes + (_own_tasks() if isolation is Isolation.RLIMITS else 0)
    return [
        "/usr/bin/prlimit",
        f"--as={limits.memory_bytes}",
        f"--cpu={cpu}:{cpu + KILLED_AFTER_CPU_SECONDS}",
        f"--fsize={limits.produced_file_bytes}",
        f"--nproc={processes}",
        f"--nofile={limits.open_files}",
        "--core=0",
        "--",
    ]


def _own_tasks() -> int:
    count = 0
    for folder in Path("/proc").glob("[0-9]*/task"):
        try:
            count += sum(1 for _ in folder.iterdir()) if folder.stat().st_uid == os.getuid() else 0
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return count


def _walls(place: Place) -> list[str]:
    inside = place.inside()
    return [
        str(BUBBLEWRAP),
        *("--unshare-all", "--unshare-user", "--disable-userns", "--uid", "65534", "--gid", "65534"),
        *("--cap-drop", "ALL", "--die-with-parent", "--clearenv", "--hostname", "evidence"),
        *("--bind", str(place.tmp_dir), str(inside.tmp_dir), "--bind", str(place.out_dir), str(inside.out_dir)),
        *("--ro-bind", "/usr", "/usr"),
        *_system_links(),
        *(word for path in SYSTEM_FILES for word in ("--ro-bind-try", path, path)),
        *(word for path in _program_paths() for word in ("--ro-bind", str(path), str(path))),
        *("--ro-bind", str(PACKAGE), "/app/evidence/processing"),
        *("--ro-bind", str(PACKAGE.parent / "__init__.py"), "/app/evidence/__init__.py"),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--ro-bind", str(place.source), str(inside.source)),
        *("--chdir", "/", "--remount-ro", "/", "--"),
    ]


def _system_links() -> list[str]:
    """On a merged /usr these are links; on an older layout, folders of their own."""
    words: list[str] = []
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/") / name
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    return words


def _program_paths() -> list[Path]:
    prefix = Path(sys.base_prefix).resolve()
    homes = [] if prefix.is_relative_to("/usr") else [prefix]
    return [*homes, *LIBRARIES]
