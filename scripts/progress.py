"""Long steps that show that they live."""

import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.refusal import CannotStart

SECONDS_BETWEEN_LINES = 5.0
LINES_KEPT = 15


def say(sentence: str) -> None:
    """Tell what happens now."""
    print(f"==> {sentence}", flush=True)


def run_step(
    what: str,
    command: Sequence[str | Path],
    *,
    shown: Callable[[str], str],
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a command; `shown` turns its lines into progress, the newest of which is printed every five seconds.

    Raises:
        CannotStart: the command failed; its last lines are printed before.
    """
    say(what)
    tail: deque[str] = deque(maxlen=LINES_KEPT)
    progress = ""
    unbuffered = {**(os.environ if env is None else env), "PYTHONUNBUFFERED": "1"}
    with (
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=unbuffered
        ) as process,
        shown_regularly(lambda: progress),
    ):
        for line in process.stdout or ():
            tail.append(line.rstrip())
            progress = shown(line)
    if process.returncode:
        print("\n".join(tail), file=sys.stderr)
        raise CannotStart(f"{what} failed: {Path(command[0]).name} ended with {process.returncode}.")


def first_words(line: str) -> str:
    """The line itself as progress, cut to the width of a terminal."""
    return line.strip()[:100]


@contextmanager
def shown_regularly(newest: Callable[[], str]) -> Iterator[None]:
    """Print the newest progress and the seconds passed until the block ends, then how long it took."""
    started, ended = time.monotonic(), threading.Event()

    def tick() -> None:
        while not ended.wait(SECONDS_BETWEEN_LINES):
            print(f"    {newest() or 'working'} ({time.monotonic() - started:.0f} s)", flush=True)

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        ended.set()
        ticker.join()
        print(f"    {time.monotonic() - started:.0f} s", flush=True)
