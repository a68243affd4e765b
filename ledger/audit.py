"""The audit: does the stored log still prove what it proved when it was written?"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.db.models import Subquery

from ledger import canonical, protection, store
from ledger.domain.merkle import Frontier
from ledger.domain.verification import LogVerified, Verification
from ledger.models import LogHead, StoredEvent
from ledger.projections import compare, projected_models
from ledger.sealed import Expected, Finding
from ledger.unit_of_work import Check, unit_of_work


@dataclass(kw_only=True)
class _Walk:
    """What the audit remembers from event to event."""

    position: int = 0
    recorded_at: datetime | None = None
    streams: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    tree: Frontier = field(default_factory=Frontier)


def audit(*, with_projections: bool = False, notes: Sequence[str] = ()) -> Iterator[Finding]:
    """Check triggers, positions, versions, times, commitments, hashes, heads and what is sealed; nothing is changed.

    `notes` are signed heads that were kept elsewhere: only they catch somebody who owns the database and its key.

    Others may append meanwhile: what is checked ends with the last event at the start.
    Memory grows with the number of streams, not of events.
    """
    yield from _protection()
    last = yield from _head()
    walk, sealed = _Walk(), Expected(notes)
    yield from sealed.findings()
    for first in range(1, last + 1, store.PAGE):
        for row in _read(first, min(first + store.PAGE - 1, last)):
            yield from [row] if isinstance(row, Finding) else _event(row, walk)
            yield from sealed.at(walk.tree)
    yield from sealed.beyond(last)
    if with_projections:
        yield from _projections()


def verify(*, by: UUID, at: datetime, before_commit: Check | None = None) -> int:
    """Audit the log and record to which event it was verified.

    Returns:
        How many things do not hold; `manage.py audit` names them.
    """
    upto = store.head_position()
    findings = sum(1 for _ in audit())
    with unit_of_work(actor_id=by, at=at, before_commit=before_commit) as work:
        work.create(Verification, uuid4()).record(upto=upto, findings=findings)
    return findings


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The last audit that was recorded."""

    upto: int
    findings: int
    at: datetime


def last_verified() -> Verified | None:
    """To which event the log was verified last, and when; None before the first time."""
    found = store.last_of_type(LogVerified.event_type)
    if found is None or not isinstance(found.event, LogVerified):
        return None
    return Verified(upto=found.event.upto, findings=found.event.findings, at=found.meta.recorded_at)


def _protection() -> Iterator[Finding]:
    for name in protection.missing(connection, allow_flush=settings.LEDGER_ALLOWS_FLUSH):
        yield Finding(where="database", what=f"The trigger {name} is missing.")


def _read(first: int, last: int) -> Iterator[StoredEvent | Finding]:
    """Events of a page; one whose columns cannot be read, as a finding, found by halving."""
    try:
        rows = list(StoredEvent.objects.filter(position__range=(first, last)).order_by("position"))
    except (ValueError, TypeError) as error:
        if first == last:
            yield Finding(where=f"event {first}", what=f"Its columns cannot be read ({type(error).__name__}).")
        else:
            middle = (first + last) // 2
            yield from _read(first, middle)
            yield from _read(middle + 1, last)
    else:
        yield from rows


def _event(row: StoredEvent, walk: _Walk) -> Iterator[Finding]:
    where = f"event {row.position}"
    if row.position != walk.position + 1:
        yield Finding(where=where, what=f"Positions {walk.position + 1} to {row.position - 1} are missing.")
    if walk.recorded_at and row.recorded_at and row.recorded_at < walk.recorded_at:
        yield Finding(where=where, what="Its time lies before that of the event in front of it.")
    version, previous = walk.streams.get(row.stream_id, (0, canonical.NO_HASH))
    if row.version != version + 1:
        yield Finding(where=where, what=f"Version {row.version} of {row.stream_id} follows version {version}.")
    yield from _hash(row, previous)
    walk.position, walk.recorded_at = row.position, row.recorded_at
    walk.streams[row.stream_id] = (row.version, bytes(row.hash))
    walk.tree.append(bytes(row.hash))


def _hash(row: StoredEvent, previous: bytes) -> Iterator[Finding]:
    where = f"event {row.position}"
    try:
        header, committed = store.header(row), canonical.commitments(row.data, row.salts)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        yield Finding(where=where, what=f"Its columns, fields and salts do not fit together ({type(error).__name__}).")
        return
    if canonical.event_hash(header, committed, previous) != bytes(row.hash):
        yield Finding(
            where=where, what="Its hash does not follow from its columns, its fields and the event before it."
        )


def _head() -> Generator[Finding, None, int]:
    """Compare the head with the last event, both read in one statement; returns the last position."""
    head, head_at = (Subquery(LogHead.objects.filter(pk=1).values(name)) for name in ("position", "recorded_at"))
    newest = StoredEvent.objects.order_by("-position").annotate(head=head, head_at=head_at)
    last = newest.values_list("position", "recorded_at", "head", "head_at").first()
    position, recorded_at, says, says_at = last or (0, None, store.head_position(), None)
    if says != position:
        yield Finding(where="head", what=f"The head says {says or 0}, the last event is {position}.")
    if recorded_at and says_at and says_at < recorded_at:
        yield Finding(where="head", what="The head's time lies before that of the last event.")
    return position


def _projections() -> Iterator[Finding]:
    for model in projected_models():
        found = compare(model)
        for what, keys in (("lacks", found.missing), ("differs in", found.changed), ("has in excess", found.surplus)):
            if keys:
                yield Finding(where=model._meta.label, what=f"The table {what} {len(keys)} rows, first {keys[0]}.")
