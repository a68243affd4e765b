"""Evidence as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Tells the room of cases who sees what happened to exhibits, and what three people decide about them."""

    name = "evidence"

    def ready(self) -> None:
        """Register with the room of cases."""
        for name in ("permissions", "proposals"):
            import_module(f"evidence.{name}")  # importing registers
