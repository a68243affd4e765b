"""Addresses of entities, links and the chronology."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import who
from cases.api import LISTED, CaseCall, case_call
from cases.permissions import Action, check_may
from entities import queries, services
from entities.citing import CitableExhibit, exhibits_for
from entities.domain.chronology import Happening
from entities.domain.citations import Citation, parse_pin
from entities.domain.grades import Confidence, Credibility, Grade, Reliability
from entities.domain.validity import partial_date
from entities.models import Entity, Entry, Link, Statement
from entities.presenters import checked as checked_identifier
from entities.serializers import (
    ChronologyShape,
    EntitiesShape,
    EntityInput,
    EntryDone,
    EntryInput,
    LinkInput,
    LinksShape,
    MergeInput,
    NumberedDone,
    ReasonInput,
    WholeEntityShape,
)
from ledger.codec import utc_text
from ledger.domain.errors import BadInput
from ledger.domain.when import Precision
from rest import paging
from rest.commands import expected_version, require_version, run_once, tagged
from rest.endpoints import Endpoint, requester
from rest.moments import AS_OF
from rest.serializers import Done, checked

Exhibits = Mapping[UUID, CitableExhibit]
_ENTITY = ("id", "number", "kind", "name", "jurisdiction", "description", "merged_into", "version")
_STATEMENT = (
    *("id", "property", "value", "language", "script", "reliability", "credibility", "valid_from", "valid_to"),
    *("said_by", "made_by", "made_at", "is_withdrawn"),
)
_CHECK = ("is_valid", "expected", "note", "possible_matches")
_LINK = (
    *("id", "number", "kind", "confidence", "valid_from", "valid_to", "properties", "remark", "is_withdrawn"),
    *("reviewed_by", "version"),
)
_ENTRY = ("id", "number", "date_text", "zone", "precision", "utc", "flags", "summary", "is_withdrawn", "version")


class Entities(Endpoint):
    """Entities of a case."""

    reads, writes = "entities:read", "entities:write"
    parameters = LISTED

    @extend_schema(operation_id="list_entities", responses=EntitiesShape)
    def get(self, request: Request, case_id: UUID) -> Response:
        """Entities by number, merged ones too, with their statements."""
        call = _call(request, case_id)
        stated = _by_entity(queries.statements(case_id, upto=call.upto))
        exhibits = exhibits_for(case_id, call.who)
        page = paging.page_of(
            request,
            rows=queries.entities(case_id, upto=call.upto),
            key=lambda row: _key(row.number, row.id),
            show=lambda row: _entity(row, stated[row.id], exhibits=exhibits),
        )
        return paging.linked(request, {**page, "as_of_position": call.position})

    @extend_schema(operation_id="create_entity", request=EntityInput, responses={201: NumberedDone})
    def post(self, request: Request, case_id: UUID) -> Response:
        """Add an entity with what is stated of it."""
        by = _contributor(request, case_id)
        values = checked(EntityInput, request.data)
        exhibits = exhibits_for(case_id, who(request))
        sayings = [_saying(one, exhibits=exhibits) for one in values.pop("statements", ())]

        def run(at: datetime) -> dict[str, Any]:
            entity_id = services.create_entity(
                case_id=case_id, statements=sayings, **values, by=by, at=at, entity_id=uuid4()
            )
            return {"id": str(entity_id), "number": queries.entity(entity_id).number}

        return run_once(request, run=run)


class OneEntity(Endpoint):
    """One entity."""

    reads = "entities:read"
    parameters = AS_OF

    @extend_schema(operation_id="read_entity", responses=WholeEntityShape)
    def get(self, request: Request, entity_id: UUID) -> Response:
        """The entity with its statements."""
        case_id = queries.entity(entity_id).case_id
        call = _call(request, case_id)
        row = queries.entity(entity_id, case_id=case_id, upto=call.upto)
        stated = queries.statements(case_id, entity_ids=[entity_id], upto=call.upto)
        shown = _entity(row, stated, exhibits=exhibits_for(case_id, call.who))
        return tagged(Response({**shown, "as_of_position": call.position}), row.version)


class Merge(Endpoint):
    """Recognises one entity as another."""

    writes = "entities:write"
    needs_version = True

    @extend_schema(operation_id="merge_entity", request=MergeInput, responses={200: Done})
    def post(self, request: Request, entity_id: UUID) -> Response:
        """Merge into another entity of the same case; the statements of both stay where they are."""
        by = _contributor(request, queries.entity(entity_id).case_id)
        values, expected = checked(MergeInput, request.data), expected_version(request)

        def run(at: datetime) -> dict[str, Any]:
            _require_version(expected, entity_id)
            services.merge_entities(entity_id=entity_id, into_id=values["into"], reason=values["reason"], by=by, at=at)
            return {"id": str(entity_id)}

        return run_once(request, run=run, status=200)


class Unmerge(Endpoint):
    """Undoes a merge."""

    writes = "entities:write"
    needs_version = True

    @extend_schema(operation_id="unmerge_entity", request=ReasonInput, responses={200: Done})
    def post(self, request: Request, entity_id: UUID) -> Response:
        """Hold the entity to be one of its own again."""
        by = _contributor(request, queries.entity(entity_id).case_id)
        values, expected = checked(ReasonInput, request.data), expected_version(request)

        def run(at: datetime) -> dict[str, Any]:
            _require_version(expected, entity_id)
            services.unmerge_entity(entity_id=entity_id, reason=values["reason"], by=by, at=at)
            return {"id": str(entity_id)}

        return run_once(request, run=run, status=200)


class Links(Endpoint):
    """Links of a case."""

    reads, writes = "entities:read", "entities:write"
    parameters = LISTED

    @extend_schema(operation_id="list_links", responses=LinksShape)
    def get(self, request: Request, case_id: UUID) -> Response:
        """Links by number, withdrawn ones too."""
        call = _call(request, case_id)
        exhibits = exhibits_for(case_id, call.who)
        page = paging.page_of(
            request,
            rows=queries.links(case_id, upto=call.upto),
            key=lambda row: _key(row.number, row.id),
            show=lambda row: _link(row, exhibits=exhibits),
        )
        return paging.linked(request, {**page, "as_of_position": call.position})

    @extend_schema(operation_id="assert_link", request=LinkInput, responses={201: NumberedDone})
    def post(self, request: Request, case_id: UUID) -> Response:
        """Hold that two entities of the case are related."""
        by = _contributor(request, case_id)
        values = checked(LinkInput, request.data)
        given = {
            **_validity(values),
            "confidence": Confidence(values.pop("confidence")),
            "citations": _citations(values.pop("citations", ()), exhibits=exhibits_for(case_id, who(request))),
            "source_id": values.pop("source"),
            "target_id": values.pop("target"),
        }

        def run(at: datetime) -> dict[str, Any]:
            link_id = services.assert_link(case_id=case_id, **values, **given, by=by, at=at, link_id=uuid4())
            return {"id": str(link_id), "number": queries.link(link_id).number}

        return run_once(request, run=run)


class Chronology(Endpoint):
    """What happened, by instant."""

    reads, writes = "entities:read", "entities:write"
    parameters = LISTED

    @extend_schema(operation_id="list_chronology", responses=ChronologyShape)
    def get(self, request: Request, case_id: UUID) -> Response:
        """Entries by instant, withdrawn ones too."""
        call = _call(request, case_id)
        exhibits = exhibits_for(case_id, call.who)
        rows = list(enumerate(queries.chronology(case_id, upto=call.upto)))
        page = paging.page_of(
            request,
            rows=rows,
            key=lambda one: f"{utc_text(one[1].utc)} {one[0]:08}",
            show=lambda one: _entry(one[1], exhibits=exhibits),
        )
        return paging.linked(request, {**page, "as_of_position": call.position})

    @extend_schema(operation_id="enter_chronology", request=EntryInput, responses={201: EntryDone})
    def post(self, request: Request, case_id: UUID) -> Response:
        """Enter what happened; the answer says which instant was understood, and what is doubtful about it."""
        by = _contributor(request, case_id)
        values = checked(EntryInput, request.data)
        exhibits = exhibits_for(case_id, who(request))
        happening = Happening(
            date_text=values["date_text"],
            zone=values["zone"],
            summary=values["summary"],
            precision=Precision(values["precision"]) if values["precision"] else None,
            parties=_parties(values.get("entities", ()), case_id=case_id),
            citations=_citations(values.get("citations", ()), exhibits=exhibits),
        )

        def run(at: datetime) -> dict[str, Any]:
            row = queries.entry(
                services.enter_chronology(case_id=case_id, happening=happening, by=by, at=at, entry_id=uuid4())
            )
            return {"id": str(row.id), "number": row.number, "utc": _utc(row.utc), "flags": row.flags}

        return run_once(request, run=run)


def _call(request: Request, case_id: UUID) -> CaseCall:
    return case_call(request, case_id, Action.READ_RECORDS)


def _contributor(request: Request, case_id: UUID) -> UUID:
    check_may(requester(request), Action.CONTRIBUTE, case_id)()
    return requester(request)


def _require_version(expected: int | None, entity_id: UUID) -> None:
    require_version(expected, current=queries.entity(entity_id).version, stream_id=f"entity-{entity_id}")


def _saying(values: dict[str, Any], *, exhibits: Exhibits) -> services.Saying:
    grade = Grade(
        reliability=Reliability(values.pop("reliability")), credibility=Credibility(values.pop("credibility"))
    )
    cited = _citations(values.pop("citations", ()), exhibits=exhibits)
    validity = _validity(values)
    return services.Saying(**{**values, **validity}, citations=cited, grade=grade)


def _validity(values: dict[str, Any]) -> dict[str, Any]:
    return {field: partial_date(values.pop(field, ""), field=field) for field in ("valid_from", "valid_to")}


def _citations(given: Iterable[dict[str, str]], *, exhibits: Exhibits) -> tuple[Citation, ...]:
    known = {key: one.id for one in exhibits.values() for key in (one.number.casefold(), str(one.id))}
    found = []
    for one in given:
        exhibit_id = known.get(one["exhibit"].strip().casefold())
        if exhibit_id is None:
            raise BadInput("A citation names an exhibit that this case does not have.", field="citations")
        found.append(Citation(exhibit_id=exhibit_id, pin=parse_pin(one["pin"])))
    return tuple(found)


def _parties(ids: Iterable[UUID], *, case_id: UUID) -> tuple[tuple[UUID, UUID], ...]:
    known, wanted = {row.id for row in queries.entities(case_id)}, tuple(ids)
    if set(wanted) - known:
        raise BadInput("There is no such entity in this case.", field="entities")
    return tuple((id, case_id) for id in wanted)


def _entity(row: Entity, stated: Iterable[Statement], *, exhibits: Exhibits) -> dict[str, Any]:
    statements = [
        {
            **_taken(one, _STATEMENT),
            "citations": _shown(one.citations, exhibits=exhibits),
            "check": _taken(found, _CHECK) if (found := checked_identifier(row, one)) else None,
        }
        for one in stated
    ]
    return {**_taken(row, _ENTITY), "case": row.case_id, "statements": statements}


def _link(row: Link, *, exhibits: Exhibits) -> dict[str, Any]:
    ends = {"case": row.case_id, "source": row.source_id, "target": row.target_id}
    return {**_taken(row, _LINK), **ends, "citations": _shown(row.citations, exhibits=exhibits)}


def _entry(row: Entry, *, exhibits: Exhibits) -> dict[str, Any]:
    cited = _shown(row.citations, exhibits=exhibits)
    return {**_taken(row, _ENTRY), "case": row.case_id, "entities": row.party_ids, "citations": cited}


def _shown(stored: Iterable[Mapping[str, str]], *, exhibits: Exhibits) -> list[dict[str, str | None]]:
    """Citations; of an exhibit that the caller may not read nothing is said."""
    found: list[dict[str, str | None]] = []
    for one in stored:
        known = exhibits.get(UUID(one["exhibit"]))
        found.append(
            {"exhibit": str(known.id), "number": known.number, "pin": one["pin"]}
            if known
            else {"exhibit": None, "number": "", "pin": ""}
        )
    return found


def _taken(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _by_entity(stated: Iterable[Statement]) -> dict[UUID, list[Statement]]:
    found: defaultdict[UUID, list[Statement]] = defaultdict(list)
    for row in stated:
        found[row.entity_id].append(row)
    return found


def _key(number: str, id: UUID) -> str:
    letters, digits, part = queries.number_key(number)
    return f"{letters} {digits:08} {part:03} {id}"


def _utc(at: datetime) -> str:
    return utc_text(at).replace(".000000Z", "Z")
