"""Run the tests; pytest's own summary is the last thing printed.

python -m scripts.testing everything    the checks, then every test with coverage: what CI runs
python -m scripts.testing fast          no browser, no PDF, no servers, nothing slow, no coverage
"""

import subprocess
import sys

from scripts import check

PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "-q"]
EVERYTHING = [*PYTEST, "--cov", "--cov-report=term", "-p", "scripts.domain_coverage"]
FAST = [*PYTEST, "-m", "not browser and not pdf and not server and not slow"]


def everything() -> int:
    """Exit code of checks and tests; the tests run even when a check failed, so that one run tells all."""
    checked = check.run_all(check.CHECKS)
    tested = subprocess.run(EVERYTHING, check=False).returncode
    return tested or checked


def fast() -> int:
    """Exit code of the quick tests."""
    return subprocess.run(FAST, check=False).returncode


if __name__ == "__main__":
    sys.exit({"everything": everything, "fast": fast}[sys.argv[1]]())
