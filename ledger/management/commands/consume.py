"""Let readers of the log catch up."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger import consumers


class Command(BaseCommand):
    """Does by hand what workers do by themselves."""

    help = "Let all readers of the log, or one by name, take what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name."""
        parser.add_argument("name", nargs="?")

    def handle(self, *_: Any, **options: Any) -> None:
        """Catch up."""
        name = options["name"]
        if name is None:
            consumers.catch_up_all()
        elif name in consumers.consumers:
            consumers.catch_up(name)
        else:
            raise CommandError(f"No such reader. There are: {', '.join(sorted(consumers.consumers)) or 'none'}.")
