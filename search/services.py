"""Commands about searches: ask, keep, forget; and about alerts: raise, see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from accounts.domain.actor import SYSTEM_ID
from ledger import store
from ledger.domain.errors import BadInput, NotFound
from ledger.unit_of_work import unit_of_work
from search import queries
from search.domain.alert import Alert, alert_id
from search.models import Search
from search.parser import PARSER_VERSION, parse

LONGEST = 2_000


def ask(*, text: str, by: UUID, at: datetime) -> UUID:
    """Store what is asked, so that it has an address without its words.

    Raises:
        BadInput: too long.
    """
    if len(text) > LONGEST:
        raise BadInput(f"A search has at most {LONGEST:,} characters.", field="query")
    return Search.objects.create(id=uuid4(), owner_id=by, text=text.replace("\x00", " "), asked_at=at).id


def keep(*, search_id: UUID, name: str, is_watched: bool = False, by: UUID) -> None:
    """Keep a search under a name; a watched one tells of what is recorded from now on.

    Raises:
        NotFound: it is not this person's.
        BadInput: no name.
    """
    if not name.strip():
        raise BadInput("Give the search a name.", field="name")
    search = queries.of_owner(search_id, owner_id=by)
    is_new_watch = is_watched and not (search.is_watched and search.name)
    Search.objects.filter(pk=search_id).update(
        name=name.strip()[:120],
        understood=parse(search.text).as_understood,
        parser_version=PARSER_VERSION,
        is_watched=is_watched,
        watched_since=store.head_position() if is_new_watch else search.watched_since,
    )


def forget(*, search_id: UUID, by: UUID) -> None:
    """Keep a search no longer, and be told of its matches no longer.

    Raises:
        NotFound: it is not this person's.
    """
    if not Search.objects.filter(pk=search_id, owner_id=by).update(name="", is_watched=False):
        raise NotFound


@dataclass(frozen=True, kw_only=True)
class News:
    """A thing that is new and that a watched search finds."""

    search_id: UUID
    owner_id: UUID
    thing: str
    case_id: UUID


def raise_alerts(news: Iterable[News], *, at: datetime) -> None:
    """Tell owners of watched searches what they find; of each thing once."""
    by_id = {alert_id(one.search_id, one.thing): one for one in news}
    new = by_id.keys() - queries.already_raised(by_id)
    if not new:
        return
    with unit_of_work(actor_id=SYSTEM_ID, at=at) as work:
        for id in sorted(new):
            one = by_id[id]
            work.load_or_create(Alert, id).raise_for(
                search_id=one.search_id, owner_id=one.owner_id, thing=one.thing, case_id=one.case_id
            )


def see_alerts(ids: Iterable[UUID], *, by: UUID, at: datetime) -> None:
    """Note that a person has seen alerts of theirs; those of others are passed over."""
    mine = {alert.id for alert in queries.alerts_of(by, unseen_only=True)} & set(ids)
    with unit_of_work(actor_id=by, at=at) as work:
        for id in sorted(mine):
            work.load(Alert, id).see()
