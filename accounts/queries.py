"""Who people are and what they may do everywhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.models import Standing, Token, User
from ledger import projections
from ledger.domain.errors import NotFound
from rest.reach import Reach, reach_of


@dataclass(frozen=True, kw_only=True)
class Person:
    """A reader or actor with today's standing: the argument of every question about rights."""

    id: UUID
    name: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    clearance: Marking = Marking.CLEAR
    reach: Reach | None = None  # of the token that asks in the person's name; None without one

    def has(self, *roles: Role) -> bool:
        """True when the person has one of the roles."""
        return not self.roles.isdisjoint(roles)


def person(id: UUID) -> Person:
    """A person with today's standing; a closed account has none."""
    return _with(Standing.objects.filter(pk=id).first(), id)


def person_then(id: UUID, *, upto: int) -> Person:
    """A person with the standing of a position, for answers about the past; rights are asked of `person`."""
    return _with(next(iter(projections.as_of_stream(Standing, stream_id=f"actor-{id}", upto=upto)), None), id)


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of people and services for pages; unknown ids are left out."""
    found = dict(User.objects.filter(pk__in=set(ids)).values_list("id", "name"))
    return {SYSTEM_ID: "Interdict", **found}


def user_by_name(username: str) -> User | None:
    """The account of a sign-in name."""
    return User.objects.filter(username=username).first()


def user_called(name: str) -> User | None:
    """The only account whose sign-in name or person's name is this, whatever its case; None when there are more."""
    found = User.objects.filter(Q(username__iexact=name) | Q(name__iexact=name)).order_by("id")[:2]
    return found[0] if len(found) == 1 else None


def users() -> list[User]:
    """Every account, in order of name."""
    return list(User.objects.order_by("name", "id"))


def standings(ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """Standings of several people at once."""
    return {row.person_id: row for row in Standing.objects.filter(pk__in=set(ids))}


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What administrators see of an account: its standing and its ways in, nothing of its work."""

    user: User
    roles: list[Role]
    clearance: Marking
    is_closed: bool
    has_second_step: bool
    sessions: int
    last_seen_at: datetime | None


def accounts(*, role: Role | None = None, is_closed: bool | None = None) -> QuerySet[User]:
    """Accounts of a role or state, for a table that pages by itself."""
    rows = User.objects.all()
    if role:
        rows = rows.filter(Exists(_holding(role).filter(pk=OuterRef("pk"))))
    return rows if is_closed is None else rows.filter(is_active=not is_closed)


def overviews(users: Sequence[User], *, at: datetime) -> list[Overview]:
    """Several accounts as administrators see them, by as many queries as one."""
    ids = [user.id for user in users]
    found = standings(ids)
    second = set(_second_steps(ids).values_list("user_id", flat=True))
    seen = {row["user_id"]: row for row in _sessions(ids, at=at).values("user_id").annotate(**_COUNTED).order_by()}
    return [
        Overview(
            user=user,
            roles=[Role(role) for role in found[user.id].roles] if user.id in found else [],
            clearance=Marking(found[user.id].clearance) if user.id in found else Marking.CLEAR,
            is_closed=not user.is_active,
            has_second_step=user.id in second,
            sessions=seen[user.id]["number"] if user.id in seen else 0,
            last_seen_at=seen[user.id]["last"] if user.id in seen else user.last_login,
        )
        for user in users
    ]


def overview(person_id: UUID, *, at: datetime) -> Overview:
    """One account as administrators see it.

    Raises:
        NotFound: there is none.
    """
    user = User.objects.filter(pk=person_id).first()
    if user is None:
        raise NotFound
    return overviews([user], at=at)[0]


def administrators() -> set[UUID]:
    """Everybody who can manage people today."""
    return set(_holding(Role.ADMINISTRATOR).filter(is_disabled=False).values_list("person_id", flat=True))


def open_sessions(person_id: UUID, *, at: datetime) -> list[UserSession]:
    """Where a person is signed in, the one used last first."""
    return list(_sessions([person_id], at=at).order_by("-last_seen_at", "id"))


def tokens(person_id: UUID) -> list[Token]:
    """A person's tokens, the newest first; ended ones too."""
    return list(Token.objects.filter(person_id=person_id).order_by("-expires_at", "id"))


def second_steps(person_id: UUID) -> dict[str, int]:
    """How many keys, apps and sets of recovery codes a person has, by type."""
    rows = Authenticator.objects.filter(user_id=person_id).values("type").annotate(number=Count("pk")).order_by()
    return {row["type"]: row["number"] for row in rows}


_COUNTED = {"number": Count("pk"), "last": Max("last_seen_at")}


def _holding(role: Role) -> QuerySet[Standing]:
    """Standings with a role; neither engine of ours can look into a list of JSON in the same words."""
    return Standing.objects.annotate(text=Cast("roles", TextField())).filter(text__contains=f'"{role.value}"')


def _second_steps(ids: Sequence[UUID]) -> QuerySet[Authenticator]:
    keys_and_apps = Authenticator.objects.filter(user_id__in=ids).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return cast(QuerySet[Authenticator], keys_and_apps)


def _sessions(ids: Sequence[UUID], *, at: datetime) -> QuerySet[UserSession]:
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return cast(QuerySet[UserSession], UserSession.objects.filter(Exists(alive), user_id__in=ids))


def _with(standing: Standing | None, id: UUID) -> Person:
    user = User.objects.filter(pk=id).first()
    if user is None or standing is None or standing.is_disabled or not user.is_active:
        return Person(id=id, name=user.name if user else "")
    return Person(
        id=id,
        name=user.name,
        roles=frozenset(map(Role, standing.roles)),
        clearance=Marking(standing.clearance),
        reach=reach_of(id),
    )
