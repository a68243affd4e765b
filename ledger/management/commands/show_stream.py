"""Print one stream."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger import store


class Command(BaseCommand):
    """For operators who look into the log; shows content."""

    help = "Print the events of a stream such as case-<uuid>, one JSON line each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the stream."""
        parser.add_argument("stream")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print it."""
        events = store.read_stream(options["stream"])
        if not events:
            raise CommandError("There is no such stream.")
        for item in events:
            line = {
                "position": item.meta.position,
                "version": item.meta.version,
                "type": item.event.event_type,
                "recorded_at": item.meta.recorded_at.isoformat(),
                "actor_id": str(item.meta.actor_id),
                "data": item.data,
                "hash": item.hash.hex(),
            }
            self.stdout.write(json.dumps(line, ensure_ascii=False))
