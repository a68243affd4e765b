"""Commands about people's standing and their tokens."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from accounts.domain.actor import SYSTEM_ID, Actor
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.models import Token, User
from accounts.permissions import check_another_administers, check_can_administer
from ledger.domain.errors import BadInput, NotFound
from ledger.unit_of_work import Work, unit_of_work
from rest.reach import EVERY_CASE

TOKEN_PREFIX = "interdict_"
LONGEST_TOKEN = timedelta(days=366)
PASSWORD_BYTES = 18


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
        NotPermitted, LacksRole, LastAdministrator, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        if role is Role.ADMINISTRATOR:
            _keep_an_administrator(work, by, person_id=person_id)
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
        NotPermitted, AccountIsClosed, LastAdministrator, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        _keep_an_administrator(work, by, person_id=person_id)
        work.load_or_create(Actor, person_id).disable(reason=reason)
        User.objects.filter(pk=person_id).update(is_active=False)
        _end_sessions(person_id)


def enable_account(*, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Open a closed account again.

    Raises:
        NotPermitted, AccountIsOpen, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        work.load(Actor, person_id).enable(reason=reason)
        User.objects.filter(pk=person_id).update(is_active=True)


def reset_sign_in(*, person_id: UUID, reason: str, without_second_steps: bool, by: UUID, at: datetime) -> str:
    """Hand out a new random password to somebody who cannot sign in any more; all their sessions end.

    Returns:
        The password; it is stored only as a hash.

    Raises:
        NotPermitted, NotFound, AccountIsClosed, BadInput.
    """
    password = new_password()
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        user = User.objects.filter(pk=person_id).first()
        if user is None:
            raise NotFound
        work.load_or_create(Actor, person_id).reset_sign_in(reason=reason, without_second_steps=without_second_steps)
        user.set_password(password)
        user.save(update_fields=["password"])
        if without_second_steps:
            Authenticator.objects.filter(user_id=person_id).delete()
        _end_sessions(person_id)
    return password


def new_password() -> str:
    """A password of 144 random bits."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def end_sessions(*, person_id: UUID, by: UUID, at: datetime) -> None:
    """Sign a person out everywhere; sessions are no events (ADR 0050).

    Raises:
        NotPermitted.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        _authorise(work, by)
        _end_sessions(person_id)


def end_session(*, session_id: int, by: UUID) -> None:
    """End one of one's own sessions.

    Raises:
        NotFound: it is not this person's, or has ended.
    """
    session = UserSession.objects.filter(pk=session_id, user_id=by).first()
    if session is None:
        raise NotFound
    session.end()


def end_other_sessions(*, session_key: str, by: UUID) -> None:
    """End all of one's own sessions but this one."""
    for session in UserSession.objects.filter(user_id=by).exclude(session_key=session_key):
        session.end()


def choose_display(*, time_zone: str, density: str, single_keys: bool, by: UUID) -> None:
    """Write how a person likes their pages; the values' vocabularies are the form's."""
    User.objects.filter(pk=by).update(time_zone=time_zone, density=density, single_keys=single_keys)


@dataclass(frozen=True, kw_only=True)
class NewToken:
    """A token as shown once: `secret` is not stored anywhere."""

    id: str
    secret: str
    expires_at: datetime


def make_token(
    *,
    person_id: UUID,
    name: str,
    scopes: tuple[str, ...],
    lifetime: timedelta,
    cases: tuple[str, ...] = (EVERY_CASE,),
    networks: tuple[str, ...] = (),
    by: UUID,
    at: datetime,
) -> NewToken:
    """Hand out a token of 256 random bits for the cases of some ids; `*` is every case that is not walled.

    `networks` (CIDR) are those from which it may be used; none means from anywhere.

    Raises:
        NotPermitted: for somebody else without being an administrator.
        BadInput: it would live for more than a year, or a network is none.
    """
    if not timedelta(0) < lifetime <= LONGEST_TOKEN:
        raise BadInput("A token lives for at most a year.", field="lifetime")
    bounds = {"scopes": scopes, "cases": cases, "networks": tuple(map(_network, networks))}
    secret, token_id, expires_at = TOKEN_PREFIX + secrets.token_urlsafe(32), secrets.token_hex(8), at + lifetime
    with unit_of_work(actor_id=by, at=at) as work:
        if by != person_id:
            _authorise(work, by)
        work.load_or_create(Actor, person_id).make_token(
            token_id=token_id, name=name, expires_on=expires_at.date().isoformat(), **bounds
        )
        stored = {field: list(values) for field, values in bounds.items()}
        Token.objects.create(
            id=token_id, person_id=person_id, digest=digest_of(secret), name=name, expires_at=expires_at, **stored
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


def _keep_an_administrator(work: Work, by: UUID, *, person_id: UUID) -> None:
    if by != SYSTEM_ID:
        work.authorise(check_another_administers(person_id))


def _end_sessions(person_id: UUID) -> None:
    for session in UserSession.objects.filter(user_id=person_id):
        session.end()


def _network(text: str) -> str:
    try:
        return str(ip_network(text.strip(), strict=False))
    except ValueError as error:
        raise BadInput(
            f"{text[:60]} is no network. Write it as 192.0.2.0/24 or 2001:db8::/32.", field="networks"
        ) from error
