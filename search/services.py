"""Commands about searches: ask, keep, forget."""

from datetime import datetime
from uuid import UUID, uuid4

from ledger.domain.errors import BadInput, NotFound
from search.models import Search

LONGEST = 2_000


def ask(*, text: str, by: UUID, at: datetime) -> UUID:
    """Store what is asked, so that it has an address without its words.

    Raises:
        BadInput: too long.
    """
    if len(text) > LONGEST:
        raise BadInput(f"A search has at most {LONGEST:,} characters.", field="query")
    return Search.objects.create(id=uuid4(), owner_id=by, text=text.replace("\x00", " "), asked_at=at).id


def keep(*, search_id: UUID, name: str, by: UUID) -> None:
    """Keep a search under a name.

    Raises:
        NotFound: it is not this person's.
        BadInput: no name.
    """
    if not name.strip():
        raise BadInput("Give the search a name.", field="name")
    if not Search.objects.filter(pk=search_id, owner_id=by).update(name=name.strip()[:120]):
        raise NotFound


def forget(*, search_id: UUID, by: UUID) -> None:
    """Keep a search no longer.

    Raises:
        NotFound: it is not this person's.
    """
    if not Search.objects.filter(pk=search_id, owner_id=by).update(name=""):
        raise NotFound
