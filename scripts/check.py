"""Everything that is checked without running the product; all checks run, then the failed ones are named.

python -m scripts.check        look only
python -m scripts.check fix    let the tools mend what they can
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.environment import FOLDER, ROOT
from scripts.rooms import rooms

Command = Sequence[str | Path]
BIN = FOLDER / "bin"


def templates() -> list[str]:
    """Every template under version control, in the rooms as well as in `templates/`."""
    found = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/templates/**/*.html")]
    return sorted(str(path.relative_to(ROOT)) for path in found)


CHECKS: Mapping[str, Command] = {
    "ruff format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "ruff": [BIN / "ruff", "check", "--quiet", "."],
    "mypy": [BIN / "mypy", *rooms()],
    "import contracts": [BIN / "lint-imports"],
    "djade": [BIN / "djade", "--check", "--target-version", "5.2", *templates()],
    "djlint": [BIN / "djlint", "--lint", "--quiet", *templates()],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "generated documents": [sys.executable, "-m", "scripts.generated", "--check"],
    "vendored files": [sys.executable, "-m", "scripts.vendor", "--check"],
}
FIXES: Mapping[str, Command] = {
    "ruff": [BIN / "ruff", "check", "--fix", "--quiet", "."],
    "ruff format": [BIN / "ruff", "format", "--quiet", "."],
    "djade": [BIN / "djade", "--target-version", "5.2", *templates()],
}


def run_all(checks: Mapping[str, Command]) -> int:
    """Run each, print what the failing ones say; 1 when one failed."""
    failed = [name for name, command in checks.items() if not passes(name, command)]
    print(f"==> {'Failed: ' + ', '.join(failed) if failed else 'Everything agrees'}", flush=True)
    return int(bool(failed))


def passes(name: str, command: Command) -> bool:
    """Run one check; its output is shown only when it fails."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environ(), capture_output=True, text=True, check=False)
    print(f"    {name}: {'ok' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - started:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def environ() -> dict[str, str]:
    """The tests' settings: no home folder, no key of the product."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}


def main() -> int:
    """Run the command line."""
    return run_all(FIXES if sys.argv[1:] == ["fix"] else CHECKS)


if __name__ == "__main__":
    sys.exit(main())
