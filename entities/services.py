"""Commands about entities, links and the chronology.

Every command asks whether the person contributes to the case, locks the case (a closed one takes nothing new),
and checks that the cited exhibits are there for this person and can be cited.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from accounts.queries import person
from cases.domain.case import Case
from cases.domain.refusals import CaseNotOpen
from cases.permissions import Action, check_may
from entities import queries
from entities.citing import check_citations
from entities.domain.chronology import ChronologyEntry, Happening
from entities.domain.citations import Citation
from entities.domain.entity import Entity
from entities.domain.grades import UNGRADED, Confidence, Grade
from entities.domain.link import Link, LinkEnd
from entities.domain.refusals import NumberTaken
from entities.domain.validity import PartialDate
from entities.matching import grounds_between
from entities.models import Entity as EntityRow
from entities.models import Entry as EntryRow
from entities.models import Link as LinkRow
from ledger.unit_of_work import Work, unit_of_work


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
    with _working(case_id, by=by, at=at, citations=_cited(statements)) as work:
        prefix = queries.PREFIXES.get(kind, "E")
        entity = work.create(Entity, entity_id, scope_id=case_id)
        entity.create(case_id=case_id, number=_number(EntityRow, case_id, wanted=number, prefix=prefix), kind=kind)
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
    with _working(case_id, by=by, at=at) as work:
        into = work.load(Entity, queries.entity(into_id, case_id=case_id).id)
        work.load(Entity, entity_id).merge_into(into, reason=reason, grounds=grounds)


def unmerge_entity(*, entity_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Hold a merged entity to be one of its own again.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotMerged, NotMergedHere, BadInput.
    """
    case_id = queries.entity(entity_id).case_id
    with _working(case_id, by=by, at=at) as work:
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


def assert_link(
    *,
    case_id: UUID,
    kind: str,
    source_id: UUID,
    target_id: UUID,
    confidence: Confidence,
    valid_from: PartialDate | None = None,
    valid_to: PartialDate | None = None,
    properties: Mapping[str, str] | None = None,
    citations: tuple[Citation, ...] = (),
    remark: str = "",
    number: str = "",
    by: UUID,
    at: datetime,
    link_id: UUID | None = None,
) -> UUID:
    """Hold that two entities of a case are related; without a citation the link is marked as uncited.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NumberTaken, NotCitable, and what `Link.assert_between` raises.
    """
    link_id = link_id or uuid4()
    with _working(case_id, by=by, at=at, citations=citations) as work:
        work.create(Link, link_id, scope_id=case_id).assert_between(
            case_id=case_id,
            number=_number(LinkRow, case_id, wanted=number, prefix="L"),
            kind=kind,
            source=_end(source_id, by=by, case_id=case_id),
            target=_end(target_id, by=by, case_id=case_id),
            confidence=confidence,
            valid_from=valid_from,
            valid_to=valid_to,
            properties=properties,
            citations=citations,
            remark=remark,
        )
    return link_id


