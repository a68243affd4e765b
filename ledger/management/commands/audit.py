"""Check the log."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger import store
from ledger.audit import audit


class Command(BaseCommand):
    """Exit status 0 when everything holds, 1 when something does not."""

    help = "Check positions, versions, times, hashes, triggers and, with --rebuild, every table against the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the option."""
        parser.add_argument("--rebuild", action="store_true", help="compare every table with its rebuild, too")
        parser.add_argument(
            "--head", action="append", default=[], type=Path, help="file with a signed head that was kept elsewhere"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Print each finding, then the verdict."""
        findings, verified = 0, store.head_position()
        for finding in audit(with_projections=options["rebuild"], notes=_notes(options["head"])):
            findings += 1
            self.stderr.write(f"{finding.where}: {finding.what}")
        if findings:
            raise SystemExit(1)
        self.stdout.write(f"Verified to event {verified}: everything holds.")


def _notes(paths: list[Path]) -> list[str]:
    try:
        return [path.read_text() for path in paths]
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"A head cannot be read: {error}") from error
