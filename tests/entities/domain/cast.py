"""Things of one case for the tests of this folder, and replay of what was decided."""

from typing import TypeVar
from uuid import UUID

import ledger.codec
from entities.domain.citations import Citation, Page
from entities.domain.entity import Entity
from ledger.domain.aggregate import Aggregate

CASE, OTHER_CASE = UUID(int=100, version=4), UUID(int=101, version=4)
X05_P3 = Citation(exhibit_id=UUID(int=205, version=4), pin=Page(number=3))
X14 = Citation(exhibit_id=UUID(int=214, version=4))

AnyAggregate = TypeVar("AnyAggregate", bound=Aggregate)


def key(number: int) -> UUID:
    return UUID(int=1000 + number, version=4)


def entity(number: int = 3, *, kind: str = "Company", case_id: UUID = CASE) -> Entity:
    made = Entity(key(number))
    made.create(case_id=case_id, number=f"E{number:02}", kind=kind)
    return made


def replayed(live: AnyAggregate) -> AnyAggregate:
    """A second object from the stored form of the first one's events."""
    again = type(live)(live.id)
    again.fold(
        ledger.codec.decode(one.event_type, one.schema_version, ledger.codec.encode(one)) for one in live.pending
    )
    return again


def state(live: Aggregate) -> dict[str, object]:
    return {name: value for name, value in vars(live).items() if name not in {"version", "pending", "pending_when"}}
