"""Make the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from search.consumers import fill


class Command(BaseCommand):
    """Searches go on in the old index until the new one is whole."""

    help = "Make a new search index from the tables and swap it in."

    def handle(self, *_: Any, **__: Any) -> None:
        """Fill it."""
        self.stdout.write(f"{fill()} documents indexed.")
