"""Do promised work without any broker: the emergency path, and the proof that the bell is replaceable."""

import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jobs.execution import run_next
from jobs.models import Queue
from jobs.sweeper import keep_up
from jobs.timing import timing
from ledger import consumers

IDLE_SECONDS = 0.5


class Command(BaseCommand):
    """`manage.py work`"""

    help = "Run queued jobs and let the readers of the log catch up, without a broker. Stops after the job in hand."
    is_stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--once` runs one job at most, `--drain` all that is due; else it goes on until stopped."""
        parser.add_argument("--queue", action="append", choices=Queue.values, help="only this queue; may be repeated")
        ends = parser.add_mutually_exclusive_group()
        ends.add_argument("--once", action="store_true", help="run at most one job")
        ends.add_argument("--drain", action="store_true", help="stop when nothing is due")

    def handle(self, *_: Any, **options: Any) -> None:
        """Run jobs; answers how many when it ends."""
        queues = options["queue"] or list(Queue.values)
        number = 0
        if options["once"]:
            number += run_next(queues)
        elif options["drain"]:
            number += self._drain(queues)
        else:
            number += self._serve(queues)
        self.stdout.write(f"Jobs run: {number}.")

    def _drain(self, queues: list[str]) -> int:
        keep_up(at=timezone.now())
        number = 0
        consumers.catch_up_all()
        while run_next(queues):
            number += 1
            consumers.catch_up_all()
        return number

    def _serve(self, queues: list[str]) -> int:
        number, swept = 0, 0.0
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        while not self.is_stopping:
            if time.monotonic() - swept > timing().sweep:
                swept = time.monotonic()
                keep_up(at=timezone.now())
            consumers.catch_up_all()
            if run_next(queues):
                number += 1
            else:
                time.sleep(IDLE_SECONDS)
        return number

    def _stop(self, *_: Any) -> None:
        self.is_stopping = True
