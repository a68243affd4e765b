"""Searches that people asked before."""

from uuid import UUID

from ledger.domain.errors import NotFound
from search.models import Search


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
