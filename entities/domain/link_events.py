"""What happens to a link between two entities of a case."""

from uuid import UUID

from entities.domain.catalogue import LinkKind
from entities.domain.citations import Citation
from entities.domain.grades import Confidence
from entities.domain.validity import PartialDate
from ledger.domain.events import Event, event


@event("link.asserted")
class LinkAsserted(Event):
    """Somebody holds that two entities are related in this way."""

    case_id: UUID
    number: str  # such as L07
    kind: LinkKind
    source_id: UUID
    target_id: UUID
    confidence: Confidence
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    properties: dict[str, str]  # names and shapes: LinkProperty; values are text
    citations: tuple[Citation, ...] = ()
    remark: str = ""


@event("link.corrected")
class LinkCorrected(Event):
    """Time, confidence, properties and remark as they are now held to be; the log keeps the older ones."""

    confidence: Confidence
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    properties: dict[str, str]
    remark: str = ""
    reason: str


@event("link.cited")
class LinkCited(Event):
    """The link got one more citation."""

    citation: Citation


@event("link.reviewed")
class LinkReviewed(Event):
    """Somebody looked at the citations and agrees with the link as it stands."""

    remark: str = ""


@event("link.withdrawn")
class LinkWithdrawn(Event):
    """The link no longer stands; it stays readable."""

    reason: str


@event("link.restored")
class LinkRestored(Event):
    """A withdrawn link stands again."""

    reason: str


LinkEvent = LinkAsserted | LinkCorrected | LinkCited | LinkReviewed | LinkWithdrawn | LinkRestored
