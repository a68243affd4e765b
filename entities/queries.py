"""What others may ask about entities, links and the chronology. Rights are asked by the caller."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet

from cases.queries import rows
from entities.domain.chronology import in_order
from entities.domain.citations import Citation, parse_pin
from entities.domain.grades import Confidence
from entities.domain.paths import Edge
from entities.domain.sightings import DerivedLink, StatedValue, derive_links
from entities.models import Candidate, MatchAnswer, MergeStep
from entities.models import Entity as Entity
from entities.models import Entry as Entry
from entities.models import Link as Link
from entities.models import Statement as Statement
from ledger.domain.errors import NotFound
from ledger.domain.when import Precision

AnyModel = TypeVar("AnyModel", bound=Model)
PREFIXES = {"Person": "P", "Facility": "F"}
_NUMBER = re.compile(r"(\D*)(\d+)(?:\.(\d+))?")


@dataclass(frozen=True, kw_only=True)
class Dated:
    """An entry as far as its order goes."""

    row: Entry
    number: str

    @property
    def utc(self) -> datetime:
        """The instant."""
        return self.row.utc

    @property
    def precision(self) -> Precision:
        """How precisely it is known."""
        return Precision(self.row.precision)


def number_key(number: str) -> tuple[str, int, int]:
    """For sorting: E2 before E10, and L06 before L06.2 and L07."""
    found = _NUMBER.fullmatch(number)
    return (found[1], int(found[2]), int(found[3] or 0)) if found else (number, 0, 0)


def next_number(taken: Iterable[str], prefix: str) -> str:
    """The number after the largest with this prefix, such as E08."""
    used = [number_key(number)[1] for number in taken if number_key(number)[0] == prefix]
    return f"{prefix}{max(used, default=0) + 1:02d}"


def numbers_of(model: type[Entity | Link | Entry], case_id: UUID) -> set[str]:
    """Every number that was given in a case."""
    return set(model._default_manager.filter(case_id=case_id).values_list("number", flat=True))


def entities(case_id: UUID, *, upto: int | None = None) -> list[Entity]:
    """Entities of a case by number, merged ones too."""
    return sorted(rows(Entity, case_id, upto=upto), key=lambda row: number_key(row.number))


def entity(entity_id: UUID, *, case_id: UUID | None = None, upto: int | None = None) -> Entity:
    """One entity now, or as it stood at a position (which needs its case).

    Raises:
        NotFound: there is none, or none in that case.
    """
    return _one(Entity, entity_id, case_id=case_id, upto=upto)


def link(link_id: UUID, *, case_id: UUID | None = None, upto: int | None = None) -> Link:
    """One link.

    Raises:
        NotFound: there is none, or none in that case.
    """
    return _one(Link, link_id, case_id=case_id, upto=upto)


def entry(entry_id: UUID, *, case_id: UUID | None = None, upto: int | None = None) -> Entry:
    """One entry of the chronology.

    Raises:
        NotFound: there is none, or none in that case.
    """
    return _one(Entry, entry_id, case_id=case_id, upto=upto)


def statement(statement_id: UUID, *, case_id: UUID) -> Statement:
    """One statement.

    Raises:
        NotFound: there is none in that case.
    """
    return _one(Statement, statement_id, case_id=case_id, upto=None)


def statements(case_id: UUID, *, entity_ids: Sequence[UUID] | None = None, upto: int | None = None) -> list[Statement]:
    """Statements of a case or of some of its entities in the order in which they were made, withdrawn ones too."""
    if upto is None and entity_ids is not None:
        found = list(Statement.objects.filter(case_id=case_id, entity_id__in=list(entity_ids)))
    else:
        found = rows(Statement, case_id, upto=upto)
    wanted = None if entity_ids is None else set(entity_ids)
    kept = [row for row in found if wanted is None or row.entity_id in wanted]
    return sorted(kept, key=lambda row: (row.position, str(row.id)))


def links(case_id: UUID, *, entity_ids: Sequence[UUID] | None = None, upto: int | None = None) -> list[Link]:
    """Links of a case or of some of its entities by number, withdrawn ones too."""
    if upto is None and entity_ids is not None:
        ends = Q(source_id__in=list(entity_ids)) | Q(target_id__in=list(entity_ids))
        found = list(Link.objects.filter(ends, case_id=case_id))
    else:
        found = rows(Link, case_id, upto=upto)
    wanted = None if entity_ids is None else set(entity_ids)
    kept = [row for row in found if wanted is None or {row.source_id, row.target_id} & wanted]
    return sorted(kept, key=lambda row: (number_key(row.number), str(row.id)))


def chronology(case_id: UUID, *, upto: int | None = None) -> list[Entry]:
    """Entries of a case by instant, withdrawn ones too."""
    found = [Dated(row=row, number=row.number) for row in rows(Entry, case_id, upto=upto)]
    return [one.row for one in in_order(found)]


TIMES_OF_ENTRIES = ("id", "utc", "precision", "entered_at", "number", "date_text", "zone")
TIMES_OF_LINKS = ("id", "valid_from", "asserted_at", "number", "kind")


def times_of_entries(case_id: UUID, *, upto: int | None = None) -> Iterable[tuple[Any, ...]]:
    """When standing entries happened and were entered, without the rest of them."""
    if upto is None:
        return Entry.objects.filter(case_id=case_id, is_withdrawn=False).values_list(*TIMES_OF_ENTRIES)
    standing = (row for row in rows(Entry, case_id, upto=upto) if not row.is_withdrawn)
    return [tuple(getattr(row, name) for name in TIMES_OF_ENTRIES) for row in standing]


def times_of_links(case_id: UUID, *, upto: int | None = None) -> Iterable[tuple[Any, ...]]:
    """When standing links began, of which that is known, and were asserted, without the rest of them."""
    if upto is None:
        dated = Link.objects.filter(case_id=case_id, is_withdrawn=False).exclude(valid_from="")
        return dated.values_list(*TIMES_OF_LINKS)
    standing = (row for row in rows(Link, case_id, upto=upto) if row.valid_from and not row.is_withdrawn)
    return [tuple(getattr(row, name) for name in TIMES_OF_LINKS) for row in standing]


def order_of_entries(case_id: UUID, *, upto: int | None = None) -> list[UUID]:
    """Ids of a case's entries by instant, withdrawn ones too."""
    if upto is not None:
        return [row.id for row in chronology(case_id, upto=upto)]
    known = Entry.objects.filter(case_id=case_id).only("id", "utc", "precision", "number")
    return [one.row.id for one in in_order([Dated(row=row, number=row.number) for row in known])]


