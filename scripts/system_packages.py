"""Debian packages that the product and its tests need, and how they are installed."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterable

from scripts.progress import first_words, run_step
from scripts.refusal import CannotStart

PRODUCT = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-inter",
    "fonts-jetbrains-mono",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "poppler-utils",
    "qpdf",
    "graphviz",
    "libmagic1",
    "tesseract-ocr",
    "tesseract-ocr-eng",
    "bubblewrap",
)
TESTS = ("chromium",)
VIRTUAL_ENVIRONMENTS = "python3-venv"
SKIP = "INTERDICT_SKIP_PACKAGES"


def install_missing(*, with_tests: bool) -> None:
    """Install what is missing with apt-get, as root or through sudo; nothing is asked when nothing is missing.

    Raises:
        CannotStart: there is no apt-get, no right to use it, or it fails.
    """
    missing = missing_packages(wanted(with_tests=with_tests))
    if not missing or os.environ.get(SKIP) == "1":
        return
    apt = apt_command(missing)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_step("Reading the list of system packages", [*apt, "update"], shown=first_words, env=quiet)
    run_step(
        f"Installing {len(missing)} system packages: {' '.join(missing)}",
        [*apt, "install", "--yes", "--no-install-recommends", *missing],
        shown=first_words,
        env=quiet,
    )


def wanted(*, with_tests: bool) -> tuple[str, ...]:
    """Packages by name; a Python that cannot make virtual environments brings one more."""
    can_make_venv = importlib.util.find_spec("ensurepip") is not None
    return PRODUCT + (TESTS if with_tests else ()) + (() if can_make_venv else (VIRTUAL_ENVIRONMENTS,))


def missing_packages(names: Iterable[str]) -> list[str]:
    """Those that dpkg does not know as installed; all of them where there is no dpkg."""
    query = shutil.which("dpkg-query")
    if query is None:
        return list(names)
    shape = "${db:Status-Abbrev}${Package}\n"
    answer = subprocess.run([query, "-W", "-f", shape, *names], capture_output=True, text=True, check=False).stdout
    present = {line[3:] for line in answer.splitlines() if line.startswith("ii ")}
    return [name for name in names if name not in present]


def apt_command(missing: list[str]) -> list[str]:
    """apt-get with the rights to install.

    Raises:
        CannotStart: the machine has no apt-get, or the person neither root's rights nor sudo.
    """
    apt, sudo = shutil.which("apt-get"), shutil.which("sudo")
    names = " ".join(missing)
    if apt is None:
        raise CannotStart(
            f"This machine has no apt-get: install the equivalents of {names} yourself, then start with {SKIP}=1."
        )
    if os.geteuid() == 0:
        return [apt]
    if sudo is None:
        raise CannotStart(f"System packages are missing and there is no sudo: as root, run apt-get install {names}")
    return [sudo, "--preserve-env=DEBIAN_FRONTEND", apt]
