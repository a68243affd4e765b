"""Commands about the chronology."""

from datetime import datetime
from uuid import UUID, uuid4

from entities import queries
from entities.domain.chronology import ChronologyEntry, Happening
from entities.models import Entry as EntryRow
from entities.services.working import free_number, working


def enter_chronology(
    *, case_id: UUID, happening: Happening, number: str = "", by: UUID, at: datetime, entry_id: UUID | None = None
) -> UUID:
    """Enter what happened into the chronology of a case.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NumberTaken, NotCitable, and what `ChronologyEntry.enter` raises.
    """
    entry_id = entry_id or uuid4()
    with working(case_id, by=by, at=at, citations=happening.citations) as work:
        work.create(ChronologyEntry, entry_id, scope_id=case_id).enter(
            case_id=case_id, number=free_number(EntryRow, case_id, wanted=number, prefix="EV"), happening=happening
        )
    return entry_id


def correct_entry(
    *,
    entry_id: UUID,
    happening: Happening,
    reason: str,
    by: UUID,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Give all values of an entry anew.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotCitable, EntryWithdrawnAlready, WrongExpectedVersion,
        and what `ChronologyEntry.enter` raises.
    """
    case_id = queries.entry(entry_id).case_id
    with working(case_id, by=by, at=at, citations=happening.citations) as work:
        entry = work.load(ChronologyEntry, entry_id, expected_version=expected_version)
        entry.correct(happening=happening, reason=reason)


def withdraw_entry(*, entry_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Let an entry stand no longer; it stays readable.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, EntryWithdrawnAlready, BadInput.
    """
    case_id = queries.entry(entry_id).case_id
    with working(case_id, by=by, at=at) as work:
        work.load(ChronologyEntry, entry_id).withdraw(reason=reason)
