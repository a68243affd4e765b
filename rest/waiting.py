"""Waiting for news of the log: without a connection to the database, and never more than a few calls at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Condition
from time import monotonic

from django.db import connection

from ledger import store
from ledger.consumers import bell

SEATS, LONGEST_SECONDS, LOOKS_EVERY_SECONDS = 4, 25, 1.0
_seats = BoundedSemaphore(SEATS)
_news = Condition()


@bell
def tell() -> None:
    """Wake who waits in this process; other processes' news are seen at the next look."""
    with _news:
        _news.notify_all()


@contextmanager
def seat() -> Iterator[bool]:
    """A place to wait, if one is free: pages must never starve because programs wait."""
    is_taken = _seats.acquire(blocking=False)
    try:
        yield is_taken
    finally:
        if is_taken:
            _seats.release()


def wait_for_news(*, behind: int, until: float) -> bool:
    """Wait until the log is longer than a position; False when `until` (monotonic seconds) came first."""
    while store.head_position() <= behind:
        seconds = until - monotonic()
        if seconds <= 0:
            return False
        if not connection.in_atomic_block:
            connection.close()
        with _news:
            _news.wait(min(seconds, LOOKS_EVERY_SECONDS))
    return True
