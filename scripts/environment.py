"""The virtual environment: made once, filled from hash-locked requirements, stamped with what it holds."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.progress import first_words, run_step
from scripts.refusal import CannotStart

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
BASE, DEVELOPMENT = ROOT / "requirements" / "base.txt", ROOT / "requirements" / "dev.txt"
_PIN = re.compile(r"^[\w.\[\],-]+==", re.MULTILINE)


def make_environment(*, with_tests: bool) -> None:
    """Make `.venv` and install the locks that it does not hold yet.

    Raises:
        CannotStart: the folder cannot be written, or an installation fails.
    """
    lock = DEVELOPMENT if with_tests else BASE
    if holds(lock):
        return
    make_folder()
    run_step(
        f"Installing Python packages from {lock.name}",
        [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--require-hashes", "--no-deps", "-r", lock],
        shown=counted(len(_PIN.findall(lock.read_text()))),
    )
    for held in {BASE, lock}:  # dev.txt holds every pin of base.txt
        stamp_of(held).write_text(digest(held))


def holds(lock: Path) -> bool:
    """True when the environment runs and was filled from exactly this file."""
    stamp = stamp_of(lock)
    return stamp.is_file() and stamp.read_text() == digest(lock) and runs()


def runs() -> bool:
    """True when the environment's own Python starts, which fails after the folder was moved."""
    if not PYTHON.exists():
        return False
    probe = [PYTHON, "-c", "import sys; print(sys.prefix)"]
    answer = subprocess.run(probe, capture_output=True, text=True, check=False).stdout
    return Path(answer.strip()).resolve() == FOLDER.resolve()


def make_folder() -> None:
    """Make the environment anew unless it runs.

    Raises:
        CannotStart: the folder is read-only or Python cannot make environments.
    """
    if runs():
        return
    try:
        FOLDER.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f"{FOLDER} cannot be made ({error.strerror}): Interdict needs a folder it may write."
        ) from error
    run_step("Making a virtual environment", [sys.executable, "-m", "venv", "--clear", FOLDER], shown=first_words)


def stamp_of(lock: Path) -> Path:
    """Where the hash of an installed lock is remembered."""
    return FOLDER / f"installed-{lock.stem}.sha256"


def digest(lock: Path) -> str:
    """SHA-256 over a lock and the Python that it was installed for."""
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def counted(total: int) -> Callable[[str], str]:
    """Progress in packages: pip names each as it collects it."""
    seen, unpacking = 0, False

    def shown(line: str) -> str:
        nonlocal seen, unpacking
        seen += line.startswith(("Collecting ", "Requirement already"))
        unpacking = unpacking or line.startswith("Installing collected")
        return "unpacking" if unpacking else f"{seen} of {total} packages"

    return shown
