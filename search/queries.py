"""Searches that people asked before, and alerts. Rights are asked by the caller."""

from collections.abc import Iterable
from uuid import UUID

from ledger.domain.errors import NotFound
from search.models import Alert, Search
from search.parser import PARSER_VERSION, parse


def of_owner(search_id: UUID, *, owner_id: UUID) -> Search:
    """A search of a person.

    Raises:
        NotFound: there is none of theirs.
    """
    found = Search.objects.filter(pk=search_id, owner_id=owner_id).first()
    if found is None:
        raise NotFound
    return found


def kept(owner_id: UUID) -> list[Search]:
    """Searches that a person keeps, by name."""
    return list(Search.objects.filter(owner_id=owner_id).exclude(name="").order_by("name", "id"))


def watched() -> list[Search]:
    """Searches of everybody that are matched against what is new."""
    rows = Search.objects.filter(is_watched=True).exclude(name="").order_by("id")
    return [row for row in rows if not is_read_differently(row)]


def is_read_differently(search: Search) -> bool:
    """Whether today's parser takes the text for another query than the one that was kept."""
    return search.parser_version != PARSER_VERSION and parse(search.text).as_understood != search.understood


def alerts_of(owner_id: UUID, *, unseen_only: bool = False, limit: int = 200) -> list[Alert]:
    """Alerts of a person's kept searches, newest first."""
    ids = [search.id for search in kept(owner_id)]
    rows = Alert.objects.filter(owner_id=owner_id, search_id__in=ids)
    return list((rows.filter(seen_at=None) if unseen_only else rows).order_by("-raised_at", "id")[:limit])


def already_raised(ids: Iterable[UUID]) -> set[UUID]:
    """Which of some alerts there are."""
    return set(Alert.objects.filter(pk__in=list(ids)).values_list("id", flat=True))
