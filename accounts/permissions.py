"""Who may administer accounts."""

from uuid import UUID

from accounts.domain.events import Role
from accounts.queries import Person, person
from ledger.domain.errors import NotPermitted
from ledger.unit_of_work import Check


def may_administer(who: Person) -> bool:
    """Administrators manage people; they read no case content."""
    return who.has(Role.ADMINISTRATOR)


def check_can_administer(by: UUID) -> Check:
    """A check for `work.authorise`.

    Raises (when called):
        NotPermitted: the person is not an administrator.
    """

    def check() -> None:
        if not may_administer(person(by)):
            raise NotPermitted("Only administrators manage people.")

    return check
