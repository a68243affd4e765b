"""How a run ends when it does not end well.

RetryLater, GiveUp      what a handler raises on purpose, with a sentence for the page
LeaseLost, Cancelled    the run holds the job no longer; nothing it wrote is kept
NotFinished             a handler returned without keeping its promise
"""


class RetryLater(Exception):
    """Try again after `after_seconds`, by default after the usual back-off; parks when attempts run out."""

    def __init__(self, sentence: str, *, after_seconds: float | None = None) -> None:
        self.sentence, self.after_seconds = sentence, after_seconds
        super().__init__(sentence)


class GiveUp(Exception):
    """Trying again would not help: the job is parked with this sentence."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class LeaseLost(Exception):
    """Another worker holds the job, or it has ended: everything in this transaction is rolled back."""


class Cancelled(LeaseLost):
    """A person cancelled the job while it ran."""


class NotFinished(Exception):
    """The handler returned, but its effects and the end of the job were not written in one transaction."""
