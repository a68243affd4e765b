"""From an exhibit's events to its read tables. One function per event and table."""

from uuid import UUID

from evidence.domain import events as e
from evidence.domain.exhibit import FIRST_STEP
from evidence.models import CustodyEntry, Exhibit, ExhibitReader, Incident, StepRun
from ledger.domain.events import Envelope
from ledger.projections import Rows, project


def exhibit_of(meta: Envelope) -> UUID:
    """The exhibit that an event of its stream belongs to."""
    return UUID(meta.stream_id.removeprefix("exhibit-"))


def sort_key(number: str) -> str:
    """Sorts X-9 before X-10 and parts behind their whole."""
    whole, _, part = number.removeprefix("X-").partition(".")
    return f"{int(whole):05}.{int(part or 0):04}"


@project(e.ExhibitReceived, into=Exhibit)
def exhibit_received(event: e.ExhibitReceived, meta: Envelope, rows: Rows[Exhibit]) -> None:
    rows.insert(
        id=exhibit_of(meta),
        case_id=meta.scope_id,
        number=event.number,
        sort_key=sort_key(event.number),
        parent_id=event.parent_id,
        title=event.title,
        source=event.source,
        file_name=event.file_name,
        safe_name=event.safe_name,
        size_bytes=event.size_bytes,
        sha256=event.sha256,
        declared_sha256=event.declared_sha256 or "",
        acquired_at=event.acquired_at,
        acquired_precision=event.acquired_precision.value,
        acquired_zone=event.acquired_zone,
        acquired_by=event.acquired_by,
        method=event.method,
        legal_basis=event.legal_basis,
        releasability=event.releasability,
        marking=event.marking.value,
        marking_rank=event.marking.rank,
        received_at=meta.recorded_at,
        received_by=meta.actor_id,
        version=meta.version,
    )


@project(e.ExhibitQuarantined, into=Exhibit)
def exhibit_quarantined(event: e.ExhibitQuarantined, meta: Envelope, rows: Rows[Exhibit]) -> None:
    _change(meta, rows, quarantine_reason=event.reason)


@project(e.StepFinished, into=Exhibit)
def type_found(event: e.StepFinished, meta: Envelope, rows: Rows[Exhibit]) -> None:
    _change(meta, rows, **({"media_type": event.media_type} if event.step == FIRST_STEP else {}))


@project(
    e.StepRetried,
    e.CustodyRecorded,
    e.CustodyEnded,
    e.CustodyAcknowledged,
    e.ExhibitReaderAdded,
    into=Exhibit,
)
def version_grew(_: object, meta: Envelope, rows: Rows[Exhibit]) -> None:
    """The exhibit is in a new version; looking at it and fetching it make none, though they are events."""
    _change(meta, rows)


@project(e.ExhibitDescribed, into=Exhibit)
def exhibit_described(event: e.ExhibitDescribed, meta: Envelope, rows: Rows[Exhibit]) -> None:
    _change(meta, rows, title=event.title, description=event.description)


@project(e.ReleasabilitySet, into=Exhibit)
def releasability_set(event: e.ReleasabilitySet, meta: Envelope, rows: Rows[Exhibit]) -> None:
    _change(meta, rows, releasability=event.releasability)


@project(e.ExhibitSuperseded, into=Exhibit)
def exhibit_superseded(event: e.ExhibitSuperseded, meta: Envelope, rows: Rows[Exhibit]) -> None:
    _change(meta, rows, successor_id=event.successor_id)


@project(e.ExhibitMarkingRaised, e.ExhibitMarkingLowered, into=Exhibit)
def marking_changed(
    event: e.ExhibitMarkingRaised | e.ExhibitMarkingLowered, meta: Envelope, rows: Rows[Exhibit]
) -> None:
    _change(meta, rows, marking=event.marking.value, marking_rank=event.marking.rank)


@project(e.ExhibitWalled, e.ExhibitUnwalled, into=Exhibit)
def wall_changed(event: e.ExhibitWalled | e.ExhibitUnwalled, meta: Envelope, rows: Rows[Exhibit]) -> None:
    _change(meta, rows, is_walled=isinstance(event, e.ExhibitWalled))


@project(e.FixityChecked, into=Exhibit)
def fixity_checked(_: e.FixityChecked, meta: Envelope, rows: Rows[Exhibit]) -> None:
    _change(meta, rows, fixity_checked_at=meta.recorded_at)


