"""The people of a journey, with a password that they can type."""

from accounts import services as accounts
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from tests.people import ADA, DEE, EVE, FAY, NAMES, NOON

PASSWORD = "a lantern made of paper"


def arrive() -> None:
    """Open the accounts of who prepares, reviews, approves and hands over."""
    for person_id in (ADA, DEE, EVE, FAY):
        accounts.open_account(
            username=NAMES[person_id].lower(),
            name=NAMES[person_id],
            password=PASSWORD,
            roles=[Role.INVESTIGATOR],
            clearance=Marking.RED,
            by=SYSTEM_ID,
            at=NOON,
            user_id=person_id,
        )
