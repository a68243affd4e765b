"""Who people are and what they may do everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.models import Standing, User
from ledger import projections


@dataclass(frozen=True, kw_only=True)
class Person:
    """A reader or actor with today's standing: the argument of every question about rights."""

    id: UUID
    name: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    clearance: Marking = Marking.CLEAR

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


def _with(standing: Standing | None, id: UUID) -> Person:
    user = User.objects.filter(pk=id).first()
    if user is None or standing is None or standing.is_disabled or not user.is_active:
        return Person(id=id, name=user.name if user else "")
    return Person(
        id=id,
        name=user.name,
        roles=frozenset(map(Role, standing.roles)),
        clearance=Marking(standing.clearance),
    )
