"""Identifiers read in the text of exhibits, and where else they stand as far as a reader may know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.urls import reverse

from accounts.queries import Person
from cases.permissions import Action, readable_by
from cases.queries import cases_by_id
from entities.domain.found_identifiers import found_in, found_in_row, kinds_of_columns
from entities.domain.identifier_kinds import IdentifierKind
from entities.domain.identifiers import CheckedIdentifier
from entities.models import Entity, FoundIdentifier, Sighting
from entities.sightings import LONGEST_KEY, NOTICE
from evidence import queries as evidence
from evidence.permissions import readable_exhibits
from evidence.presenters import pin_words

MOST = 20_000
"""Identifiers kept of one exhibit; a longer list is data of its own."""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """One place outside the case where an identifier stands."""

    words: str
    url: str


@dataclass(kw_only=True)
class Whereabouts:
    """Where else an identifier stands; `notice` is empty when nothing is held back."""

    places: list[Elsewhere] = field(default_factory=list)
    notice: str = ""


def note_exhibit(exhibit_id: UUID) -> None:
    """Read the identifiers of an exhibit's text anew."""
    FoundIdentifier.objects.filter(exhibit_id=exhibit_id).delete()
    case_id = evidence.exhibit(exhibit_id).case_id
    rows: dict[str, FoundIdentifier] = {}
    for segment, pin, one in _read(evidence.segments(exhibit_id)):
        key = (one.key or "")[:LONGEST_KEY]
        if known := rows.get(key):
            known.count += 1
        elif len(rows) < MOST:
            rows[key] = FoundIdentifier(
                id=uuid5(exhibit_id, key),
                case_id=case_id,
                exhibit_id=exhibit_id,
                kind=one.kind.value,
                key=key,
                value=one.as_written,
                is_valid=one.is_valid,
                note=one.note,
                near=list(one.possible_matches),
                pin=pin,
                ordinal=segment.ordinal,
                count=1,
            )
    FoundIdentifier.objects.bulk_create(rows.values(), batch_size=500)


def _read(
    segments: Iterable[evidence.Segment],
) -> Iterator[tuple[evidence.Segment, dict[str, object], CheckedIdentifier]]:
    """Every identifier with its place; in a table the row, and the column says what it is."""
    heads: dict[str, list[IdentifierKind | None]] = {}
    for segment in segments:
        rows = segment.pin.get("rows")
        if not rows:
            yield from ((segment, segment.pin, one) for one in found_in(segment.text))
            continue
        lines = segment.text.split("\n")
        sheet = str(segment.pin.get("sheet", ""))
        if rows[0] == 1:
            heads[sheet] = kinds_of_columns(lines[0].split("\t"))
        kinds = heads.get(sheet, [])
        for place, line in enumerate(lines):
            if rows[0] + place == 1 and any(kinds):
                continue
            row = min(rows[0] + place, rows[1])
            for one in found_in_row(line.split("\t"), kinds=kinds):
                yield segment, {**segment.pin, "rows": [row, row]}, one


def elsewhere(keys: Iterable[str], *, case_id: UUID, who: Person) -> dict[str, Whereabouts]:
    """Other cases in which identifiers stand in exhibits or are stated of entities.

    In full to who reads both; of a case that is only not theirs a notice; of a walled case or exhibit nothing.
    """
    wanted = set(keys)
    found = {key: Whereabouts() for key in wanted}
    in_text = list(
        FoundIdentifier.objects.filter(key__in=wanted).exclude(case_id=case_id).order_by("case_id", "exhibit_id")
    )
    stated = list(Sighting.objects.filter(key__in=wanted).exclude(case_id=case_id).order_by("case_id", "entity_id"))
    cases = cases_by_id([*(row.case_id for row in in_text), *(row.case_id for row in stated)])
    references = {id: case.reference for id, case in cases.items()}
    records = set(readable_by(who, Action.READ_RECORDS).filter(pk__in=list(cases)).values_list("id", flat=True))
    exhibits = {row.id: row for row in readable_exhibits(who).filter(pk__in={row.exhibit_id for row in in_text})}
    entities = Entity.objects.in_bulk([row.entity_id for row in stated if row.case_id in records])
    for row in in_text:
        if exhibit := exhibits.get(row.exhibit_id):
            words = f"{references[row.case_id]}: {exhibit.number} {pin_words(row.pin)}"
            url = reverse("evidence:exhibit", args=[exhibit.id])
            found[row.key].places.append(Elsewhere(words=words, url=url))
    for mark in stated:
        if entity := entities.get(mark.entity_id):
            words = f"{references[mark.case_id]}: {entity.number} {entity.name}"
            url = reverse("entities:entity", args=[mark.case_id, entity.id])
            found[mark.key].places.append(Elsewhere(words=words, url=url))
    mine = set(readable_by(who).filter(pk__in=list(cases)).values_list("id", flat=True))
    held_back = {id for id, case in cases.items() if not case.is_walled and id not in mine}
    for key in _held_back(in_text, stated, cases=held_back):
        found[key].notice = NOTICE
    return found


def _held_back(in_text: Iterable[FoundIdentifier], stated: Iterable[Sighting], *, cases: set[UUID]) -> Iterator[str]:
    """Keys that stand in cases that are only not the reader's, walled exhibits left out."""
    yield from (row.key for row in stated if row.case_id in cases)
    within = [row for row in in_text if row.case_id in cases]
    exhibits: Mapping[UUID, evidence.Exhibit] = evidence.exhibits_by_id(row.exhibit_id for row in within)
    yield from (row.key for row in within if not exhibits[row.exhibit_id].is_walled)
