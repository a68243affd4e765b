"""Worlds for tests, made through services."""

from uuid import UUID

from accounts import services as accounts
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from cases import services as cases
from cases.domain.roles import CaseRole
from tests.people import ADA, BEN, CYD, DEE, EVE, FAY, HAL, IDA, LOU, NAMES, NOON
from tests.remembered import remembered

INSTALLATION_ROLES = {IDA: [Role.AUDITOR], LOU: [Role.ADMINISTRATOR]}
TEAM = {
    BEN: CaseRole.ANALYST,
    DEE: CaseRole.REVIEWER,
    EVE: CaseRole.APPROVER,
    FAY: CaseRole.CUSTODIAN,
    HAL: CaseRole.COUNSEL,
}


@remembered
def people(*ids: UUID, clearance: Marking = Marking.RED) -> None:
    """Open the accounts of some people, or of the whole cast."""
    for id in ids or NAMES:
        accounts.open_account(
            username=NAMES[id].lower(),
            name=NAMES[id],
            password=None,
            roles=INSTALLATION_ROLES.get(id, [Role.INVESTIGATOR]),
            clearance=clearance,
            by=SYSTEM_ID,
            at=NOON,
            user_id=id,
        )


@remembered
def a_case(*, reference: str = "PL-2025-001", with_team: bool = True, marking: Marking = Marking.AMBER) -> UUID:
    """A case of Ada's, with Ben, Dee, Eve, Fay and Hal in their roles; Cyd is a stranger."""
    case_id = cases.open_case(reference=reference, title="Paper lantern", marking=marking, by=ADA, at=NOON)
    for person_id, role in TEAM.items() if with_team else ():
        cases.add_member(case_id=case_id, person_id=person_id, role=role, reason="Team", by=ADA, at=NOON)
    return case_id


STRANGER = CYD
