"""Addresses of cases and the feed of events; rooms above build theirs on `case_call`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import who
from accounts.domain.markings import Marking
from accounts.queries import Person
from cases import feed, queries, services
from cases.domain.stages import TRANSITIONS, Outcome, Stage, transitions_from
from cases.models import Case
from cases.permissions import Action, check_can_open, check_transition, get_readable_case, readable_by
from cases.serializers import (
    STAGES,
    CaseDone,
    CaseShape,
    CasesShape,
    EventsShape,
    MoveInput,
    OpenCaseInput,
    WholeCaseShape,
)
from ledger import store
from ledger.domain.errors import BadInput, NotFound
from ledger.domain.events import event_classes
from rest import paging, waiting
from rest.commands import expected_version, run_once, tagged
from rest.endpoints import Endpoint, requester
from rest.moments import AS_OF, as_of_text, moment
from rest.positions import position_of, position_text
from rest.serializers import Done, checked

FEED_LIMIT = 500
LISTED = AS_OF | paging.PARAMETERS


@dataclass(frozen=True, kw_only=True)
class CaseCall:
    """A reader in front of a case, now (`upto` is None) or as of a position."""

    case: Case
    who: Person
    upto: int | None

    @property
    def position(self) -> str:
        """What the answer is as of."""
        return as_of_text(self.upto)


def case_call(request: Request, case_id: UUID, action: Action = Action.READ) -> CaseCall:
    """The case for the caller; today's rights decide, whatever moment is asked for.

    Raises:
        NotFound: there is no such case for this person.
        BadInput: `as_of` names no moment of the case.
    """
    reader = who(request)
    case = get_readable_case(reader, case_id, action)
    upto = moment(request)
    if upto is not None and not store.count_of_scope(case_id, upto=upto):
        raise BadInput("This case had not begun by then.", field="as_of")
    return CaseCall(case=case, who=reader, upto=upto)


class Cases(Endpoint):
    """Every case that the caller may read; opens new ones."""

    reads, writes = "cases:read", "cases:write"
    parameters = LISTED | {"stage"}

    @extend_schema(
        operation_id="list_cases",
        responses=CasesShape,
        parameters=[OpenApiParameter("stage", str, enum=STAGES, description="Only cases of this stage.")],
    )
    def get(self, request: Request) -> Response:
        """Cases in order of reference."""
        stage, upto = request.query_params.get("stage", ""), moment(request)
        if stage and stage not in STAGES:
            raise BadInput("There is no such stage.", field="stage")
        page = _past_page(request, stage, upto) if upto is not None else _page(request, stage)
        page["as_of_position"] = as_of_text(upto)
        return paging.linked(request, page)

    @extend_schema(operation_id="open_case", request=OpenCaseInput, responses={201: Done})
    def post(self, request: Request) -> Response:
        """Open a case."""
        values = checked(OpenCaseInput, request.data)
        values["marking"] = Marking(values["marking"])
        check_can_open(requester(request), values["marking"])()

        def run(at: datetime) -> dict[str, Any]:
            return {"id": str(services.open_case(**values, by=requester(request), at=at, case_id=uuid4()))}

        response = run_once(request, run=run)
        response["Location"] = f"{request.path.rstrip('/')}/{response.data['id']}"
        return response


class OneCase(Endpoint):
    """One case."""

    reads = "cases:read"
    parameters = AS_OF

    @extend_schema(operation_id="read_case", responses=WholeCaseShape)
    def get(self, request: Request, case_id: UUID) -> Response:
        """The case with its team, and its version as ETag."""
        call = case_call(request, case_id)
        case = queries.case(case_id, upto=call.upto)
        shown = {
            **CaseShape(case).data,
            "team": [
                {"person_id": row.person_id, "role": row.role, "since": row.since}
                for row in queries.members(case_id, upto=call.upto)
            ],
            "transitions": [way.name for way in transitions_from(Stage(case.stage))],
            "as_of_position": call.position,
        }
        return tagged(Response(shown), case.version)


class Move(Endpoint):
    """A transition of the lifecycle."""

    writes = "cases:write"
    needs_version = True

    @extend_schema(
        operation_id="move_case",
        request=MoveInput,
        responses={200: CaseDone},
        parameters=[OpenApiParameter("transition", str, OpenApiParameter.PATH, enum=list(TRANSITIONS))],
    )
    def post(self, request: Request, case_id: UUID, transition: str) -> Response:
        """Make the transition; which fields it needs besides `reason`, docs/lifecycle.md says."""
        if transition not in TRANSITIONS:
            raise NotFound
        by = requester(request)
        check_transition(by, transition, case_id)()
        values, version = checked(MoveInput, request.data), expected_version(request)
        if "outcome" in values:
            values["outcome"] = Outcome(values["outcome"])

        def run(at: datetime) -> dict[str, Any]:
            services.move_case(case_id=case_id, transition=transition, **values, by=by, at=at, expected_version=version)
            return {"id": str(case_id), "version": queries.case(case_id).version}

        response = run_once(request, run=run, status=200)
        return tagged(response, response.data["version"])


class Events(Endpoint):
    """The feed: every event that the caller may see today, in order of commit, without a hole."""

    reads = "events:read"
    parameters = AS_OF | {"after", "limit", "types", "wait"}

    @extend_schema(operation_id="list_events", responses=EventsShape)
    def get(self, request: Request) -> Response:
        """Events behind `after`. A page may be empty and yet not the end: go on from `next`."""
        after, upto = request.query_params.get("after", ""), moment(request)
        ask = partial(
            feed.page,
            who(request),
            upto=upto,
            limit=paging.limit_of(request, default=FEED_LIMIT),
            types=_types(request.query_params.get("types", "")),
        )
        page, seconds = ask(after=position_of(after, field="after") if after else 0), _wait_of(request)
        if page.items or upto is not None or not seconds:
            return Response(_feed(page, upto=upto))
        with waiting.seat() as is_seated:
            page = _awaited(ask, page, until=monotonic() + seconds) if is_seated else page
        return Response(_feed(page, upto=upto), headers=None if is_seated else {"Retry-After": "1"})


def _awaited(ask: Callable[..., feed.Page], page: feed.Page, *, until: float) -> feed.Page:
    """The first page that holds something for the caller, or the last one before the time was over."""
    while not page.items and waiting.wait_for_news(behind=page.seen, until=until):
        page = ask(after=page.seen)
    return page


def _feed(page: feed.Page, *, upto: int | None) -> dict[str, Any]:
    end = store.head_position() if upto is None else upto
    return {
        "events": page.items,
        "next": position_text(page.seen),
        "is_end": page.seen >= end,
        "as_of_position": as_of_text(upto),
    }


def _wait_of(request: Request) -> int:
    text = request.query_params.get("wait") or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= waiting.LONGEST_SECONDS):
        raise BadInput(f"A call waits 0 to {waiting.LONGEST_SECONDS} seconds.", field="wait")
    return int(text)


def _types(text: str) -> frozenset[str] | None:
    wanted = frozenset(word.strip() for word in text.split(",") if word.strip())
    if wanted - event_classes.keys() - {feed.ACCESS_ENDED}:
        raise BadInput("There is no such type of event.", field="types")
    return wanted or None


def _page(request: Request, stage: str) -> dict[str, Any]:
    window = paging.window_of(request)
    rows = readable_by(who(request)).filter(reference__gt=window.after).order_by("reference")
    found: Iterable[Case] = (rows.filter(stage=stage) if stage else rows)[: window.limit + 1]
    page: dict[str, Any] = paging.shaped(request, rows=list(found), key=lambda case: case.reference, show=_shown)
    return page


def _past_page(request: Request, stage: str, upto: int) -> dict[str, Any]:
    ids = readable_by(who(request)).values_list("id", flat=True)
    cases = [queries.case(id, upto=upto) for id in ids if store.count_of_scope(id, upto=upto)]
    rows = [case for case in cases if not stage or case.stage == stage]
    page: dict[str, Any] = paging.page_of(request, rows=rows, key=lambda case: case.reference, show=_shown)
    return page


def _shown(case: Case) -> dict[str, Any]:
    return dict(CaseShape(case).data)
