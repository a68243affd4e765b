"""Put missing triggers back."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from ledger import protection


class Command(BaseCommand):
    """Run the audit first: what was done while a trigger was missing shows there."""

    help = "Install the triggers that keep the log append-only where they are missing."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Install them."""
        absent = protection.missing(connection, allow_flush=settings.LEDGER_ALLOWS_FLUSH)
        protection.install(connection, allow_flush=settings.LEDGER_ALLOWS_FLUSH)
        self.stdout.write(f"Installed: {', '.join(absent)}." if absent else "Every trigger was there.")
