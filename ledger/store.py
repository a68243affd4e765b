"""Append to the log and read it: with `erasure`, the only module that touches its tables."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.db.models import Max, Q, QuerySet

from ledger import canonical
from ledger.codec import decode, encode, utc_text
from ledger.domain.errors import LogDamaged, WrongExpectedVersion
from ledger.domain.events import Envelope, Event, Recorded
from ledger.domain.when import Precision, When
from ledger.models import LogHead, StoredEvent

PAGE = 500
_META = (
    *("position", "event_id", "stream_id", "version", "scope_id", "actor_id"),
    *("command_id", "correlation_id", "causation_id", "occurred_at", "recorded_at"),
)
_COLUMNS = (
    *("type", "schema_version", "data", "hash", "occurred_precision"),
    *("id" if name == "event_id" else name for name in _META),
)


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Who caused events, through which command, because of what."""

    actor_id: UUID
    command_id: UUID
    correlation_id: UUID
    causation_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """An event that was decided and waits to be written."""

    event: Event
    stream_id: str
    version: int
    scope_id: UUID | None
    when: When | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """Events of some types in some streams; with `field`, only those in which it has one of the values."""

    stream_ids: frozenset[str]
    types: frozenset[str]
    field: str = ""
    values: frozenset[str] = frozenset()


def lock_head(at: datetime) -> LogHead:
    """Take the log's lock until the transaction ends; the clock of the log never falls behind `at`."""
    head = LogHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        head = LogHead.objects.create(pk=1, position=0, recorded_at=at)
    head.recorded_at = max(head.recorded_at, at)
    return head


def lock_head_only() -> int:
    """Take the log's lock without writing; gives the head's position."""
    head = LogHead.objects.select_for_update().filter(pk=1).first()
    return head.position if head else 0


def append(new: Sequence[NewEvent], *, head: LogHead, cause: Cause) -> list[Recorded]:
    """Write events behind the locked head, densely numbered, each with its hash.

    Raises:
        WrongExpectedVersion: another writer took a version of one of the streams.
        ProfileViolation: a payload cannot be hashed equally everywhere.
    """
    last_hashes = _last_hashes({item.stream_id for item in new})
    rows = []
    for ordinal, item in enumerate(new):
        row = _row(item, head=head, cause=cause, ordinal=ordinal, previous=last_hashes[item.stream_id])
        last_hashes[item.stream_id] = bytes(row.hash)
        rows.append(row)
    try:
        StoredEvent.objects.bulk_create(rows)
    except IntegrityError as error:
        raise _lost_race(new) from error
    head.position += len(rows)
    head.save()
    return [_recorded(getattr(row, name) for name in _COLUMNS) for row in rows]


def head_position() -> int:
    """Position of the newest event; 0 in an empty log."""
    return LogHead.objects.filter(pk=1).values_list("position", flat=True).first() or 0


def head_time() -> datetime | None:
    """When the newest event was recorded."""
    return LogHead.objects.filter(pk=1).values_list("recorded_at", flat=True).first()


def position_at(instant: datetime) -> int:
    """Position of the last event recorded at or before `instant`; 0 when there was none."""
    rows = StoredEvent.objects.filter(recorded_at__lte=instant).order_by("-recorded_at", "-position")
    return rows.values_list("position", flat=True).first() or 0


def last_of_actor(actor_id: UUID, *, after: int) -> int:
    """Position of a person's newest event in a scope behind a position; 0 when there is none."""
    rows = StoredEvent.objects.filter(position__gt=after, actor_id=actor_id, scope_id__isnull=False)
    rows = rows.order_by("-position")
    return rows.values_list("position", flat=True).first() or 0


def first_time_of_scopes(scope_ids: Iterable[UUID], *, after: int) -> datetime | None:
    """When the first event of some scopes behind a position was recorded."""
    rows = StoredEvent.objects.filter(position__gt=after, scope_id__in=list(scope_ids)).order_by("position")
    return rows.values_list("recorded_at", flat=True).first()


def time_at(position: int) -> datetime | None:
    """When the event at `position` was recorded."""
    return StoredEvent.objects.filter(position=position).values_list("recorded_at", flat=True).first()


def read_stream(stream_id: str, *, upto: int | None = None) -> list[Recorded]:
    """Events of one stream in order, up to a position."""
    rows = StoredEvent.objects.filter(stream_id=stream_id).order_by("version")
    return _read(_upto(rows, upto))


