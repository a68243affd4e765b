"""What happens to a person's or service's standing in the installation."""

from enum import StrEnum
from typing import Any

from accounts.domain.markings import Marking
from ledger.domain.events import Event, event, upcaster


class Role(StrEnum):
    """What a person is in the whole installation; what they are in a case is its team's matter."""

    INVESTIGATOR = "investigator"
    INTAKE_OFFICER = "intake_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SERVICE = "service"


@event("actor.role_granted")
class RoleGranted(Event):
    """A person or service was given a role."""

    role: Role
    reason: str


@event("actor.role_revoked")
class RoleRevoked(Event):
    """A role was taken back."""

    role: Role
    reason: str


@event("actor.clearance_set")
class ClearanceSet(Event):
    """The highest marking that the person may read was decided."""

    marking: Marking
    reason: str


@event("actor.disabled")
class ActorDisabled(Event):
    """The account was closed; its sessions and tokens end at once."""

    reason: str


@event("actor.enabled")
class ActorEnabled(Event):
    """A closed account was opened again."""

    reason: str


@event("actor.token_made", version=2)
class TokenMade(Event):
    """A token for the programming interface was handed out; the token itself is never stored."""

    token_id: str
    name: str
    scopes: tuple[str, ...]
    expires_on: str
    cases: tuple[str, ...]  # ids, and * for every case that is not walled
    networks: tuple[str, ...]  # from which it may be used; none: from anywhere


@upcaster("actor.token_made", 1)
def token_made_reaches_every_case(data: dict[str, Any]) -> dict[str, Any]:
    """Tokens were not bound to cases and networks before."""
    return {**data, "cases": ["*"], "networks": []}


@event("actor.token_revoked")
class TokenRevoked(Event):
    """A token stopped working."""

    token_id: str
    reason: str


@event("actor.sign_in_reset")
class SignInReset(Event):
    """An administrator handed out a new password; the sessions ended, the password itself is never stored here."""

    reason: str
    without_second_steps: bool  # passkeys, authenticator app and recovery codes were taken away as well


ActorEvent = (
    RoleGranted | RoleRevoked | ClearanceSet | ActorDisabled | ActorEnabled | TokenMade | TokenRevoked | SignInReset
)
