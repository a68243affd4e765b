"""Long steps that show that they live."""

import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
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
    """Run a command; `shown` turns its lines into progress, of which one is printed every five seconds.

    Raises:
        CannotStart: the command failed; its last lines are printed before.
    """
    say(what)
    started, last = time.monotonic(), time.monotonic()
    tail: deque[str] = deque(maxlen=LINES_KEPT)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env) as process:
        for line in process.stdout or ():
            tail.append(line.rstrip())
            progress = shown(line)
            if progress and time.monotonic() - last > SECONDS_BETWEEN_LINES:
                last = time.monotonic()
                print(f"    {progress} ({last - started:.0f} s)", flush=True)
    if process.returncode:
        print("\n".join(tail), file=sys.stderr)
        raise CannotStart(f"{what} failed: the command {Path(command[0]).name} ended with {process.returncode}.")
    print(f"    done in {time.monotonic() - started:.0f} s", flush=True)


def first_words(line: str) -> str:
    """The line itself as progress, cut to the width of a terminal."""
    return line.strip()[:100]
