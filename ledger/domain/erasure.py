"""The one exception to "append-only": a field's value destroyed by an approved order."""

from uuid import UUID

from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import Refused
from ledger.domain.events import Event, event


class FieldNotErasable(Refused):
    """Only text can be erased; numbers, ids and times hold the log together."""

    sentence = "This field cannot be erased: only text can."


class ErasedAlready(Refused):
    """A value is destroyed once."""

    sentence = "This field was erased before."


@event("erasure.executed")
class ErasureExecuted(Event):
    """Value and salt of one field were destroyed; its commitment stays, so every hash still holds."""

    position: int
    field: str
    reason: str
    legal_basis: str
    proposal_id: UUID


class Erasure(Aggregate[ErasureExecuted]):
    """One executed order."""

    stream_family = "erasure"

    def execute(self, *, position: int, field: str, reason: str, legal_basis: str, proposal_id: UUID) -> None:
        """Record that it was done."""
        self._record(
            ErasureExecuted(
                position=position, field=field, reason=reason, legal_basis=legal_basis, proposal_id=proposal_id
            )
        )

    def _apply(self, event: ErasureExecuted) -> None:
        """An order has no later."""
