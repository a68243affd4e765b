"""Commands about entities, their statements, matches and merges."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from entities import queries
from entities.domain.citations import Citation
from entities.domain.entity import Entity
from entities.domain.grades import UNGRADED, Grade
from entities.domain.validity import PartialDate
from entities.matching import grounds_between
from entities.models import Entity as EntityRow
from entities.services.working import end_of, free_number, working


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A statement as a person gives it."""

    property: str
    value: str
    language: str = ""  # BCP 47
    script: str = ""  # ISO 15924
    citations: tuple[Citation, ...] = ()
    grade: Grade = UNGRADED
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    said_by: str = ""


def create_entity(
    *,
    case_id: UUID,
    kind: str,
    statements: Sequence[Saying] = (),
    number: str = "",
    by: UUID,
    at: datetime,
    entity_id: UUID | None = None,
) -> UUID:
    """Add an entity with what is stated of it; without a number it gets the next one of its kind.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NumberTaken, UnknownKind, NotCitable,
        and what `Entity.make_statement` raises.
    """
    entity_id = entity_id or uuid4()
    with working(case_id, by=by, at=at, citations=_cited(statements)) as work:
        prefix = queries.PREFIXES.get(kind, "E")
        entity = work.create(Entity, entity_id, scope_id=case_id)
        entity.create(case_id=case_id, number=free_number(EntityRow, case_id, wanted=number, prefix=prefix), kind=kind)
        for saying in statements:
            entity.make_statement(statement_id=uuid4(), **vars(saying))
    return entity_id


def describe_entity(*, entity_id: UUID, description: str, by: UUID, at: datetime) -> None:
    """Write the investigators' own words about an entity anew.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, MergedAway, BadInput.
    """
    with _entity(entity_id, by=by, at=at) as entity:
        entity.describe(description=description)


def change_kind(*, entity_id: UUID, kind: str, reason: str, by: UUID, at: datetime) -> None:
    """Call an entity another kind of thing.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, MergedAway, UnknownKind, StatementsDoNotFit, BadInput.
    """
    with _entity(entity_id, by=by, at=at) as entity:
        entity.change_kind(kind=kind, reason=reason)


def make_statement(
    *, entity_id: UUID, saying: Saying, by: UUID, at: datetime, statement_id: UUID | None = None
) -> UUID:
    """State a value of a property of an entity.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotCitable, and what `Entity.make_statement` raises.
    """
    statement_id = statement_id or uuid4()
    with _entity(entity_id, by=by, at=at, citations=saying.citations) as entity:
        entity.make_statement(statement_id=statement_id, **vars(saying))
    return statement_id


def cite_statement(*, entity_id: UUID, statement_id: UUID, citation: Citation, by: UUID, at: datetime) -> None:
    """Name one more place on which a statement rests.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotCitable, CitedAlready, StatementWithdrawnAlready, MergedAway.
    """
    with _entity(entity_id, by=by, at=at, citations=(citation,)) as entity:
        entity.cite(statement_id=statement_id, citation=citation)


def grade_statement(*, entity_id: UUID, statement_id: UUID, grade: Grade, reason: str, by: UUID, at: datetime) -> None:
    """Grade a statement anew.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, OneOriginOnly, StatementWithdrawnAlready, MergedAway, BadInput.
    """
    with _entity(entity_id, by=by, at=at) as entity:
        entity.grade(statement_id=statement_id, grade=grade, reason=reason)


def withdraw_statement(*, entity_id: UUID, statement_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Let a statement stand no longer; it stays readable.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, StatementWithdrawnAlready, MergedAway, BadInput.
    """
    with _entity(entity_id, by=by, at=at) as entity:
        entity.withdraw_statement(statement_id=statement_id, reason=reason)


def prefer_statement(*, entity_id: UUID, statement_id: UUID, by: UUID, at: datetime) -> None:
    """Show a statement first among those of its property.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, StatementWithdrawnAlready, MergedAway.
    """
    with _entity(entity_id, by=by, at=at) as entity:
        entity.prefer(statement_id=statement_id)


def merge_entities(
    *, entity_id: UUID, into_id: UUID, reason: str, grounds: tuple[str, ...] = (), by: UUID, at: datetime
) -> None:
    """Recognise one entity as another of the same case; the statements of both stay where they are.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, SelfMerge, MergedAway, BadInput.
    """
    case_id = queries.entity(entity_id).case_id
    with working(case_id, by=by, at=at) as work:
        into = work.load(Entity, queries.entity(into_id, case_id=case_id).id)
        work.load(Entity, entity_id).merge_into(into, reason=reason, grounds=grounds)


def unmerge_entity(*, entity_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Hold a merged entity to be one of its own again.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotMerged, NotMergedHere, BadInput.
    """
    case_id = queries.entity(entity_id).case_id
    with working(case_id, by=by, at=at) as work:
        entity = work.load(Entity, entity_id)
        other = work.load(Entity, entity.merged_into) if entity.merged_into else entity
        entity.unmerge_from(other, reason=reason)


def reject_match(*, entity_id: UUID, other_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Hold two entities to be different; it is asked again only when something new speaks for a match.

    The other entity may be one of another case that the person reads.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, MergedAway, SelfMatch, BadInput.
    """
    with _entity(entity_id, by=by, at=at) as entity:
        entity.reject_match(**_match(entity_id, other_id, by=by), reason=reason)


def leave_match_open(*, entity_id: UUID, other_id: UUID, remark: str = "", by: UUID, at: datetime) -> None:
    """Note that nobody can tell yet whether two entities are one; it is set aside until something new speaks for it.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, MergedAway, SelfMatch, BadInput.
    """
    with _entity(entity_id, by=by, at=at) as entity:
        entity.leave_match_open(**_match(entity_id, other_id, by=by), remark=remark)


@contextmanager
def _entity(entity_id: UUID, *, by: UUID, at: datetime, citations: Iterable[Citation] = ()) -> Iterator[Entity]:
    with working(queries.entity(entity_id).case_id, by=by, at=at, citations=citations) as work:
        yield work.load(Entity, entity_id)


def _cited(statements: Iterable[Saying]) -> list[Citation]:
    return [citation for saying in statements for citation in saying.citations]


def _match(entity_id: UUID, other_id: UUID, *, by: UUID) -> dict[str, Any]:
    """The other side of a match, of another case only for its readers, and what speaks for it today."""
    other = end_of(other_id, by=by, case_id=queries.entity(entity_id).case_id)
    grounds = tuple(grounds_between(entity_id, other_id))
    return {"other_id": other_id, "other_case_id": other.case_id, "grounds": grounds}
