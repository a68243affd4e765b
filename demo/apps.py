"""The demo as a Django app: it brings one command."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Scenarios told as service calls."""

    name = "demo"
