"""Entities, links and chronology of a told case, each as soon as what it cites is there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from demo.acts import Act, id_of
from demo.cases import case_id
from demo.exhibits import exhibit_id, received_at
from demo.people import person_id
from demo.scenarios.shapes import Case, Cite, Entity, Entry, Link, Rejection, Statement
from entities import services
from entities.domain.chronology import Happening
from entities.domain.citations import Citation, parse_pin
from entities.domain.grades import Confidence, Credibility, Grade, Reliability
from entities.domain.validity import partial_date
from entities.services import Saying
from ledger.domain.when import Precision

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def entity_id(case: Case, key: str) -> UUID:
    """Id of a told entity."""
    return id_of(case.reference, "entity", key)


def acts(case: Case) -> Iterator[Act]:
    """Every entity, statement, link and entry."""
    created = {entity.key: _created_at(case, entity) for entity in case.entities}
    for entity in case.entities:
        yield from _entity(case, entity, at=created[entity.key])
    for link, number in _numbered(case.links):
        if not link.is_derived:
            at = max(_known_at(case, link.citations), created[link.source], created[link.target]) + 5 * MINUTE
            yield _link(case, link, number=number, at=at)
    for entry in case.chronology:
        at = max([_known_at(case, entry.citations), *(created[party] for party in entry.parties)]) + 10 * MINUTE
        yield _entry(case, entry, at=at)
    for rejection in case.rejections:
        yield _rejection(case, rejection)


def _analyst(case: Case) -> UUID:
    analysts = [member.person for member in case.team if member.role == "analyst"]
    return person_id(analysts[0] if analysts else case.opened_by)


def _known_at(case: Case, citations: Iterable[Cite]) -> datetime:
    times = received_at(case)
    return max([case.opened_at, *(times[cite.exhibit] for cite in citations)]) + HOUR


def _created_at(case: Case, entity: Entity) -> datetime:
    return min(_known_at(case, statement.citations) for statement in entity.statements)


def _entity(case: Case, entity: Entity, *, at: datetime) -> Iterator[Act]:
    first = [statement for statement in entity.statements if _known_at(case, statement.citations) == at]
    created = partial(
        services.create_entity,
        case_id=case_id(case),
        kind=entity.kind,
        statements=[_saying(case, statement) for statement in first],
        number=entity.key,
        by=_analyst(case),
        at=at,
        entity_id=entity_id(case, entity.key),
    )
    yield Act(at=at, run=created)
    for place, statement in enumerate(entity.statements):
        if statement in first:
            continue
        later = _known_at(case, statement.citations)
        made = partial(
            services.make_statement,
            entity_id=entity_id(case, entity.key),
            saying=_saying(case, statement),
            by=_analyst(case),
            at=later,
            statement_id=id_of(case.reference, "statement", entity.key, str(place)),
        )
        yield Act(at=later, run=made)


def _saying(case: Case, statement: Statement) -> Saying:
    return Saying(
        property=statement.property,
        value=statement.value,
        citations=_citations(case, statement.citations),
        grade=Grade(reliability=Reliability(statement.reliability), credibility=Credibility(statement.credibility)),
        valid_from=partial_date(statement.valid_from, field="valid_from"),
        valid_to=partial_date(statement.valid_to, field="valid_to"),
    )


def _citations(case: Case, cited: Iterable[Cite]) -> tuple[Citation, ...]:
    return tuple(Citation(exhibit_id=exhibit_id(case, cite.exhibit), pin=parse_pin(cite.pin)) for cite in cited)


def _numbered(links: Iterable[Link]) -> Iterator[tuple[Link, str]]:
    """One told number with two objects makes two links: L06 and L06.2."""
    seen: Counter[str] = Counter()
    for link in links:
        seen[link.number] += 1
        yield link, link.number if seen[link.number] == 1 else f"{link.number}.{seen[link.number]}"


def _link(case: Case, link: Link, *, number: str, at: datetime) -> Act:
    asserted = partial(
        services.assert_link,
        case_id=case_id(case),
        kind=link.kind,
        source_id=entity_id(case, link.source),
        target_id=entity_id(case, link.target),
        confidence=Confidence(link.confidence),
        valid_from=partial_date(link.valid_from, field="valid_from"),
        valid_to=partial_date(link.valid_to, field="valid_to"),
        properties=dict(link.properties),
        citations=_citations(case, link.citations),
        number=number,
        by=_analyst(case),
        at=at,
        link_id=id_of(case.reference, "link", number),
    )
    return Act(at=at, run=asserted)


def _entry(case: Case, entry: Entry, *, at: datetime) -> Act:
    happening = Happening(
        date_text=entry.date_text,
        zone=entry.zone,
        summary=entry.summary,
        precision=Precision(entry.precision),
        parties=tuple((entity_id(case, party), case_id(case)) for party in entry.parties),
        citations=_citations(case, entry.citations),
    )
    entered = partial(
        services.enter_chronology,
        case_id=case_id(case),
        happening=happening,
        number=entry.number,
        by=_analyst(case),
        at=at,
        entry_id=id_of(case.reference, "entry", entry.number),
    )
    return Act(at=at, run=entered)


def _rejection(case: Case, rejection: Rejection) -> Act:
    rejected = partial(
        services.reject_match,
        entity_id=entity_id(case, rejection.entity),
        other_id=id_of(rejection.other_case, "entity", rejection.other),
        reason=rejection.reason,
        by=person_id(rejection.by),
        at=rejection.at,
    )
    return Act(at=rejection.at, run=rejected)
