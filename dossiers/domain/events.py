"""What happens to a dossier, from the request to the hand-over."""

from enum import StrEnum
from uuid import UUID

from accounts.domain.markings import Marking
from ledger.domain.events import Event, event


class Edition(StrEnum):
    """A draft is made for the review; the final edition names reviewer and approver."""

    DRAFT = "draft"
    FINAL = "final"


@event("dossier.requested")
class DossierRequested(Event):
    """Somebody asked for a dossier on the case as it stood at a position of the log."""

    number: int  # within the case, counted from 1
    version: int
    follows_id: UUID | None  # the version before
    title: str
    recipient: str
    organisation: str
    authority: str
    purpose: str
    marking: Marking
    copy: str
    bottom_line: str
    summary: str
    left_out: tuple[str, ...]  # numbers of exhibits that the preparer leaves out
    position: int
    prepared_by: UUID


@event("dossier.revised")
class DossierRevised(Event):
    """The preparer changed the terms; the case is taken as it stands now."""

    title: str
    recipient: str
    organisation: str
    authority: str
    purpose: str
    marking: Marking
    copy: str
    bottom_line: str
    summary: str
    left_out: tuple[str, ...]
    position: int
    prepared_by: UUID
    reason: str


@event("dossier.render_ordered")
class RenderOrdered(Event):
    """A worker was told to make the PDF."""

    edition: Edition
    job_id: UUID


@event("dossier.rendered")
class DossierRendered(Event):
    """The PDF was made and stored; hashes are lowercase hex SHA-256."""

    edition: Edition
    sha256: str
    size_bytes: int
    pages: int
    content_sha256: str  # of what a reviewer reads
    blocked: dict[str, str]  # exhibit number to the reason why the dossier may not be released
    warnings: tuple[str, ...]


@event("dossier.render_failed")
class RenderingFailed(Event):
    """No PDF could be made."""

    reason: str


@event("dossier.compared")
class DossierCompared(Event):
    """The PDF was made once more from the record and compared with the recorded one, byte by byte."""

    recorded_sha256: str
    sha256: str
    is_equal: bool


@event("dossier.cancelled")
class DossierCancelled(Event):
    """The dossier is no longer wanted."""

    reason: str


@event("dossier.reviewed")
class DossierReviewed(Event):
    """A second person agreed to exactly this content."""

    content_sha256: str
    remark: str
    reviewed_by: UUID


@event("dossier.returned")
class DossierReturned(Event):
    """Reviewer or approver sent the dossier back to its preparer."""

    reason: str


@event("dossier.approved")
class DossierApproved(Event):
    """A third person approved exactly this content."""

    content_sha256: str
    remark: str
    approved_by: UUID


@event("dossier.released")
class DossierReleased(Event):
    """A copy was handed over: the accounting of disclosures."""

    disclosure_id: UUID
    sha256: str
    content_sha256: str
    recipient: str
    organisation: str
    authority: str
    purpose: str
    copy: str
    method: str
    receipt: str
    released_by: UUID


@event("dossier.withdrawn")
class DossierWithdrawn(Event):
    """A released dossier no longer stands; its copies stay accounted for."""

    reason: str


@event("dossier.superseded")
class DossierSuperseded(Event):
    """A later version was released in its place."""

    successor_id: UUID


DossierEvent = (
    DossierRequested
    | DossierRevised
    | RenderOrdered
    | DossierRendered
    | RenderingFailed
    | DossierCompared
    | DossierCancelled
    | DossierReviewed
    | DossierReturned
    | DossierApproved
    | DossierReleased
    | DossierWithdrawn
    | DossierSuperseded
)
