"""Who may administer accounts, and who may look at what everybody did."""

from collections.abc import Callable
from uuid import UUID

from accounts.domain.actor import LastAdministrator
from accounts.domain.events import Role
from accounts.queries import Person, administrators, person
from ledger.domain.errors import NotFound, NotPermitted
from ledger.unit_of_work import Check


def may_administer(who: Person) -> bool:
    """Administrators manage people; they read no case content."""
    return who.has(Role.ADMINISTRATOR)


def may_audit(who: Person) -> bool:
    """Auditors see who did what when; they read no case content and change nothing."""
    return who.has(Role.AUDITOR)


def get_administrator(person_id: UUID) -> Person:
    """The person, when they administer.

    Raises:
        NotFound: for everybody else there are no such pages.
    """
    return _get(person_id, may_administer)


def get_auditor(person_id: UUID) -> Person:
    """The person, when they audit.

    Raises:
        NotFound: for everybody else there is no such page.
    """
    return _get(person_id, may_audit)


def _get(person_id: UUID, rule: Callable[[Person], bool]) -> Person:
    who = person(person_id)
    if not rule(who):
        raise NotFound
    return who


def check_can_administer(by: UUID) -> Check:
    """A check for `work.authorise`.

    Raises (when called):
        NotPermitted: the person is not an administrator.
    """

    def check() -> None:
        if not may_administer(person(by)):
            raise NotPermitted("Only administrators manage people.")

    return check


def check_another_administers(person_id: UUID) -> Check:
    """A check for `work.authorise`, before somebody may cease to administer.

    Raises (when called):
        LastAdministrator: nobody else does.
    """

    def check() -> None:
        found = administrators()
        if found == {person_id}:
            raise LastAdministrator

    return check
