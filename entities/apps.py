"""Entities, links and chronology as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    """Parties, places and things of a case, and how they are related."""

    name = "entities"

    def ready(self) -> None:
        """Register with the worklist."""
        import_module("entities.worklist")  # importing registers
