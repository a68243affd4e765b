"""The history of an entity, a link or an entry: sentences, and old and new values in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cases.frame import CasePage
from cases.presenters import Line, lines
from cases.visibility import visible
from entities.citing import CitableExhibit, shown_citations
from entities.domain.changes import Change, changes
from entities.domain.citations import Citation
from entities.domain.kinds import PropertyType
from entities.domain.matches import MatchAnswer
from entities.models import Entity
from entities.projections import stored_citations
from ledger import store
from ledger.domain.aggregate import Aggregate

NOTHING = "nothing"
UNKNOWN = "an entity that is not in this case"
ANSWERS = {MatchAnswer.NO: "a different one", MatchAnswer.UNSURE: "unsure"}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One label with what stood there before and after."""

    label: str
    old: str  # empty when nothing stood there
    new: str


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One event in words with what it changed."""

    line: Line
    changes: list[Told]


def history_of(
    thing: Aggregate[Any],
    page: CasePage,
    *,
    entities: Mapping[UUID, Entity],
    exhibits: Mapping[UUID, CitableExhibit],
) -> list[Chapter]:
    """What happened to a thing, given empty, up to the moment of the page, as far as its reader may know."""
    recorded = list(store.read_stream(thing.stream_id, upto=page.upto))
    words = Words(entities=entities, exhibits=exhibits)
    folded = changes(thing, (item.event for item in recorded))
    told = {item.meta.position: found for item, (_, found) in zip(recorded, folded, strict=True)}
    return [
        Chapter(line=line, changes=[words.of(change) for change in told[line.event.meta.position]])
        for line in lines(visible(recorded, page.who), who=page.who)
    ]


@dataclass(frozen=True, kw_only=True)
class Words:
    """Puts values into words for one reader at one moment."""

    entities: Mapping[UUID, Entity]
    exhibits: Mapping[UUID, CitableExhibit]

    def of(self, change: Change) -> Told:
        """A change in words."""
        old = "" if change.old is None else self._say(change.old)
        return Told(label=change.label, old=old, new=self._say(change.new))

    def _say(self, value: Any) -> str:
        match value:
            case None:
                return NOTHING
            case True:
                return "yes"
            case UUID():
                return self._name(value)
            case datetime():
                return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
            case (PropertyType() as type, str() as text):
                return self._name(UUID(text)) if type is PropertyType.ENTITY else text
            case (UUID() as id, MatchAnswer() as answer):
                return f"{self._name(id)}: {ANSWERS[answer]}"
            case tuple():
                return ", ".join(self._one(one) for one in value)
            case _:
                return str(value)

    def _one(self, value: Any) -> str:
        if isinstance(value, Citation):
            return shown_citations(stored_citations([value]), exhibits=self.exhibits)[0].words
        return self._say(value)

    def _name(self, id: UUID) -> str:
        found = self.entities.get(id)
        return f"{found.number} {found.name}" if found else UNKNOWN
