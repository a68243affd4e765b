"""Readers of the log are woken by the same bell as jobs."""

from jobs.bell import wake_readers
from ledger.consumers import bell

bell(wake_readers)