def correct_link(
    *,
    link_id: UUID,
    confidence: Confidence,
    valid_from: PartialDate | None,
    valid_to: PartialDate | None,
    properties: Mapping[str, str],
    remark: str,
    reason: str,
    by: UUID,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Give the changeable values of a link anew; its review is taken away.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, LinkWithdrawnAlready, EndsBeforeStart, BadInput, WrongExpectedVersion.
    """
    with _link(link_id, by=by, at=at, expected_version=expected_version) as link:
        link.correct(
            confidence=confidence,
            valid_from=valid_from,
            valid_to=valid_to,
            properties=properties,
            remark=remark,
            reason=reason,
        )


def cite_link(*, link_id: UUID, citation: Citation, by: UUID, at: datetime) -> None:
    """Name one more place on which a link rests.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotCitable, CitedAlready, LinkWithdrawnAlready.
    """
    with _link(link_id, by=by, at=at, citations=(citation,)) as link:
        link.cite(citation=citation)


def review_link(*, link_id: UUID, remark: str = "", by: UUID, at: datetime) -> None:
    """Agree with a link as it stands.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, LinkWithdrawnAlready, BadInput.
    """
    with _link(link_id, by=by, at=at, action=Action.REVIEW) as link:
        link.review(remark=remark)


def withdraw_link(*, link_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Let a link stand no longer; it is never deleted.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, LinkWithdrawnAlready, BadInput.
    """
    with _link(link_id, by=by, at=at) as link:
        link.withdraw(reason=reason)


def restore_link(*, link_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Let a withdrawn link stand again.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, LinkStands, BadInput.
    """
    with _link(link_id, by=by, at=at) as link:
        link.restore(reason=reason)


def enter_chronology(
    *, case_id: UUID, happening: Happening, number: str = "", by: UUID, at: datetime, entry_id: UUID | None = None
) -> UUID:
    """Enter what happened into the chronology of a case.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NumberTaken, NotCitable, and what `ChronologyEntry.enter` raises.
    """
    entry_id = entry_id or uuid4()
    with _working(case_id, by=by, at=at, citations=happening.citations) as work:
        work.create(ChronologyEntry, entry_id, scope_id=case_id).enter(
            case_id=case_id, number=_number(EntryRow, case_id, wanted=number, prefix="EV"), happening=happening
        )
    return entry_id


def correct_entry(
    *,
    entry_id: UUID,
    happening: Happening,
    reason: str,
    by: UUID,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Give all values of an entry anew.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotCitable, EntryWithdrawnAlready, WrongExpectedVersion,
        and what `ChronologyEntry.enter` raises.
    """
    case_id = queries.entry(entry_id).case_id
    with _working(case_id, by=by, at=at, citations=happening.citations) as work:
        entry = work.load(ChronologyEntry, entry_id, expected_version=expected_version)
        entry.correct(happening=happening, reason=reason)


def withdraw_entry(*, entry_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Let an entry stand no longer; it stays readable.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, EntryWithdrawnAlready, BadInput.
    """
    case_id = queries.entry(entry_id).case_id
    with _working(case_id, by=by, at=at) as work:
        work.load(ChronologyEntry, entry_id).withdraw(reason=reason)


@contextmanager
def _working(
    case_id: UUID,
    *,
    by: UUID,
    at: datetime,
    citations: Iterable[Citation] = (),
    action: Action = Action.CONTRIBUTE,
) -> Iterator[Work]:
    """Rights, the lock on the case, and citations; all of them before anything is decided."""
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, action, case_id))
        if not work.load(Case, case_id).is_open:
            raise CaseNotOpen
        check_citations(citations, case_id=case_id, who=person(by))
        yield work


@contextmanager
def _entity(entity_id: UUID, *, by: UUID, at: datetime, citations: Iterable[Citation] = ()) -> Iterator[Entity]:
    with _working(queries.entity(entity_id).case_id, by=by, at=at, citations=citations) as work:
        yield work.load(Entity, entity_id)


@contextmanager
def _link(
    link_id: UUID,
    *,
    by: UUID,
    at: datetime,
    citations: Iterable[Citation] = (),
    action: Action = Action.CONTRIBUTE,
    expected_version: int | None = None,
) -> Iterator[Link]:
    with _working(queries.link(link_id).case_id, by=by, at=at, citations=citations, action=action) as work:
        yield work.load(Link, link_id, expected_version=expected_version)


def _number(model: type[EntityRow | LinkRow | EntryRow], case_id: UUID, *, wanted: str, prefix: str) -> str:
    """The wanted number when it is free, else the next; the caller holds the lock of the case."""
    taken = queries.numbers_of(model, case_id)
    if wanted in taken:
        raise NumberTaken
    return wanted or queries.next_number(taken, prefix)


def _cited(statements: Iterable[Saying]) -> list[Citation]:
    return [citation for saying in statements for citation in saying.citations]


def _match(entity_id: UUID, other_id: UUID, *, by: UUID) -> dict[str, Any]:
    """The other side of a match, of another case only for its readers, and what speaks for it today."""
    other = _end(other_id, by=by, case_id=queries.entity(entity_id).case_id)
    grounds = tuple(grounds_between(entity_id, other_id))
    return {"other_id": other_id, "other_case_id": other.case_id, "grounds": grounds}


def _end(entity_id: UUID, *, by: UUID, case_id: UUID) -> LinkEnd:
    """An end of a link or a match; of another case only for its readers, so that nobody learns what is there."""
    found = queries.entity(entity_id)
    if found.case_id != case_id:
        check_may(by, Action.READ_RECORDS, found.case_id)()
    return LinkEnd(entity_id=entity_id, case_id=found.case_id)
