"""Watching the child: its lines become progress; the clock, a cancelled job or its own end stop it."""

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from dossiers.rendering import confinement
from dossiers.rendering.failures import RenderCancelled, RenderFailed, RenderOverLimit
from dossiers.rendering.limits import Limits
from dossiers.rendering.wire import Line

LOOK_EVERY_SECONDS = 0.2
MOST_SAID_BYTES = 1_000_000


def lines_of_child(
    work: Path, *, job: BinaryIO, errors: BinaryIO, limits: Limits, is_cancelled: Callable[[], bool]
) -> Iterator[Line]:
    """Start the child on a job and yield what it says; when this ends, all of its processes are dead.

    Raises:
        RenderCancelled: `is_cancelled` said yes.
        RenderOverLimit: the wall clock or the processor's clock ran out, or it said too much.
        RenderFailed: it said something that is not a line.
    """
    process = subprocess.Popen(
        confinement.command(work, limits=limits),
        stdin=job,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=confinement.environment(),
        cwd="/",
        start_new_session=True,
    )
    try:
        yield from _read(process, deadline=time.monotonic() + limits.wall_seconds, is_cancelled=is_cancelled)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
    if process.returncode in {-signal.SIGXCPU, 128 + signal.SIGXCPU}:
        raise RenderOverLimit(f"The dossier needed more than {limits.cpu_seconds} seconds of computing.")


def _read(process: subprocess.Popen[bytes], *, deadline: float, is_cancelled: Callable[[], bool]) -> Iterator[Line]:
    if process.stdout is None:
        return
    said, rest = 0, b""
    while True:
        if is_cancelled():
            raise RenderCancelled("The making of the dossier was cancelled.")
        if time.monotonic() >= deadline:
            raise RenderOverLimit("The dossier took longer than it may and was stopped.")
        if not select.select([process.stdout], [], [], LOOK_EVERY_SECONDS)[0]:
            continue
        block = os.read(process.stdout.fileno(), 65_536)
        if not block:
            process.wait()
            return
        said += len(block)
        if said > MOST_SAID_BYTES:
            raise RenderOverLimit("The child said more than it may and was stopped.")
        *whole, rest = (rest + block).split(b"\n")
        yield from map(_line, whole)


def _line(said: bytes) -> Line:
    try:
        return msgspec.json.decode(said, type=Line)
    except msgspec.DecodeError as error:
        raise RenderFailed("The child said something that is no progress.", detail=repr(said[:500])) from error
