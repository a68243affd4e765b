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
    standing = _standing(meta, rows)
    rows.update(standing.pk, roles=sorted({*standing.roles, event.role.value}))


@project(RoleRevoked, into=Standing)
def role_revoked(event: RoleRevoked, meta: Envelope, rows: Rows[Standing]) -> None:
    """Take the role away."""
    standing = _standing(meta, rows)
    rows.update(standing.pk, roles=sorted(set(standing.roles) - {event.role.value}))


@project(ClearanceSet, into=Standing)
def clearance_set(event: ClearanceSet, meta: Envelope, rows: Rows[Standing]) -> None:
    """Write the clearance."""
    rows.update(_standing(meta, rows).pk, clearance=event.marking.value)


@project(ActorDisabled, ActorEnabled, into=Standing)
def account_opened_or_closed(event: ActorDisabled | ActorEnabled, meta: Envelope, rows: Rows[Standing]) -> None:
    """Write whether the account is closed."""
    rows.update(_standing(meta, rows).pk, is_disabled=isinstance(event, ActorDisabled))


def _standing(meta: Envelope, rows: Rows[Standing]) -> Standing:
    person_id = person_of(meta)
    if rows.get(person_id) is None:
        rows.insert(person_id=person_id)
    standing = rows.get(person_id)
    if standing is None:
        raise LookupError(person_id)
    return standing
