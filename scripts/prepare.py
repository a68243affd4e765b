"""Prepare the database and the static files in one Django process; run by the virtual environment's Python."""

import hashlib
import io
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands

from scripts.environment import ROOT
from scripts.progress import say

PEOPLE = {"demo": "seed_demo", "administrator": "create_administrator"}


def migrate() -> None:
    """Bring the tables up to date; says nothing when they are."""
    call_command("migrate", interactive=False, verbosity=0)


def make_log_key() -> None:
    """Make the key that signs heads of the log, the first time."""
    call_command("make_log_key", stdout=io.StringIO())


def collect_static() -> None:
    """Collect and compress the static files unless they were collected from the same sources."""
    stamp = Path(settings.STATIC_ROOT) / "collected.sha256"
    digest = sources_digest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    say("Collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest)


def sources_digest() -> str:
    """SHA-256 over the static files' names and bytes and the lock, whose packages bring files too."""
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in sorted(path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*")):
        if path.is_file():
            digest.update(path.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def make_people(kind: str) -> None:
    """Load the demo with its people, or make the first administrator.

    Both commands change nothing the second time and only say who may sign in.
    """
    command = PEOPLE[kind]
    if command not in get_commands():
        say(f"There is no command {command}: nobody can sign in yet")
        return
    say("Loading the demo" if kind == "demo" else "Looking for an administrator")
    call_command(command)


def main() -> None:
    """Prepare everything; progress goes to the terminal line by line."""
    sys.stdout.reconfigure(line_buffering=True)
    django.setup()
    say("Preparing the database")
    migrate()
    make_log_key()
    collect_static()
    try:
        make_people(sys.argv[1])
    except CommandError as refusal:
        sys.exit(f"{refusal}")


if __name__ == "__main__":
    main()
