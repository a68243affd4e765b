"""What every command of this room begins with: rights, the lock on the case, citations, numbers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from accounts.queries import person
from cases.domain.case import Case
from cases.domain.refusals import CaseNotOpen
from cases.permissions import Action, check_may
from entities import queries
from entities.citing import check_citations
from entities.domain.citations import Citation
from entities.domain.link import LinkEnd
from entities.domain.refusals import NumberTaken
from entities.models import Entity as EntityRow
from entities.models import Entry as EntryRow
from entities.models import Link as LinkRow
from ledger.unit_of_work import Work, unit_of_work


@contextmanager
def working(
    case_id: UUID,
    *,
    by: UUID,
    at: datetime,
    citations: Iterable[Citation] = (),
    action: Action = Action.CONTRIBUTE,
) -> Iterator[Work]:
    """Rights, the lock on the case, and citations; all of them before anything is decided."""
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, action, case_id))
        if not work.load(Case, case_id).is_open:
            raise CaseNotOpen
        check_citations(citations, case_id=case_id, who=person(by))
        yield work


def free_number(model: type[EntityRow | LinkRow | EntryRow], case_id: UUID, *, wanted: str, prefix: str) -> str:
    """The wanted number when it is free, else the next; the caller holds the lock of the case."""
    taken = queries.numbers_of(model, case_id)
    if wanted in taken:
        raise NumberTaken
    return wanted or queries.next_number(taken, prefix)


def end_of(entity_id: UUID, *, by: UUID, case_id: UUID) -> LinkEnd:
    """An end of a link or a match; of another case only for its readers, so that nobody learns what is there."""
    found = queries.entity(entity_id)
    if found.case_id != case_id:
        check_may(by, Action.READ_RECORDS, found.case_id)()
    return LinkEnd(entity_id=entity_id, case_id=found.case_id)
