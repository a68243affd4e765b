"""What a person is in one case."""

from enum import StrEnum


class CaseRole(StrEnum):
    """Roles of a case's team; one person may hold several."""

    LEAD = "lead"
    ANALYST = "analyst"
    CUSTODIAN = "custodian"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    COUNSEL = "counsel"
    SOURCE_HANDLER = "source_handler"
    INTAKE_OFFICER = "intake_officer"
    PARTNER = "partner"
