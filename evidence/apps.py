"""Evidence as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Tells the room of cases who sees what happened to exhibits, and what three people decide about them."""

    name = "evidence"

    def ready(self) -> None:
        """Register with the room of cases."""
        from evidence import permissions, proposals  # noqa: F401  # importing registers