@project(e.FixityFailed, e.IncidentSettled, into=Exhibit)
def incidents_counted(event: e.FixityFailed | e.IncidentSettled, meta: Envelope, rows: Rows[Exhibit]) -> None:
    row = rows.get(exhibit_of(meta))
    if row is not None:
        more = 1 if isinstance(event, e.FixityFailed) else -1
        _change(meta, rows, open_incidents=row.open_incidents + more)


@project(e.ExhibitWalled, into=ExhibitReader)
def wall_built(event: e.ExhibitWalled, meta: Envelope, rows: Rows[ExhibitReader]) -> None:
    for person_id in event.reader_ids:
        _name_reader(meta, rows, person_id=person_id)


@project(e.ExhibitReaderAdded, into=ExhibitReader)
def reader_added(event: e.ExhibitReaderAdded, meta: Envelope, rows: Rows[ExhibitReader]) -> None:
    _name_reader(meta, rows, person_id=event.person_id)


@project(e.ExhibitUnwalled, into=ExhibitReader)
def wall_fell(event: e.ExhibitUnwalled, meta: Envelope, rows: Rows[ExhibitReader]) -> None:
    for person_id in event.reader_ids:
        rows.delete((exhibit_of(meta), person_id))


@project(e.CustodyRecorded, into=CustodyEntry)
def custody_recorded(event: e.CustodyRecorded, meta: Envelope, rows: Rows[CustodyEntry]) -> None:
    rows.insert(
        id=event.entry_id,
        case_id=meta.scope_id,
        exhibit_id=exhibit_of(meta),
        holder=event.holder,
        held_from=event.held_from,
        held_until=event.held_until,
        purpose=event.purpose,
        method=event.method,
        seal=event.seal,
        is_acknowledged=event.is_acknowledged,
    )


@project(e.CustodyEnded, into=CustodyEntry)
def custody_ended(event: e.CustodyEnded, _: Envelope, rows: Rows[CustodyEntry]) -> None:
    rows.update(event.entry_id, held_until=event.held_until)


@project(e.CustodyAcknowledged, into=CustodyEntry)
def custody_acknowledged(event: e.CustodyAcknowledged, _: Envelope, rows: Rows[CustodyEntry]) -> None:
    rows.update(event.entry_id, is_acknowledged=True, remark=event.remark)


@project(e.ExhibitReceived, into=StepRun)
def first_step_waits(_: e.ExhibitReceived, meta: Envelope, rows: Rows[StepRun]) -> None:
    rows.insert(exhibit_id=exhibit_of(meta), case_id=meta.scope_id, step=FIRST_STEP)


@project(e.StepFinished, into=StepRun)
def step_finished(event: e.StepFinished, meta: Envelope, rows: Rows[StepRun]) -> None:
    rows.update(
        (exhibit_of(meta), event.step),
        outcome=event.outcome,
        reason=event.reason,
        isolation=event.isolation,
        tools=event.tools,
        limits=event.limits,
        findings=[list(finding) for finding in event.findings],
        finished_at=meta.recorded_at,
    )
    for step in event.next_steps:
        if rows.get((exhibit_of(meta), step)) is None:
            rows.insert(exhibit_id=exhibit_of(meta), case_id=meta.scope_id, step=step)


@project(e.StepRetried, into=StepRun)
def step_retried(event: e.StepRetried, meta: Envelope, rows: Rows[StepRun]) -> None:
    rows.update((exhibit_of(meta), event.step), outcome="", wanted_limits=event.limits, finished_at=None)


@project(e.FixityFailed, into=Incident)
def incident_opened(event: e.FixityFailed, meta: Envelope, rows: Rows[Incident]) -> None:
    rows.insert(
        id=event.incident_id,
        case_id=meta.scope_id,
        exhibit_id=exhibit_of(meta),
        found_sha256=event.found_sha256,
        reason=event.reason,
        opened_at=meta.recorded_at,
    )


@project(e.IncidentSettled, into=Incident)
def incident_settled(event: e.IncidentSettled, meta: Envelope, rows: Rows[Incident]) -> None:
    rows.update(event.incident_id, explanation=event.explanation, settled_at=meta.recorded_at)


def _name_reader(meta: Envelope, rows: Rows[ExhibitReader], *, person_id: UUID) -> None:
    if rows.get((exhibit_of(meta), person_id)) is None:
        rows.insert(exhibit_id=exhibit_of(meta), case_id=meta.scope_id, person_id=person_id)


def _change(meta: Envelope, rows: Rows[Exhibit], **changes: object) -> None:
    rows.update(exhibit_of(meta), version=meta.version, **changes)
