"""The reader of the log that feeds the index."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import uuid5

from ledger import store
from ledger.commands import within
from ledger.consumers import consumer
from ledger.domain.events import Recorded
from search.alerts import news_in
from search.documents import Documents
from search.domain.documents import Doc
from search.engine import engine
from search.services import raise_alerts

WHOLE_CASE = {
    "case.walled",
    "case.unwalled",
    "case.marking_raised",
    "case.marking_lowered",
    "erasure.executed",
}


@consumer("search")
def index(page: Sequence[Recorded]) -> None:
    """Write whole documents of everything that a page of events touched; repeating it changes nothing.

    An index that lacks what lies before the page, or was analysed by other rules, is made anew first.
    """
    if not page:
        return
    if engine().is_outdated or engine().position() < page[0].meta.position - 1:
        fill()
    found = put(page)
    with within(uuid5(page[-1].meta.event_id, "alerts")):
        raise_alerts(news_in(page, found), at=page[-1].meta.recorded_at)


def put(page: Sequence[Recorded]) -> list[Doc]:
    """Write the documents of what a page touched, as the tables stand now, in whatever order pages come.

    Returns:
        The documents.
    """
    upto = page[-1].meta.position
    found = list(_documents(page, upto))
    engine().apply([*found, *_tombstones(found)], upto)
    return found


def fill() -> int:
    """Make a new index from the tables and swap it in; the old one answers meanwhile.

    Returns:
        The number of documents.
    """
    upto, count = store.head_position(), 0
    with engine().rebuild() as target:
        for case_id in store.scopes():
            found = list(Documents(pos=upto).whole_case(case_id))
            target.apply(found, upto)
            count += len(found)
        target.apply([], upto)
    return count


def _documents(page: Sequence[Recorded], upto: int) -> Iterator[Doc]:
    documents = Documents(pos=upto)
    whole = {item.meta.scope_id for item in page if item.event.event_type in WHOLE_CASE}
    for case_id in sorted(scope for scope in whole if scope):
        yield from documents.whole_case(case_id)
    yield from documents.touched(item.meta.stream_id for item in page if item.meta.scope_id not in whole)


def _tombstones(found: Sequence[Doc]) -> Iterator[Doc]:
    """What the index still holds of things that now have fewer parts."""
    present = {doc.id for doc in found}
    for whole in found:
        if whole.kind == "exhibit" and not whole.pin:
            stale = [id for id in engine().parts(whole.id) if id not in present]
            yield from (replace(whole, id=id, root=whole.id, title="", body="", gone=True) for id in stale)