def read_scope(scope_id: UUID, *, after: int = 0, upto: int | None = None) -> Iterator[Recorded]:
    """Events of one scope in order, a page in memory at a time."""
    return _pages(_upto(StoredEvent.objects.filter(scope_id=scope_id), upto), after=after)


def read_scope_backwards(
    scope_id: UUID,
    *,
    before: int | None = None,
    upto: int | None = None,
    family: str = "",
    actor_id: UUID | None = None,
) -> Iterator[Recorded]:
    """Events of one scope, newest first, from in front of a position; a page in memory at a time.

    `family` leaves those of one kind of stream, such as "exhibit", `actor_id` those of one person.
    """
    rows = _upto(StoredEvent.objects.filter(scope_id=scope_id), upto).order_by("-position")
    rows = rows.filter(stream_id__startswith=f"{family}-") if family else rows
    rows = rows.filter(actor_id=actor_id) if actor_id else rows
    while page := _read((rows if before is None else rows.filter(position__lt=before))[:PAGE]):
        yield from page
        before = page[-1].meta.position


def read_parts(parts: Iterable[Part], *, upto: int) -> list[Recorded]:
    """Events of some parts of the log in order, by one query."""
    wanted = Q(pk__in=[])
    for part in parts:
        named = Q(**{f"data__{part.field}__in": sorted(part.values)}) if part.field else Q()
        wanted |= Q(stream_id__in=part.stream_ids, type__in=part.types) & named
    return _read(StoredEvent.objects.filter(wanted, position__lte=upto).order_by("position"))


def actors_of_scope(scope_id: UUID) -> list[UUID]:
    """Everybody who caused an event of a scope."""
    found = StoredEvent.objects.filter(scope_id=scope_id).order_by("actor_id").values_list("actor_id", flat=True)
    return list(found.distinct())


def scopes() -> list[UUID]:
    """Every scope that has an event, in order of id."""
    rows = StoredEvent.objects.filter(scope_id__isnull=False).order_by("scope_id")
    return [scope_id for scope_id in rows.values_list("scope_id", flat=True).distinct() if scope_id]


def nth_of_scope(scope_id: UUID, number: int) -> int | None:
    """Position of the nth event of a scope, counted from 1."""
    rows = StoredEvent.objects.filter(scope_id=scope_id).order_by("position").values_list("position", flat=True)
    return rows[number - 1 : number].first() if number >= 1 else None


def numbers_in_scope(scope_id: UUID, positions: Collection[int]) -> dict[int, int]:
    """Which event of its scope each of some positions holds, counted from 1: the number that pages show."""
    if not positions:
        return {}
    own = StoredEvent.objects.filter(scope_id=scope_id)
    start = own.filter(position__lt=min(positions)).count()
    span = own.filter(position__range=(min(positions), max(positions))).order_by("position")
    numbers = {position: number for number, position in enumerate(span.values_list("position", flat=True), start + 1)}
    return {position: numbers[position] for position in positions}


def count_of_scope(scope_id: UUID, *, upto: int | None = None) -> int:
    """How many events a scope has up to a position: the number that pages show."""
    return _upto(StoredEvent.objects.filter(scope_id=scope_id), upto).count()


def read_all(*, after: int = 0, upto: int | None = None, types: Iterable[str] | None = None) -> Iterator[Recorded]:
    """Every event in order, or those of some types, a page in memory at a time."""
    rows = StoredEvent.objects.all() if types is None else StoredEvent.objects.filter(type__in=list(types))
    return _pages(_upto(rows, upto), after=after)


def read_page(*, after: int, limit: int) -> list[Recorded]:
    """The next events behind `after`, without a hole.

    Raises:
        LogDamaged: a position is missing.
    """
    page = _read(StoredEvent.objects.filter(position__gt=after).order_by("position")[:limit])
    for expected, item in enumerate(page, start=after + 1):
        if item.meta.position != expected:
            raise LogDamaged(f"Position {expected} is missing from the log.")
    return page


def last_of_type(event_type: str) -> Recorded | None:
    """The newest event of a type."""
    return next(iter(_read(StoredEvent.objects.filter(type=event_type).order_by("-position")[:1])), None)


def last_of_scopes(before: Mapping[UUID, int | None]) -> list[Recorded]:
    """The newest event of each of some scopes, from in front of a position of its own where one is given."""
    bounds = [Q(scope_id=scope) if at is None else Q(scope_id=scope, position__lt=at) for scope, at in before.items()]
    if not bounds:
        return []
    newest = StoredEvent.objects.filter(reduce(or_, bounds)).values("scope_id").annotate(last=Max("position"))
    rows = StoredEvent.objects.filter(position__in=[row["last"] for row in newest.order_by()])
    return _read(rows.order_by("position"))


