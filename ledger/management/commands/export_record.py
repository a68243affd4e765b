"""The record of a case, for somebody who checks it alone."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ledger import bundles


class Command(BaseCommand):
    """Writes into a new folder; what it writes shows content."""

    help = "Export every event of a case with the proof that none was changed or left out, and the program to check it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the options."""
        parser.add_argument("case_id", type=UUID)
        parser.add_argument("folder", type=Path)
        told = "a field that the recipient does not get, such as exhibit.received.source"
        parser.add_argument("--withhold", action="append", default=[], metavar="TYPE.FIELD", help=told)

    def handle(self, *_: Any, **options: Any) -> None:
        """Write it and say how to check it."""
        folder: Path = options["folder"]
        try:
            folder.mkdir(parents=True)
            size = bundles.write(
                options["case_id"], folder=folder, withheld=set(options["withhold"]), at=timezone.now()
            )
        except FileExistsError as error:
            raise CommandError(f"{folder} is there already.") from error
        except (OSError, LookupError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Exported as of {size} events. Check it: python3 {folder / 'verify.py'} {folder}")
