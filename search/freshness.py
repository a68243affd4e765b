"""How new an answer is: waiting for one's own changes, and saying honestly since when something is missing."""

from dataclasses import dataclass
from datetime import datetime
from time import monotonic, sleep

from accounts.queries import Person
from cases.permissions import readable_by
from ledger import store
from search.engine import engine

PAGES_WAIT_SECONDS = 1.0
PAUSE_SECONDS = 0.05
UNITS = ((86_400, "days"), (3_600, "h"), (60, "min"))


@dataclass(frozen=True, kw_only=True)
class Age:
    """An answer reflects all that the reader may know of up to `since`, `seconds` ago."""

    since: datetime
    seconds: int

    @property
    def words(self) -> str:
        """`12 s ago`, `3 min ago`, `2 h ago`."""
        size, unit = next(((size, unit) for size, unit in UNITS if self.seconds >= 2 * size), (1, "s"))
        return f"{self.seconds // size} {unit} ago"


def reached(position: int, *, within: float) -> bool:
    """Wait so many seconds at most until the index reflects a position of the log; False when it does not in time."""
    until = monotonic() + within
    while engine().position() < position:
        if monotonic() >= until:
            return False
        sleep(PAUSE_SECONDS)
    return True


def wait_for_own(who: Person) -> bool:
    """Give the index a second to take up what this person did last; False when it needs longer."""
    own = store.last_of_actor(who.id, after=engine().position())
    return not own or reached(own, within=PAGES_WAIT_SECONDS)


def age(position: int, *, who: Person, now: datetime) -> Age | None:
    """How old an answer of this position is for the reader; none when nothing in their cases is missing.

    Other people's cases do not count: how far behind they are would tell how busy they are.
    """
    if store.head_position() <= position:
        return None
    since = store.first_time_of_scopes(readable_by(who).values_list("id", flat=True), after=position)
    return Age(since=since, seconds=max(0, int((now - since).total_seconds()))) if since else None
