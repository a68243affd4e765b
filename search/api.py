"""The address of search. Words are posted, so that no address holds them."""

from collections import Counter
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import who
from accounts.queries import Person
from cases import queries as cases
from cases.permissions import get_readable_case
from ledger.domain.errors import BadInput, NotFound
from rest.endpoints import Endpoint
from rest.moments import moment_of
from rest.positions import PREFIX, position_of, position_text
from rest.refusals import NotIndexedYet
from rest.serializers import checked
from search import answers
from search.domain.documents import Facet, Found, Hit, Want
from search.freshness import reached
from search.permissions import case_of, scope_of
from search.serializers import FoundShape, SearchInput

LONGEST_WAIT_SECONDS = 5.0


class Search(Endpoint):
    """Finds what the caller may read."""

    writes = "search:read"
    is_query = True
    cost = 5

    @extend_schema(operation_id="search", request=SearchInput, responses={200: FoundShape})
    def post(self, request: Request) -> Response:
        """Search. A position in `after` waits up to 5 seconds for the index, then answers 503."""
        reader, values = who(request), checked(SearchInput, request.data)
        after = values["after"]
        wait_for = position_of(after, field="after") if after.startswith(PREFIX) else 0
        want = Want(size=values["limit"], after="" if wait_for else after, chosen=_chosen(values, reader))
        if wait_for and not reached(wait_for, within=LONGEST_WAIT_SECONDS):
            raise NotIndexedYet
        answer = answers.search(values["query"], who=reader, want=want)
        _refuse_the_past(values["as_of"], answer.found)
        return Response(
            {
                "hits": [_hit(hit, answer) for hit in answer.found.hits],
                "facets": _facets(answer),
                "notes": list(answer.parsed.notes),
                "understood": answer.parsed.as_understood,
                "suggestion": answer.found.suggestion,
                "total": answer.found.total,
                "as_of_position": position_text(answer.found.position),
                "next": answer.found.next or None,
            }
        )


def _chosen(values: dict[str, Any], who: Person) -> dict[Facet, frozenset[str]]:
    chosen: dict[Facet, frozenset[str]] = {"kind": frozenset(values["kinds"])} if values.get("kinds") else {}
    if values["case"]:
        wanted = str(get_readable_case(who, _case_id(values["case"])).id)
        chosen["case"] = frozenset(key for key in scope_of(who).cases if case_of(key) == wanted) or frozenset({wanted})
    return chosen


def _case_id(text: str) -> UUID:
    found = cases.case_by_reference(text)
    if found is not None:
        return found.id
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def _refuse_the_past(text: str, found: Found) -> None:
    """The index holds the present alone; a moment behind it would be answered wrongly."""
    upto = moment_of(text)
    if upto is not None and upto < found.position:
        raise BadInput("Search answers as of now. Read cases and their things with as_of instead.", field="as_of")


def _hit(hit: Hit, answer: answers.Answer) -> dict[str, Any]:
    kind, _, id = (hit.root or hit.id).partition(":")
    case_id = case_of(hit.case)
    return {
        "kind": kind,
        "id": id,
        "case": case_id,
        "reference": answer.references.get(case_id, ""),
        "title": hit.title,
        "fragments": list(hit.fragments),
        "pin": answer.places.get(hit.id, ""),
    }


def _facets(answer: answers.Answer) -> dict[str, list[dict[str, Any]]]:
    """Counts of values; the compartments of a case are one case here."""
    shown: dict[str, list[dict[str, Any]]] = {}
    for name, lines in answer.found.facets.items():
        counts: Counter[str] = Counter()
        for line in lines:
            counts[case_of(line.key) if name == "case" else line.key] += line.count
        shown[name] = [{"key": key, "count": count} for key, count in counts.most_common() if key]
    return shown
