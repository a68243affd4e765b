"""The log as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    """Brings the system checks and loads what every app registers with the log."""

    name = "ledger"

    def ready(self) -> None:
        """Import the checks, and each app's events, projections, sentences and consumers."""
        autodiscover_modules("checks", "projections", "sentences", "changes", "consumers", "permissions")
