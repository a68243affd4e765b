"""Which exhibits can be cited, and how citations are written and shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.queries import Person
from cases.visibility import FieldMemo, field_rule
from entities.domain.citations import Citation, parse_pin
from evidence.permissions import readable_exhibits
from ledger.domain.errors import BadInput, Refused

WITHHELD = "a withheld exhibit"


@dataclass(frozen=True, kw_only=True)
class CitableExhibit:
    """An exhibit as far as citing needs it."""

    id: UUID
    number: str  # such as
    title: str = ""
    is_citable: bool = True  # false while its bytes are in doubt


class NotCitable(Refused):
    """Nothing new rests on bytes that are in doubt."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} cannot be cited: its content is in doubt or not there yet.")


def exhibits_for(case_id: UUID, who: Person) -> dict[UUID, CitableExhibit]:
    """Exhibits of a case that a person may read, by id."""
    return {
        row.id: CitableExhibit(
            id=row.id,
            number=row.number,
            title=row.title,
            is_citable=not (row.quarantine_reason or row.successor_id or row.open_incidents),
        )
        for row in readable_exhibits(who).filter(case_id=case_id)
    }


def check_citations(citations: Iterable[Citation], *, case_id: UUID, who: Person) -> None:
    """Refuse citations of what the person cannot cite.

    Raises:
        BadInput: there is no such exhibit in this case for this person.
        NotCitable: its content is in doubt.
    """
    wanted = {one.exhibit_id for one in citations}
    known = exhibits_for(case_id, who) if wanted else {}
    for exhibit_id in wanted:
        if exhibit_id not in known:
            raise BadInput("A citation names an exhibit that this case does not have.", field="citations")
        if not known[exhibit_id].is_citable:
            raise NotCitable(known[exhibit_id].number)


def read_citations(text: str, *, exhibits: Mapping[UUID, CitableExhibit]) -> tuple[Citation, ...]:
    """Read citations as people write them, one a line: `X-14 p.3`, `X-06 sheet K1 rows 4-9`.

    Raises:
        BadInput: an unknown exhibit or a place that cannot be read.
    """
    by_number = {one.number.upper(): one.id for one in exhibits.values()}
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        number, _, pin = line.partition(" ")
        if number.upper() not in by_number:
            raise BadInput(f"There is no exhibit {number[:40]} in this case.", field="citations")
        found.append(Citation(exhibit_id=by_number[number.upper()], pin=parse_pin(pin)))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class ShownCitation:
    """A citation in words, with the exhibit that it leads to when the reader may read it."""

    words: str
    exhibit_id: UUID | None = None


def shown_citations(
    stored: Iterable[Mapping[str, str]], *, exhibits: Mapping[UUID, CitableExhibit]
) -> list[ShownCitation]:
    """Citations out of a table; of an exhibit that the reader may not read nothing is said."""
    return [
        ShownCitation(words=f"{known.number} {one['pin']}", exhibit_id=known.id)
        if (known := exhibits.get(UUID(one["exhibit"])))
        else ShownCitation(words=WITHHELD)
        for one in stored
    ]


@field_rule("citations")
def readable_citations(
    value: list[dict[str, Any]], *, case_id: UUID, who: Person, memo: FieldMemo
) -> list[dict[str, Any]]:
    """Citations inside an event; of an exhibit that is not for the reader nothing is said."""
    if case_id not in memo:
        memo[case_id] = {str(id) for id in exhibits_for(case_id, who)}
    return [one if one["exhibit_id"] in memo[case_id] else {"exhibit_id": None, "pin": None} for one in value]
