"""How the installation stands."""

from typing import Any

from django.core.management.base import BaseCommand

from ledger import consumers, store
from ledger.models import Checkpoint


class Command(BaseCommand):
    """Numbers for operators: head, readers, where one stands still, what it passes over."""

    help = "Print the head of the log and how far every reader is behind."

    def handle(self, *_: Any, **__: Any) -> None:
        """Print one line each."""
        self.stdout.write(f"log: {store.head_position()} events, last recorded {store.head_time() or 'never'}")
        stuck = {row.name: row for row in Checkpoint.objects.filter(stuck_position__isnull=False)}
        parked = consumers.parked()
        for name in sorted(consumers.consumers):
            self.stdout.write(f"{name}: {consumers.lag(name)} events behind")
            if row := stuck.get(name):
                self.stdout.write(
                    f"  stands still at event {row.stuck_position} since {row.stuck_since}: {row.stuck_reason}"
                )
            for passed in (row for row in parked if row.consumer == name):
                self.stdout.write(
                    f"  passes over event {passed.position}, parked {passed.parked_at} by {passed.parked_by}: "
                    f"{passed.reason}"
                )