def entries_by_id(case_id: UUID, ids: Iterable[UUID], *, upto: int | None = None) -> dict[UUID, Entry]:
    """Some entries of a case."""
    return _some(Entry, case_id, ids=set(ids), upto=upto)


def links_by_id(case_id: UUID, ids: Iterable[UUID], *, upto: int | None = None) -> dict[UUID, Link]:
    """Some links of a case."""
    return _some(Link, case_id, ids=set(ids), upto=upto)


def entities_by_id(case_id: UUID, ids: Iterable[UUID], *, upto: int | None = None) -> dict[UUID, Entity]:
    """Some entities of a case."""
    return _some(Entity, case_id, ids=set(ids), upto=upto)


def merge_steps(case_id: UUID, *, upto: int | None = None) -> list[MergeStep]:
    """Merges and their undoing, oldest first."""
    return sorted(rows(MergeStep, case_id, upto=upto), key=lambda row: row.position)


def open_matches(case_ids: Iterable[UUID]) -> QuerySet[Candidate]:
    """Pairs of standing entities that may be one and that nobody has judged since the last thing that speaks for it."""
    pair = {"one_id": OuterRef("one_id"), "other_id": OuterRef("other_id")}
    judged = MatchAnswer.objects.filter(**pair, position__gt=OuterRef("newest"))
    merged = Entity.objects.filter(Q(pk=OuterRef("one_id")) | Q(pk=OuterRef("other_id")), merged_into__isnull=False)
    found = Candidate.objects.filter(~Exists(judged), ~Exists(merged), case_id__in=list(case_ids))
    return found.order_by("-rank", "newest", "one_id", "other_id")


