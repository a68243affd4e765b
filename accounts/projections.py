"""From a person's events to the table of standings."""

from uuid import UUID

from accounts.domain.events import ActorDisabled, ActorEnabled, ClearanceSet, RoleGranted, RoleRevoked
from accounts.models import Standing
from ledger.domain.events import Envelope
from ledger.projections import Rows, project


def person_of(meta: Envelope) -> UUID:
    """Whose stream an event stands in."""
    return UUID(meta.stream_id.removeprefix("actor-"))


@project(RoleGranted, into=Standing)
def role_granted(event: RoleGranted, meta: Envelope, rows: Rows[Standing]) -> None:
    """Add the role."""
    _write(meta, rows, roles=sorted({*_roles(meta, rows), event.role.value}))


@project(RoleRevoked, into=Standing)
def role_revoked(event: RoleRevoked, meta: Envelope, rows: Rows[Standing]) -> None:
    """Take the role away."""
    _write(meta, rows, roles=sorted(_roles(meta, rows) - {event.role.value}))


@project(ClearanceSet, into=Standing)
def clearance_set(event: ClearanceSet, meta: Envelope, rows: Rows[Standing]) -> None:
    """Write the clearance."""
    _write(meta, rows, clearance=event.marking.value)


@project(ActorDisabled, ActorEnabled, into=Standing)
def account_opened_or_closed(event: ActorDisabled | ActorEnabled, meta: Envelope, rows: Rows[Standing]) -> None:
    """Write whether the account is closed."""
    _write(meta, rows, is_disabled=isinstance(event, ActorDisabled))


def _roles(meta: Envelope, rows: Rows[Standing]) -> set[str]:
    standing = rows.get(person_of(meta))
    return set(standing.roles) if standing else set()


def _write(meta: Envelope, rows: Rows[Standing], **changes: object) -> None:
    person_id = person_of(meta)
    if rows.get(person_id) is None:
        rows.insert(person_id=person_id)
    rows.update(person_id, **changes)
