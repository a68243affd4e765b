"""One alert: that one kept search found one thing. Raised once, seen once."""

from typing import ClassVar, assert_never
from uuid import UUID, uuid5

from ledger.domain.aggregate import Aggregate
from search.domain import events as e

_KEY = UUID("5f0c2a4e-6a3d-5b0e-9a41-0d6f5a3c7e21")


def alert_id(search_id: UUID, thing: str) -> UUID:
    """The alert of a search about a thing: always the same one, so that it cannot be raised twice."""
    return uuid5(_KEY, f"{search_id}/{thing}")


class Alert(Aggregate[e.AlertEvent]):
    """Decides on one alert."""

    stream_family: ClassVar[str] = "alert"

    is_seen = False

    def raise_for(self, *, search_id: UUID, owner_id: UUID, thing: str, case_id: UUID) -> None:
        """Tell the owner of a search of a thing; once told, nothing happens."""
        if not self.exists:
            self._record(e.AlertRaised(search_id=search_id, owner_id=owner_id, thing=thing, case_id=case_id))

    def see(self) -> None:
        """Note that the owner has seen it; once is enough."""
        if not self.is_seen:
            self._record(e.AlertSeen())

    def _apply(self, event: e.AlertEvent) -> None:
        match event:
            case e.AlertRaised():
                self.is_seen = False
            case e.AlertSeen():
                self.is_seen = True
            case _:
                assert_never(event)
