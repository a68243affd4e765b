"""What happens to an entity: its kind, what is stated of it, matches with others, and merges."""

from uuid import UUID

from entities.domain.citations import Citation
from entities.domain.grades import Credibility, Reliability
from entities.domain.validity import PartialDate
from ledger.domain.events import Event, event


@event("entity.created")
class EntityCreated(Event):
    """An entity was added to a case."""

    case_id: UUID
    number: str  # such as E07, unique in the case and never used again
    kind: str  # a name of the table of kinds


@event("entity.described")
class EntityDescribed(Event):
    """The investigators' own words about the entity were written anew."""

    description: str


@event("entity.kind_changed")
class KindChanged(Event):
    """The entity is of another kind than was thought."""

    kind: str
    reason: str


@event("entity.statement_made")
class StatementMade(Event):
    """Somebody says that a property has a value; the value stands as written."""

    statement_id: UUID
    property: str
    value: str
    language: str = ""  # BCP 47, such as zh
    script: str = ""  # ISO 15924, such as Hans
    citations: tuple[Citation, ...] = ()
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.UNKNOWN
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    said_by: str = ""  # who says so, in words


@event("entity.statement_cited")
class StatementCited(Event):
    """A statement got one more citation."""

    statement_id: UUID
    citation: Citation


@event("entity.statement_graded")
class StatementGraded(Event):
    """A statement was graded anew; the log keeps the older grade and who gave it."""

    statement_id: UUID
    reliability: Reliability
    credibility: Credibility
    reason: str


@event("entity.statement_withdrawn")
class StatementWithdrawn(Event):
    """A statement no longer stands."""

    statement_id: UUID
    reason: str


@event("entity.statement_preferred")
class StatementPreferred(Event):
    """Of all that is said of this property, this is shown first; nothing else changes."""

    statement_id: UUID


@event("entity.absorbed")
class EntityAbsorbed(Event):
    """Another entity was recognised as this one."""

    other_id: UUID


@event("entity.separated")
class EntitySeparated(Event):
    """Another entity is again held to be a different one."""

    other_id: UUID
    reason: str


@event("entity.merged")
class EntityMerged(Event):
    """This entity was recognised as another; its statements stay where they are."""

    into_id: UUID
    reason: str
    grounds: tuple[str, ...]  # keys or words, such as lei:... or "same director"


@event("entity.unmerged")
class EntityUnmerged(Event):
    """This entity is again held to be one of its own."""

    from_id: UUID
    reason: str


@event("entity.match_rejected")
class MatchRejected(Event):
    """Another entity, here or in another case, was looked at and is held to be a different one."""

    other_id: UUID
    other_case_id: UUID
    reason: str
    grounds: tuple[str, ...]  # what spoke for a match then, such as lei:... or "similar name"


@event("entity.match_left_open")
class MatchLeftOpen(Event):
    """Another entity was looked at, and whether it is this one could not be told."""

    other_id: UUID
    other_case_id: UUID
    remark: str
    grounds: tuple[str, ...]


StatementEvent = StatementMade | StatementCited | StatementGraded | StatementWithdrawn | StatementPreferred
MergeEvent = EntityAbsorbed | EntitySeparated | EntityMerged | EntityUnmerged
EntityEvent = (
    EntityCreated | EntityDescribed | KindChanged | MergeEvent | MatchRejected | MatchLeftOpen | StatementEvent
)
