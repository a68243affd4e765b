"""Documents that the product writes about itself: each command writes its page, and with --check compares it.

python -m scripts.generated            write
python -m scripts.generated --check    compare with what is committed
"""

import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import CommandError, call_command, get_commands

COMMANDS = ("event_catalogue", "role_table", "state_diagrams", "api_schema", "problem_catalogue")


def run(name: str, *, check: bool) -> bool:
    """Run one command; False when its page is not what it would write."""
    if name not in get_commands():
        print(f"{name}: there is no such command")
        return True
    try:
        call_command(name, *(["--check"] if check else []))
    except (CommandError, SystemExit) as refusal:
        print(f"{name}: {refusal}", file=sys.stderr)
        return False
    return True


def main() -> int:
    """Run all; 1 when one differs."""
    check = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("INTERDICT_HOME", str(Path(home)))
        os.environ.setdefault("SECRET_KEY", "only-to-write-documents")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        agrees = [run(name, check=check) for name in COMMANDS]
        return int(not all(agrees))


if __name__ == "__main__":
    sys.exit(main())
