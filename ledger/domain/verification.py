"""That the log was looked through, and what was found."""

from ledger.domain.aggregate import Aggregate
from ledger.domain.events import Event, event


@event("log.verified")
class LogVerified(Event):
    """The audit went through the log to an event; `findings` counts what did not hold, 0 is good."""

    upto: int
    findings: int


class Verification(Aggregate[LogVerified]):
    """One audit of the log."""

    stream_family = "log"

    def record(self, *, upto: int, findings: int) -> None:
        """Note how far it went and what it found."""
        self._record(LogVerified(upto=upto, findings=findings))

    def _apply(self, event: LogVerified) -> None:
        """An audit has no later."""
