"""Sealed heads for keeping elsewhere."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ledger import signing, tree


class Command(BaseCommand):
    """Prints notes as they were signed, an empty line after each."""

    help = "Print sealed heads, or public keys, to keep where the owner of the database cannot reach."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the options."""
        parser.add_argument("--after", type=int, default=0, help="only heads of more than so many events")
        parser.add_argument("--keys", action="store_true", help="print the public keys instead")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print them."""
        if options["keys"]:
            for key in signing.known_keys():
                self.stdout.write(str(key))
            return
        for head in tree.heads_after(options["after"]):
            self.stdout.write(head.note + "\n")
