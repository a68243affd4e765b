"""The reader of the log that feeds the index."""

from collections.abc import Iterator, Sequence

from ledger import store
from ledger.consumers import consumer
from ledger.domain.events import Recorded
from search.documents import touched, whole_case
from search.domain.documents import Doc
from search.engine import engine

WHOLE_CASE = {
    "case.walled",
    "case.unwalled",
    "case.marking_raised",
    "case.marking_lowered",
    "erasure.executed",
}


@consumer("search")
def index(page: Sequence[Recorded]) -> None:
    """Write whole documents of everything that a page of events touched; repeating it changes nothing."""
    if page:
        upto = page[-1].meta.position
        engine().apply(list(_documents(page, upto)), upto)


def fill() -> int:
    """Make a new index from the tables and swap it in; the old one answers meanwhile.

    Returns:
        The number of documents.
    """
    upto, count = store.head_position(), 0
    with engine().rebuild() as target:
        for case_id in store.scopes():
            found = list(whole_case(case_id, pos=upto))
            target.apply(found, upto)
            count += len(found)
        target.apply([], upto)
    return count


def _documents(page: Sequence[Recorded], upto: int) -> Iterator[Doc]:
    whole = {item.meta.scope_id for item in page if item.event.event_type in WHOLE_CASE}
    for case_id in sorted(scope for scope in whole if scope):
        yield from whole_case(case_id, pos=upto)
    yield from touched((item.meta.stream_id for item in page if item.meta.scope_id not in whole), pos=upto)
