"""Which keys the log was ever signed with: each is announced in the log before it signs."""

from uuid import UUID

from ledger.domain.aggregate import Aggregate
from ledger.domain.events import Event, event


@event("log.key_announced")
class KeyAnnounced(Event):
    """A public key that signs heads from now on, as verifiers take it: name+id+base64."""

    key: str


class KeyRing(Aggregate[KeyAnnounced]):
    """All public keys of one log, oldest first."""

    stream_family = "keys"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.keys: list[str] = []

    def announce(self, key: str) -> None:
        """Say that a key signs from now on; a known one is passed over."""
        if key not in self.keys:
            self._record(KeyAnnounced(key=key))

    def _apply(self, event: KeyAnnounced) -> None:
        self.keys.append(event.key)
