"""Compile the locks: hashes, no index addresses. Needs a network; commit what it changes."""

import shutil
import subprocess
import sys

from scripts.environment import FOLDER, ROOT

COMPILE = (
    *(FOLDER / "bin" / "uv", "pip", "compile", "--quiet", "--generate-hashes", "--python-version", "3.11"),
    *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
)
SOURCES = {
    "requirements/base.txt": ("requirements/base.in",),
    "requirements/dev.txt": ("requirements/base.in", "requirements/dev.in"),
}


def main() -> None:
    """Lock Python's packages, then the front end's when npm is there."""
    for lock, sources in SOURCES.items():
        subprocess.run([*COMPILE, *sources, "--output-file", lock, *sys.argv[1:]], cwd=ROOT, check=True)
    npm = shutil.which("npm")
    if npm:
        subprocess.run([npm, "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