def open_matches_for(case_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many pairs wait for somebody in each of some cases, in one query; cases without any are left out."""
    counted = open_matches(case_ids).order_by().values("case_id").annotate(count=Count(F("one_id")))
    return {row["case_id"]: row["count"] for row in counted}


def match_answer(case_id: UUID, pair: tuple[UUID, UUID], *, upto: int | None = None) -> MatchAnswer | None:
    """The answer that counts about one pair, if there is one."""
    wanted = set(pair)
    return next((row for row in match_answers(case_id, upto=upto) if {row.one_id, row.other_id} == wanted), None)


def match_answers(case_id: UUID, *, upto: int | None = None) -> list[MatchAnswer]:
    """For each pair that was judged in a case the answer that counts, the newest first."""
    found = sorted(rows(MatchAnswer, case_id, upto=upto), key=lambda row: row.position)
    latest = {(row.one_id, row.other_id): row for row in found}
    return sorted(latest.values(), key=lambda row: -row.position)


def survivors(found: Iterable[Entity]) -> dict[UUID, UUID]:
    """For each entity the one that it was recognised as, through any number of merges; else itself."""
    into = {row.id: row.merged_into for row in found}

    def last(id: UUID) -> UUID:
        seen = {id}
        while (following := into.get(id)) and following not in seen:
            seen.add(following)
            id = following
        return id

    return {id: last(id) for id in into}


def derived_links(found: Iterable[Entity], stated: Iterable[Statement]) -> tuple[DerivedLink, ...]:
    """Links that follow from shared identifiers among some entities; merged entities count as their survivor."""
    listed = list(found)
    by_id, roots = {row.id: row for row in listed}, survivors(listed)
    return derive_links(
        StatedValue(
            entity_id=roots[row.entity_id],
            kind=by_id[row.entity_id].kind,
            statement_id=row.id,
            property=row.property,
            value=row.value,
            jurisdiction=by_id[row.entity_id].jurisdiction or None,
            citations=citations_of(row.citations),
        )
        for row in stated
        if not row.is_withdrawn and row.entity_id in by_id
    )


def edges(found: Iterable[Entity], *, stated: Iterable[Statement], linked: Iterable[Link]) -> list[Edge]:
    """Standing links of a case as edges for paths, between survivors of merges; derived ones are marked."""
    listed = list(found)
    roots = survivors(listed)
    asserted = [
        Edge(
            link_id=row.id,
            number=row.number,
            source_id=roots[row.source_id],
            target_id=roots[row.target_id],
            confidence=Confidence(row.confidence),
            kind=row.kind,
            is_cited=bool(row.citations),
        )
        for row in linked
        if not row.is_withdrawn and roots[row.source_id] != roots[row.target_id]
    ]
    derived = [
        Edge(
            link_id=derived_id(one),
            number=one.kind.value,
            source_id=one.source_id,
            target_id=one.target_id,
            confidence=one.confidence,
            kind=one.kind.value,
            is_cited=bool(one.citations),
            is_derived=True,
        )
        for one in derived_links(listed, stated)
    ]
    return [*asserted, *derived]


def derived_id(one: DerivedLink) -> str:
    """What a derived link is called among asserted ones: its key and both ends, as one key may join many pairs."""
    return f"{one.key} {one.source_id} {one.target_id}"


def first_instant(day: str) -> datetime:
    """The first instant, in UTC, of a partial date out of a table."""
    return datetime.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10]).replace(tzinfo=UTC)


def precision_of(day: str) -> Precision:
    """How precisely a partial date out of a table is known."""
    return {4: Precision.YEAR, 7: Precision.MONTH}.get(len(day), Precision.DAY)


def citations_of(stored: Iterable[Mapping[str, str]]) -> tuple[Citation, ...]:
    """Citations out of a table."""
    return tuple(Citation(exhibit_id=UUID(one["exhibit"]), pin=parse_pin(one["pin"])) for one in stored)


def _some(model: type[AnyModel], case_id: UUID, *, ids: set[UUID], upto: int | None) -> dict[UUID, AnyModel]:
    if upto is not None:
        return {row.pk: row for row in rows(model, case_id, upto=upto) if row.pk in ids}
    return {row.pk: row for row in model._default_manager.filter(case_id=case_id, pk__in=ids)}


def _one(model: type[AnyModel], id: UUID, *, case_id: UUID | None, upto: int | None) -> AnyModel:
    if upto is not None and case_id is not None:
        found = next((row for row in rows(model, case_id, upto=upto) if row.pk == id), None)
    else:
        found = model._default_manager.filter(pk=id, **({"case_id": case_id} if case_id else {})).first()
    if found is None:
        raise NotFound
    return found
