"""People, services and what they may do everywhere."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts as an app."""

    name = "accounts"

    def ready(self) -> None:
        """Register with the palette."""
        import_module("accounts.palette")  # importing registers
