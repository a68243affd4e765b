"""Search as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """A reader of the log, and the pages that ask it."""

    name = "search"
