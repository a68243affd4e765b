"""People, services and what they may do everywhere."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts as an app."""

    name = "accounts"
