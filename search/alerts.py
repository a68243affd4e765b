"""Watched searches: matched against what a page of events brought, and shown to their owners.

Rights are asked twice: what the owner may read when something is found, and again when the alert is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.queries import Person, person
from ledger.domain.events import Recorded
from search import answers, queries
from search.domain.documents import Doc, Scope
from search.engine import engine
from search.models import Alert, Search
from search.permissions import case_of, scope_of
from search.saved import Saved, SavedSearches
from search.services import News

NEWS = {
    "case.opened": "case",
    "case.described": "case",
    "case.question_asked": "question",
    "case.question_answered": "question",
    "case.task_added": "task",
    "case.task_changed": "task",
    "case.note_written": "note",
    "case.note_revised": "note",
    "exhibit.received": "exhibit",
    "exhibit.described": "exhibit",
    "exhibit.step_finished": "exhibit",
    "entity.created": "entity",
    "entity.described": "entity",
    "entity.statement_made": "entity",
    "link.asserted": "link",
    "link.corrected": "link",
    "entry.entered": "entry",
    "entry.corrected": "entry",
    "dossier.requested": "dossier",
    "dossier.revised": "dossier",
}
"""Events that bring words, and the kind of thing whose words they are; the others change what is known already."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An alert as its owner may see it now."""

    alert: Alert
    search_name: str
    doc: Doc


def news_in(page: Sequence[Recorded], found: Iterable[Doc]) -> list[News]:
    """What the watched searches find among the documents that a page of events brought words to."""
    watched = {str(search.id): search for search in queries.watched()}
    brought = {thing: item for item in page if (thing := _thing(item))} if watched else {}
    if not brought:
        return []
    scopes = {owner: scope_of(person(owner)) for owner in {search.owner_id for search in watched.values()}}
    filed = _filed(watched, scopes)
    by_owner = {str(owner): scope for owner, scope in scopes.items()}
    hits = ((doc, hit) for doc in found if doc.group in brought for hit in filed.matching(doc, by_owner.get))
    return [
        News(search_id=UUID(hit.id), owner_id=UUID(hit.owner), thing=doc.group, case_id=UUID(case_of(doc.case)))
        for doc, hit in hits
        if _is_news(brought[doc.group], watched[hit.id])
    ]


def shown(who: Person, *, unseen_only: bool = False) -> list[Shown]:
    """Alerts of a person on things that they may read today, newest first."""
    alerts = queries.alerts_of(who.id, unseen_only=unseen_only)
    if not alerts:
        return []
    names = {search.id: search.name for search in queries.kept(who.id)}
    docs = {doc.id: doc for doc in engine().fetch([alert.thing for alert in alerts], scope_of(who))}
    return [
        Shown(alert=alert, search_name=names[alert.search_id], doc=docs[alert.thing])
        for alert in alerts
        if alert.thing in docs
    ]


def count_unseen(who: Person) -> int:
    """How many alerts wait for a person, as far as they may read them today."""
    return len(shown(who, unseen_only=True))


def _thing(item: Recorded) -> str:
    kind = NEWS.get(item.event.event_type, "")
    own = getattr(item.event, f"{kind}_id", None) if kind in {"question", "task", "note"} else None
    return f"{kind}:{own or item.meta.stream_id.partition('-')[2]}" if kind else ""


def _filed(watched: dict[str, Search], scopes: dict[UUID, Scope]) -> SavedSearches:
    return SavedSearches(
        Saved(
            id=id,
            owner=str(search.owner_id),
            tree=answers.read(search.text, who=person(search.owner_id), scope=scopes[search.owner_id])[1],
        )
        for id, search in watched.items()
    )


def _is_news(item: Recorded, search: Search) -> bool:
    """What happened before the search was watched, or by its owner's own hand, is no news to them."""
    return item.meta.position > search.watched_since and item.meta.actor_id != search.owner_id
