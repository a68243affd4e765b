"""Make tables anew from the log."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger.projections import projected_models, rebuild


class Command(BaseCommand):
    """Readers never see an empty table; writers wait for the last step only."""

    help = "Make all read tables, or those named such as cases.Case, equal to the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the names."""
        parser.add_argument("tables", nargs="*")

    def handle(self, *_: Any, **options: Any) -> None:
        """Rebuild one table after the other."""
        known = {model._meta.label: model for model in projected_models()}
        if unknown := set(options["tables"]) - set(known):
            raise CommandError(f"No such table: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
        for label in options["tables"] or known:
            found = rebuild(known[label])
            repaired = len(found.missing) + len(found.changed) + len(found.surplus)
            self.stdout.write(f"{label}: {repaired} rows put right" if repaired else f"{label}: equal to the log")
