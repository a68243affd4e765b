"""Search as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """A reader of the log, and the pages that ask it."""

    name = "search"

    def ready(self) -> None:
        """Register with the worklist."""
        import_module("search.worklist")  # importing registers
