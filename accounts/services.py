"""Commands about people's standing and their tokens."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.domain.actor import SYSTEM_ID, Actor
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.models import Token, User
from accounts.permissions import check_can_administer
from ledger.domain.errors import BadInput
from ledger.unit_of_work import Work, unit_of_work

TOKEN_PREFIX = "interdict_"
LONGEST_TOKEN = timedelta(days=366)


def open_account(
    *,
    username: str,
    name: str,
    password: str | None,
    roles: Iterable[Role],
    clearance: Marking,
    by: UUID,
    at: datetime,
    user_id: UUID | None = None,
    is_service: bool = False,
    time_zone: str = "UTC",
) -> UUID:
    """Open an account with its roles and clearance; the system itself may open the first ones.

    Raises:
        NotPermitted: `by` is not an administrator.
        BadInput: the sign-in name is taken or empty.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        if not username.strip() or User.objects.filter(username=username).exists():
            raise BadInput("This sign-in name is taken or empty.", field="username")
        chosen = {"id": user_id} if user_id else {}
        user = User.objects.create_user(
            username, password, name=name, is_service=is_service, time_zone=time_zone, **chosen
        )
        actor = work.create(Actor, user.id)
        for role in roles:
            actor.grant(role=role, reason="Account opened")
        actor.set_clearance(marking=clearance, reason="Account opened")
    return user.id


def grant_role(*, person_id: UUID, role: Role, reason: str, by: UUID, at: datetime) -> None:
    """Give a person a role.

    Raises:
        NotPermitted, HasRoleAlready, AccountIsClosed, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        work.load_or_create(Actor, person_id).grant(role=role, reason=reason)


def revoke_role(*, person_id: UUID, role: Role, reason: str, by: UUID, at: datetime) -> None:
    """Take a role back.

    Raises:
        NotPermitted, LacksRole, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        work.load(Actor, person_id).revoke(role=role, reason=reason)


def set_clearance(*, person_id: UUID, marking: Marking, reason: str, by: UUID, at: datetime) -> None:
    """Decide the highest marking a person may read.

    Raises:
        NotPermitted, AccountIsClosed, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        work.load_or_create(Actor, person_id).set_clearance(marking=marking, reason=reason)


def disable_account(*, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Close an account: no sign-in, no token, no right from this moment.

    Raises:
        NotPermitted, AccountIsClosed, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        work.load_or_create(Actor, person_id).disable(reason=reason)
        User.objects.filter(pk=person_id).update(is_active=False)


def enable_account(*, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Open a closed account again.

    Raises:
        NotPermitted, AccountIsOpen, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        work.load(Actor, person_id).enable(reason=reason)
        User.objects.filter(pk=person_id).update(is_active=True)


@dataclass(frozen=True, kw_only=True)
class NewToken:
    """A token as shown once: `secret` is not stored anywhere."""

    id: str
    secret: str
    expires_at: datetime


def make_token(
    *, person_id: UUID, name: str, scopes: tuple[str, ...], lifetime: timedelta, by: UUID, at: datetime
) -> NewToken:
    """Hand out a token of 256 random bits.

    Raises:
        NotPermitted: for somebody else without being an administrator.
        BadInput: it would live for more than a year.
    """
    if not timedelta(0) < lifetime <= LONGEST_TOKEN:
        raise BadInput("A token lives for at most a year.", field="lifetime")
    secret, token_id = TOKEN_PREFIX + secrets.token_urlsafe(32), secrets.token_hex(8)
    with unit_of_work(actor_id=by, at=at) as work:
        if by != person_id:
            _authorise(work, by)
        expires_at = at + lifetime
        work.load_or_create(Actor, person_id).make_token(
            token_id=token_id, name=name, scopes=scopes, expires_on=expires_at.date().isoformat()
        )
        Token.objects.create(
            id=token_id,
            person_id=person_id,
            digest=digest_of(secret),
            name=name,
            scopes=list(scopes),
            expires_at=expires_at,
        )
    return NewToken(id=token_id, secret=secret, expires_at=expires_at)


def revoke_token(*, person_id: UUID, token_id: str, reason: str, by: UUID, at: datetime) -> None:
    """End a token at once.

    Raises:
        NotPermitted, UnknownToken, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        if by != person_id:
            _authorise(work, by)
        work.load(Actor, person_id).revoke_token(token_id=token_id, reason=reason)
        Token.objects.filter(pk=token_id, person_id=person_id).update(revoked_at=at)


def digest_of(secret: str) -> str:
    """What is stored of a token: lowercase hex SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _authorise(work: Work, by: UUID) -> None:
    if by != SYSTEM_ID:
        work.authorise(check_can_administer(by))
