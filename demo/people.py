"""The people of the demo get their accounts."""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from accounts import services
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from demo.acts import Act, id_of
from demo.scenarios import PEOPLE
from demo.scenarios.shapes import Person

PASSWORD = "paper-lantern-2025"
ZONE = "Asia/Singapore"


def person_id(name: str) -> UUID:
    """Id of somebody of the demo by first name."""
    return id_of("person", name)


def acts(at: datetime) -> Iterator[Act]:
    """Open every account."""
    return (Act(at=at, run=_opening(person, at)) for person in PEOPLE)


def _opening(person: Person, at: datetime) -> Callable[[], UUID]:
    return lambda: services.open_account(
        username=person.name.lower(),
        name=person.name,
        password=PASSWORD,
        roles=[Role(role) for role in person.roles],
        clearance=Marking(person.clearance),
        by=SYSTEM_ID,
        at=at,
        user_id=person_id(person.name),
        time_zone=ZONE,
    )
