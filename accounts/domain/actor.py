"""The standing of one person or service."""

from typing import assert_never
from uuid import UUID

from accounts.domain.events import (
    ActorDisabled,
    ActorEnabled,
    ActorEvent,
    ClearanceSet,
    Role,
    RoleGranted,
    RoleRevoked,
    SignInReset,
    TokenMade,
    TokenRevoked,
)
from accounts.domain.markings import Marking
from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import BadInput, Refused

SYSTEM_ID = UUID(int=0)


class HasRoleAlready(Refused):
    """A role is granted once."""

    sentence = "This person has the role already."


class LacksRole(Refused):
    """Only a role that is held can be taken back."""

    sentence = "This person does not have the role."


class AccountIsClosed(Refused):
    """A closed account gets nothing new."""

    sentence = "This account is closed."


class AccountIsOpen(Refused):
    """Only a closed account can be opened again."""

    sentence = "This account is open."


class LastAdministrator(Refused):
    """Somebody must be able to manage people."""

    sentence = "Nobody else administers this installation. Give the role to somebody first."


class UnknownToken(Refused):
    """The token does not exist or was revoked before."""

    sentence = "There is no such token in use."


class Actor(Aggregate[ActorEvent]):
    """A person or service: roles, clearance, tokens."""

    stream_family = "actor"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.roles: frozenset[Role] = frozenset()
        self.clearance = Marking.CLEAR
        self.is_disabled = False
        self.tokens: frozenset[str] = frozenset()

    def grant(self, *, role: Role, reason: str) -> None:
        """Give a role."""
        self._require_open()
        if role in self.roles:
            raise HasRoleAlready
        self._record(RoleGranted(role=role, reason=_given(reason)))

    def revoke(self, *, role: Role, reason: str) -> None:
        """Take a role back."""
        if role not in self.roles:
            raise LacksRole
        self._record(RoleRevoked(role=role, reason=_given(reason)))

    def set_clearance(self, *, marking: Marking, reason: str) -> None:
        """Decide the highest marking this person may read."""
        self._require_open()
        if marking != self.clearance:
            self._record(ClearanceSet(marking=marking, reason=_given(reason)))

    def disable(self, *, reason: str) -> None:
        """Close the account."""
        self._require_open()
        self._record(ActorDisabled(reason=_given(reason)))

    def enable(self, *, reason: str) -> None:
        """Open a closed account again."""
        if not self.is_disabled:
            raise AccountIsOpen
        self._record(ActorEnabled(reason=_given(reason)))

    def reset_sign_in(self, *, reason: str, without_second_steps: bool) -> None:
        """Note that a new password was handed out."""
        self._require_open()
        self._record(SignInReset(reason=_given(reason), without_second_steps=without_second_steps))

    def make_token(
        self,
        *,
        token_id: str,
        name: str,
        scopes: tuple[str, ...],
        expires_on: str,
        cases: tuple[str, ...],
        networks: tuple[str, ...],
    ) -> None:
        """Note that a token was handed out."""
        self._require_open()
        self._record(
            TokenMade(
                token_id=token_id, name=name, scopes=scopes, expires_on=expires_on, cases=cases, networks=networks
            )
        )

    def revoke_token(self, *, token_id: str, reason: str) -> None:
        """End a token."""
        if token_id not in self.tokens:
            raise UnknownToken
        self._record(TokenRevoked(token_id=token_id, reason=_given(reason)))

    def _require_open(self) -> None:
        if self.is_disabled:
            raise AccountIsClosed

    def _apply(self, event: ActorEvent) -> None:
        match event:
            case RoleGranted(role=role):
                self.roles |= {role}
            case RoleRevoked(role=role):
                self.roles -= {role}
            case ClearanceSet(marking=marking):
                self.clearance = marking
            case ActorDisabled() | ActorEnabled():
                self.is_disabled = isinstance(event, ActorDisabled)
            case TokenMade(token_id=token_id):
                self.tokens |= {token_id}
            case TokenRevoked(token_id=token_id):
                self.tokens -= {token_id}
            case SignInReset():
                pass
            case _:
                assert_never(event)


def _given(reason: str) -> str:
    if not reason.strip():
        raise BadInput("Give a reason.", field="reason")
    return reason.strip()
