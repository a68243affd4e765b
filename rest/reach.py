"""How far the token of the present call reaches; every question about rights asks it besides the person's rights."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

EVERY_CASE = "*"


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Cases that a token was made for. Whoever reaches every case reaches no walled one that is not named."""

    named: frozenset[UUID]
    every_case: bool

    def allows(self, case_id: UUID, *, is_walled: bool) -> bool:
        """True when the token reaches the case."""
        return case_id in self.named or (self.every_case and not is_walled)


_current: ContextVar[tuple[UUID, Reach] | None] = ContextVar("reach", default=None)


def reach_from(cases: list[str]) -> Reach:
    """The reach as a token keeps it: ids of cases, and `*` for every case."""
    return Reach(named=frozenset(UUID(one) for one in cases if one != EVERY_CASE), every_case=EVERY_CASE in cases)


def bind(person_id: UUID, reach: Reach) -> None:
    """Hold the rest of this call to a token's reach; `Endpoint` runs each call in a context of its own."""
    _current.set((person_id, reach))


def reach_of(person_id: UUID) -> Reach | None:
    """What the present call's token lets this person reach; None without a token: all that the person may."""
    bound = _current.get()
    return bound[1] if bound and bound[0] == person_id else None
