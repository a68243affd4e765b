"""What happened to people's standing, in words."""

from accounts.domain.events import (
    ActorDisabled,
    ActorEnabled,
    ClearanceSet,
    RoleGranted,
    RoleRevoked,
    SignInReset,
    TokenMade,
    TokenRevoked,
)
from ledger.sentences import NameOf, sentence


@sentence(RoleGranted)
def role_granted(event: RoleGranted, _: NameOf) -> str:
    return f"gave the role {event.role.value.replace('_', ' ')}: {event.reason}"


@sentence(RoleRevoked)
def role_revoked(event: RoleRevoked, _: NameOf) -> str:
    return f"took the role {event.role.value.replace('_', ' ')}: {event.reason}"


@sentence(ClearanceSet)
def clearance_set(event: ClearanceSet, _: NameOf) -> str:
    return f"set the clearance to {event.marking.value}: {event.reason}"


@sentence(ActorDisabled)
def actor_disabled(event: ActorDisabled, _: NameOf) -> str:
    return f"closed the account: {event.reason}"


@sentence(ActorEnabled)
def actor_enabled(event: ActorEnabled, _: NameOf) -> str:
    return f"opened the account again: {event.reason}"


@sentence(TokenMade)
def token_made(event: TokenMade, _: NameOf) -> str:
    bound = f" for {len(event.cases)} named case(s)" if "*" not in event.cases else ""
    inside = f" from {', '.join(event.networks)}" if event.networks else ""
    return f"made the token “{event.name}” with {', '.join(event.scopes)}{bound}{inside} until {event.expires_on}"


@sentence(TokenRevoked)
def token_revoked(event: TokenRevoked, _: NameOf) -> str:
    return f"ended token {event.token_id}: {event.reason}"


@sentence(SignInReset)
def sign_in_reset(event: SignInReset, _: NameOf) -> str:
    steps = " and took away the second steps" if event.without_second_steps else ""
    return f"handed out a new password{steps}: {event.reason}"
