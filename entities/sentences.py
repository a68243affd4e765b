"""What happened to entities, links and the chronology, in words, and what they are called."""

from collections.abc import Iterator, Sequence
from typing import cast, get_args
from uuid import UUID

from cases.naming import named
from entities.domain import entry_events as n
from entities.domain import events as e
from entities.domain import link_events as k
from entities.domain.catalogue import CATALOGUE
from entities.domain.citations import Citation, pin_text
from entities.domain.entity import Entity
from entities.domain.kinds import KINDS
from entities.domain.validity import PartialDate
from ledger.domain.events import Recorded
from ledger.sentences import NameOf, sentence


@named("entity", *get_args(e.EntityEvent))
def entity_names(id: UUID, events: Sequence[Recorded]) -> Iterator[str]:
    """The leading name after each event."""
    entity = Entity(id)
    for item in events:
        entity.fold([cast(e.EntityEvent, item.event)])
        yield entity.display_name


@named("link", k.LinkAsserted)
def link_names(_: UUID, events: Sequence[Recorded]) -> Iterator[str]:
    """Its number, such as L07."""
    yield from (item.event.number for item in events if isinstance(item.event, k.LinkAsserted))


@named("entry", n.EntryEntered)
def entry_names(_: UUID, events: Sequence[Recorded]) -> Iterator[str]:
    """Its number, such as EV08."""
    yield from (item.event.number for item in events if isinstance(item.event, n.EntryEntered))


@sentence(e.EntityCreated)
def entity_created(event: e.EntityCreated, _: NameOf) -> str:
    return f"added {event.number} ({KINDS[event.kind].label.lower()})"


@sentence(e.EntityDescribed)
def entity_described(event: e.EntityDescribed, _: NameOf) -> str:
    return "described the entity anew"


@sentence(e.KindChanged)
def kind_changed(event: e.KindChanged, _: NameOf) -> str:
    return f"called the entity a {KINDS[event.kind].label.lower()}: {event.reason}"


@sentence(e.StatementMade)
def statement_made(event: e.StatementMade, _: NameOf) -> str:
    source = f" by {event.said_by}" if event.said_by else ""
    return f"stated {event.property} “{event.value}”{source}, grade {event.reliability}{event.credibility}"


@sentence(e.StatementCited)
def statement_cited(event: e.StatementCited, name_of: NameOf) -> str:
    return f"cited one more place for a statement ({_place(event.citation, name_of)})"


@sentence(e.StatementGraded)
def statement_graded(event: e.StatementGraded, _: NameOf) -> str:
    return f"graded a statement {event.reliability}{event.credibility}: {event.reason}"


@sentence(e.StatementWithdrawn)
def statement_withdrawn(event: e.StatementWithdrawn, _: NameOf) -> str:
    return f"withdrew a statement: {event.reason}"


@sentence(e.StatementPreferred)
def statement_preferred(event: e.StatementPreferred, _: NameOf) -> str:
    return "chose which statement is shown first"


@sentence(e.EntityAbsorbed)
def entity_absorbed(event: e.EntityAbsorbed, name_of: NameOf) -> str:
    return f"recognised {name_of(event.other_id)} as this entity"


@sentence(e.EntitySeparated)
def entity_separated(event: e.EntitySeparated, name_of: NameOf) -> str:
    return f"held {name_of(event.other_id)} to be a different entity again: {event.reason}"


@sentence(e.EntityMerged)
def entity_merged(event: e.EntityMerged, name_of: NameOf) -> str:
    return f"merged the entity into {name_of(event.into_id)}{_by(event.grounds)}: {event.reason}"


@sentence(e.EntityUnmerged)
def entity_unmerged(event: e.EntityUnmerged, _: NameOf) -> str:
    return f"undid the merge of the entity: {event.reason}"


@sentence(e.MatchRejected)
def match_rejected(event: e.MatchRejected, name_of: NameOf) -> str:
    return f"held {name_of(event.other_id)} to be a different entity{_by(event.grounds)}: {event.reason}"


@sentence(e.MatchLeftOpen)
def match_left_open(event: e.MatchLeftOpen, name_of: NameOf) -> str:
    remark = f": {event.remark}" if event.remark else ""
    return f"could not tell whether {name_of(event.other_id)} is this entity{_by(event.grounds)}{remark}"


@sentence(k.LinkAsserted)
def link_asserted(event: k.LinkAsserted, name_of: NameOf) -> str:
    span = _span(event.valid_from, event.valid_to)
    said = f"{name_of(event.source_id)} {CATALOGUE[event.kind].forward} {name_of(event.target_id)}"
    return f"asserted the link {event.number} “{said}”{span}, {event.confidence} confidence"


@sentence(k.LinkCorrected)
def link_corrected(event: k.LinkCorrected, _: NameOf) -> str:
    span = _span(event.valid_from, event.valid_to)
    return f"corrected the link to {event.confidence} confidence{span}: {event.reason}"


@sentence(k.LinkCited)
def link_cited(event: k.LinkCited, name_of: NameOf) -> str:
    return f"cited one more place for the link ({_place(event.citation, name_of)})"


@sentence(k.LinkReviewed)
def link_reviewed(event: k.LinkReviewed, _: NameOf) -> str:
    return "reviewed the link" + (f": {event.remark}" if event.remark else "")


@sentence(k.LinkWithdrawn)
def link_withdrawn(event: k.LinkWithdrawn, _: NameOf) -> str:
    return f"withdrew the link: {event.reason}"


@sentence(k.LinkRestored)
def link_restored(event: k.LinkRestored, _: NameOf) -> str:
    return f"let the link stand again: {event.reason}"


@sentence(n.EntryEntered)
def entry_entered(event: n.EntryEntered, _: NameOf) -> str:
    return f"entered {event.number} ({_when(event)}): {event.summary}"


@sentence(n.EntryCorrected)
def entry_corrected(event: n.EntryCorrected, _: NameOf) -> str:
    return f"corrected the entry to “{event.summary}” ({_when(event)}): {event.reason}"


@sentence(n.EntryWithdrawn)
def entry_withdrawn(event: n.EntryWithdrawn, _: NameOf) -> str:
    return f"withdrew the entry: {event.reason}"


def _by(grounds: tuple[str, ...]) -> str:
    return f" (by {', '.join(grounds)})" if grounds else ""


def _when(event: n.EntryEntered | n.EntryCorrected) -> str:
    return f"{event.date_text} {event.zone}".strip()


def _span(valid_from: PartialDate | None, valid_to: PartialDate | None) -> str:
    return f" from {valid_from or 'unknown'} to {valid_to or 'open'}" if valid_from or valid_to else ""


def _place(citation: Citation, name_of: NameOf) -> str:
    return f"{name_of(citation.exhibit_id)} {pin_text(citation.pin)}".strip()
