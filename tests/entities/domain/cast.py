"""Things of one case for the tests of this folder."""

from uuid import UUID

from entities.domain.citations import Citation, Page
from entities.domain.entity import Entity

CASE, OTHER_CASE = UUID(int=100, version=4), UUID(int=101, version=4)
X05_P3 = Citation(exhibit_id=UUID(int=205, version=4), pin=Page(number=3))
X14 = Citation(exhibit_id=UUID(int=214, version=4))


def key(number: int) -> UUID:
    return UUID(int=1000 + number, version=4)


def entity(number: int = 3, *, kind: str = "Company", case_id: UUID = CASE) -> Entity:
    made = Entity(key(number))
    made.create(case_id=case_id, number=f"E{number:02}", kind=kind)
    return made
