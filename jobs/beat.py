"""Beat sweeps by itself: it sends no messages that would pile up while no worker runs."""

import logging
import threading
from typing import Any

from celery import bootsteps
from celery.beat import Scheduler
from django.db import DatabaseError, connection
from django.utils import timezone

from jobs.bell import wake_readers
from jobs.claims import note_dead_children
from jobs.sweeper import sweep
from jobs.timing import timing
from ledger import consumers

log = logging.getLogger(__name__)


def look_around() -> None:
    """Note dead children, sweep, wake readers of the log that are behind; without a database, try again next time."""
    try:
        note_dead_children()
        sweep(at=timezone.now())
        if any(consumers.lag(name) for name in consumers.consumers):
            wake_readers()
    except DatabaseError as error:
        log.warning("sweep failed", extra={"reason": type(error).__name__})
    finally:
        connection.close()


class SweepingScheduler(Scheduler):
    """Celery's beat with the sweep as its only entry; it may die, every worker sweeps too."""

    def tick(self, *_: Any, **__: Any) -> float:
        """Sweep; answers the seconds until the next tick."""
        look_around()
        return timing().sweep


class Sweeping(bootsteps.StartStopStep):
    """A thread of each worker's parent that sweeps while the children work."""

    requires = {"celery.worker.components:Pool"}

    def __init__(self, parent: Any, **_: Any) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, parent: Any) -> None:
        """Begin once the children are there."""
        self._thread = threading.Thread(target=self._sweep, name="sweeper", daemon=True)
        self._thread.start()

    def stop(self, parent: Any) -> None:
        """End with the worker."""
        self._stop.set()

    def _sweep(self) -> None:
        while not self._stop.wait(timing().sweep):
            look_around()