@dataclass(frozen=True, kw_only=True)
class Which:
    """Which events of the whole log: whose, of which type, in which scope, recorded when. Nothing given is all."""

    actor_id: UUID | None = None
    event_type: str = ""
    scope_id: UUID | None = None
    since: datetime | None = None  # this moment is in
    until: datetime | None = None  # this moment is out

    def filters(self) -> dict[str, Any]:
        """As the table's own."""
        wanted = {
            "actor_id": self.actor_id,
            "type": self.event_type,
            "scope_id": self.scope_id,
            "recorded_at__gte": self.since,
            "recorded_at__lt": self.until,
        }
        return {name: value for name, value in wanted.items() if value}


def read_backwards(which: Which, *, before: int | None = None, limit: int) -> list[Recorded]:
    """Some events of the whole log, newest first, from in front of a position. For auditors."""
    rows = StoredEvent.objects.filter(**which.filters()).order_by("-position")
    return _read((rows if before is None else rows.filter(position__lt=before))[:limit])


def header(row: StoredEvent) -> dict[str, Any]:
    """Every column that the hash covers besides the fields; the position is proved by the chain and the tree."""
    return {
        "id": str(row.id),
        "stream_id": row.stream_id,
        "version": row.version,
        "type": row.type,
        "schema_version": row.schema_version,
        "scope_id": str(row.scope_id) if row.scope_id else None,
        "actor_id": str(row.actor_id),
        "command_id": str(row.command_id),
        "correlation_id": str(row.correlation_id),
        "causation_id": str(row.causation_id) if row.causation_id else None,
        "occurred_at": utc_text(row.occurred_at),
        "occurred_precision": row.occurred_precision,
        "recorded_at": utc_text(row.recorded_at),
    }


def _read(rows: QuerySet[StoredEvent]) -> list[Recorded]:
    """Stored rows as events in their newest versions; without model instances and salts, which would cost most."""
    return list(map(_recorded, rows.values_list(*_COLUMNS)))


def _recorded(values: Iterable[Any]) -> Recorded:
    name, schema_version, data, leaf, precision, *meta = values
    envelope = Envelope(**dict(zip(_META, meta, strict=True)), occurred_precision=Precision(precision))
    return Recorded(event=decode(name, schema_version, data), meta=envelope, hash=bytes(leaf), data=data)


def _row(item: NewEvent, *, head: LogHead, cause: Cause, ordinal: int, previous: bytes) -> StoredEvent:
    data = encode(item.event)
    salts = {field: secrets.token_hex(canonical.SALT_BYTES) for field in data}
    when = item.when or When(at=head.recorded_at)
    row = StoredEvent(
        position=head.position + ordinal + 1,
        id=uuid5(cause.command_id, f"{item.stream_id}/{item.version}"),
        stream_id=item.stream_id,
        version=item.version,
        type=item.event.event_type,
        schema_version=item.event.schema_version,
        scope_id=item.scope_id,
        actor_id=cause.actor_id,
        command_id=cause.command_id,
        correlation_id=cause.correlation_id,
        causation_id=cause.causation_id,
        occurred_at=when.at.astimezone(UTC),
        occurred_precision=when.precision.value,
        recorded_at=head.recorded_at.astimezone(UTC),
        data=data,
        salts=salts,
    )
    row.hash = canonical.event_hash(header(row), canonical.commitments(data, salts), previous)
    return row


def _last_hashes(streams: set[str]) -> dict[str, bytes]:
    found = dict.fromkeys(streams, canonical.NO_HASH)
    for stream in streams:
        last = StoredEvent.objects.filter(stream_id=stream).order_by("-version").values_list("hash", flat=True).first()
        found[stream] = bytes(last) if last is not None else canonical.NO_HASH
    return found


def _lost_race(new: Sequence[NewEvent]) -> WrongExpectedVersion:
    first = new[0]
    return WrongExpectedVersion(stream_id=first.stream_id, expected=first.version - 1, current=first.version)


def _upto(rows: QuerySet[StoredEvent], upto: int | None) -> QuerySet[StoredEvent]:
    return rows if upto is None else rows.filter(position__lte=upto)


def _pages(rows: QuerySet[StoredEvent], *, after: int) -> Iterator[Recorded]:
    while page := _read(rows.filter(position__gt=after).order_by("position")[:PAGE]):
        yield from page
        after = page[-1].meta.position
