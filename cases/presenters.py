"""Events of a case as lines of a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from accounts import queries as accounts
from ledger.domain.events import Recorded
from ledger.sentences import tell


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event in words."""

    actor: str
    sentence: str
    event: Recorded
    family: str


def lines(events: Iterable[Recorded]) -> list[Line]:
    """Events as sentences with names; names are looked up once for all."""
    listed = list(events)
    names = accounts.names({person for item in listed for person in _people(item)})

    def name_of(id: UUID | None) -> str:
        return names.get(id, "somebody") if id else "nobody"

    return [
        Line(
            actor=name_of(item.meta.actor_id),
            sentence=tell(item, name_of),
            event=item,
            family=item.meta.stream_id.split("-", 1)[0],
        )
        for item in listed
    ]


def _people(item: Recorded) -> Iterator[UUID]:
    yield item.meta.actor_id
    for value in vars(item.event).values():
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, UUID))
