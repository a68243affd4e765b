"""Destroy the value of one field and keep its commitment.

Backups hold the value until they expire. Proofs, chains and hashes stay valid.
"""

import dataclasses
import typing
from uuid import UUID

from ledger import canonical
from ledger.codec import ERASED_KEY, is_erased
from ledger.domain.erasure import ErasedAlready, Erasure, FieldNotErasable
from ledger.domain.errors import NotFound
from ledger.domain.events import event_classes
from ledger.models import StoredEvent
from ledger.projections import repair_for
from ledger.unit_of_work import Work

ERASABLE = (str, str | None)


def erase_field(
    work: Work, *, position: int, field: str, reason: str, legal_basis: str, proposal_id: UUID, scope_id: UUID | None
) -> None:
    """Erase one field inside a unit of work; tables that showed it are put right in the same transaction.

    Raises:
        NotFound: the scope has no such event.
        FieldNotErasable: the field is not text.
        ErasedAlready: it was erased before.
    """
    row = check_erasable(position=position, field=field, scope_id=scope_id)
    work.create(Erasure, proposal_id, scope_id=scope_id).execute(
        position=position, field=field, reason=reason, legal_basis=legal_basis, proposal_id=proposal_id
    )
    work.after_append(lambda: _destroy(row, field))


def check_erasable(*, position: int, field: str, scope_id: UUID | None) -> StoredEvent:
    """The event whose field is to be erased.

    Raises:
        NotFound, FieldNotErasable, ErasedAlready: as `erase_field`.
    """
    row = StoredEvent.objects.filter(position=position, scope_id=scope_id).first()
    if row is None:
        raise NotFound
    if field not in erasable_fields(row.type):
        raise FieldNotErasable
    if is_erased(row.data.get(field)):
        raise ErasedAlready
    return row


def erasable_fields(event_type: str) -> list[str]:
    """Names of an event type's text fields."""
    cls = event_classes[event_type]
    hints = typing.get_type_hints(cls)
    return [item.name for item in dataclasses.fields(typing.cast(typing.Any, cls)) if hints[item.name] in ERASABLE]


def _destroy(row: StoredEvent, field: str) -> None:
    committed = canonical.commitment(bytes.fromhex(row.salts[field]), field, row.data[field])
    data = {**row.data, field: {ERASED_KEY: committed}}
    salts = {name: salt for name, salt in row.salts.items() if name != field}
    StoredEvent.objects.filter(position=row.position).update(data=data, salts=salts)
    repair_for(row.type)
