"""Check the log."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ledger import store
from ledger.audit import audit


class Command(BaseCommand):
    """Exit status 0 when everything holds, 1 when something does not."""

    help = "Check positions, versions, times, hashes, triggers and, with --rebuild, every table against the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the option."""
        parser.add_argument("--rebuild", action="store_true", help="compare every table with its rebuild, too")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print each finding, then the verdict."""
        findings, verified = 0, store.head_position()
        for finding in audit(with_projections=options["rebuild"]):
            findings += 1
            self.stderr.write(f"{finding.where}: {finding.what}")
        if findings:
            raise SystemExit(1)
        self.stdout.write(f"Verified to event {verified}: everything holds.")
