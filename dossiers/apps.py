"""Dossiers as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Composes, makes and hands over dossiers."""

    name = "dossiers"

    def ready(self) -> None:
        """Register with the worklist."""
        import_module("dossiers.worklist")  # importing registers
