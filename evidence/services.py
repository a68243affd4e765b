"""Commands about exhibits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Unpack
from uuid import UUID, uuid4

from accounts.domain.markings import Marking
from accounts.queries import person
from cases import queries as cases
from cases.domain.case import Case
from cases.domain.refusals import CaseNotOpen
from cases.domain.roles import CaseRole
from cases.permissions import Action, check_may
from evidence import queries, store
from evidence.domain.exhibit import Exhibit, FileFacts, Origin, OriginFields
from evidence.domain.refusals import AlreadyReceived, NumberTaken
from evidence.permissions import check_may_act, check_may_read, get_readable_exhibit, readable_exhibits
from evidence.processing.names import safe_name
from jobs import services as jobs
from ledger.domain.errors import BadInput, NotFound
from ledger.unit_of_work import Work, unit_of_work

WALLED_AT_RECEIPT = "Walled from its receipt on."


@dataclass(frozen=True, kw_only=True)
class Received:
    """What became of a file: its exhibit, and the position of the log at which that is true."""

    exhibit_id: UUID
    number: str
    position: int


def receive_exhibit(
    *,
    case_id: UUID,
    file: IO[bytes],
    file_name: str,
    marking: Marking = Marking.AMBER,
    parent_id: UUID | None = None,
    number: str | None = None,
    reader_ids: Iterable[UUID] = (),
    by: UUID,
    at: datetime,
    exhibit_id: UUID | None = None,
    **origin: Unpack[OriginFields],
) -> Received:
    """Take in a file, give it the next number of the case, and promise to look into it.

    The file is read once, in blocks. `origin` (title, source, acquired_at, acquired_by and more) is what its
    collector says; a declared SHA-256 (hex) that differs puts the exhibit into quarantine. `reader_ids` wall the
    exhibit from its first moment on.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput, NumberTaken.
        EmptyFile, FileTooLarge: nothing is kept.
        AlreadyReceived: the person may read an exhibit of the case with the same bytes; it is named.
    """
    check_may(by, Action.TAKE_EVIDENCE, case_id)()
    kept = keep_file(file, file_name=file_name)
    return receive_kept(
        case_id=case_id,
        file=kept,
        marking=marking,
        parent_id=parent_id,
        number=number,
        reader_ids=reader_ids,
        by=by,
        at=at,
        exhibit_id=exhibit_id,
        **origin,
    )


def keep_file(file: IO[bytes], *, file_name: str) -> FileFacts:
    """Stream a file into the store, outside of any transaction: `receive_kept` makes it an exhibit.

    Raises:
        EmptyFile, FileTooLarge: nothing is kept.
    """
    return facts_of(store.put(file), file_name=file_name)


def facts_of(stored: store.Stored, *, file_name: str) -> FileFacts:
    """What the server knows of a stored file and the name that it came with."""
    name = safe_name(file_name)
    return FileFacts(
        file_name=name.display, safe_name=name.file_name, size_bytes=stored.size_bytes, sha256=stored.sha256
    )


def receive_kept(
    *,
    case_id: UUID,
    file: FileFacts,
    marking: Marking = Marking.AMBER,
    parent_id: UUID | None = None,
    number: str | None = None,
    reader_ids: Iterable[UUID] = (),
    by: UUID,
    at: datetime,
    exhibit_id: UUID | None = None,
    before_commit: Callable[[], None] | None = None,
    **origin: Unpack[OriginFields],
) -> Received:
    """Make an exhibit of a file that is in the store; with `reader_ids` it is walled from its first moment on.

    Raises:
        As `receive_exhibit`, but for what concerns the bytes.
    """
    exhibit_id = exhibit_id or uuid4()
    named = frozenset(reader_ids)
    with unit_of_work(actor_id=by, at=at, before_commit=before_commit) as work:
        work.authorise(check_may(by, Action.TAKE_EVIDENCE, case_id))
        given = _number(work, case_id=case_id, parent_id=parent_id, wanted=number, by=by)
        _refuse_duplicate(case_id, file.sha256, by=by)
        exhibit = work.create(Exhibit, exhibit_id, scope_id=case_id)
        exhibit.receive(number=given, parent_id=parent_id, origin=Origin(**origin), file=file, marking=marking)
        if named:
            _require_lead(case_id, named)
            exhibit.build_wall(reader_ids=named, reason=WALLED_AT_RECEIPT)
        promise_processing(work, case_id=case_id, exhibit_id=exhibit_id, by=by)
    return Received(exhibit_id=exhibit_id, number=given, position=work.position)


def retry_step(
    *, exhibit_id: UUID, step: str, reason: str, limits: Mapping[str, int] | None = None, by: UUID, at: datetime
) -> None:
    """Order a step again, with other limits where some are named (`evidence.processing.limits.Limits`).

    Raises:
        NotFound, NotPermitted, StepNotFinished, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may_act(by, Action.TAKE_EVIDENCE, exhibit_id))
        work.load(Exhibit, exhibit_id).retry_step(step=step, limits=limits or {}, reason=reason)
        promise_processing(work, case_id=queries.exhibit(exhibit_id).case_id, exhibit_id=exhibit_id, by=by)


def record_custody(
    *,
    exhibit_id: UUID,
    holder: str,
    held_from: datetime,
    held_until: datetime | None = None,
    purpose: str,
    is_acknowledged: bool = False,
    method: str = "",
    seal: str = "",
    by: UUID,
    at: datetime,
    entry_id: UUID | None = None,
) -> UUID:
    """Write down who held an exhibit from when to when; no `held_until` means that they still do.

    Raises:
        NotFound, NotPermitted, EntryExists, BadInput.
    """
    entry_id = entry_id or uuid4()
    with _exhibit(exhibit_id, by=by, at=at, action=Action.KEEP_EVIDENCE) as exhibit:
        exhibit.record_custody(
            entry_id=entry_id,
            holder=holder,
            held_from=held_from,
            held_until=held_until,
            purpose=purpose,
            method=method,
            seal=seal,
            is_acknowledged=is_acknowledged,
        )
    return entry_id


def end_custody(*, exhibit_id: UUID, entry_id: UUID, held_until: datetime, by: UUID, at: datetime) -> None:
    """Say when a holding that was open ended.

    Raises:
        NotFound, NotPermitted, UnknownEntry, HoldingEnded, BadInput.
    """
    with _exhibit(exhibit_id, by=by, at=at, action=Action.KEEP_EVIDENCE) as exhibit:
        exhibit.end_custody(entry_id=entry_id, held_until=held_until)


def acknowledge_custody(*, exhibit_id: UUID, entry_id: UUID, remark: str = "", by: UUID, at: datetime) -> None:
    """Confirm that the holder of an entry has taken over the exhibit.

    Raises:
        NotFound, NotPermitted, UnknownEntry, AcknowledgedAlready, BadInput.
    """
    with _exhibit(exhibit_id, by=by, at=at, action=Action.KEEP_EVIDENCE) as exhibit:
        exhibit.acknowledge_custody(entry_id=entry_id, remark=remark)


def describe_exhibit(*, exhibit_id: UUID, title: str, description: str = "", by: UUID, at: datetime) -> None:
    """Write title and description anew.

    Raises:
        NotFound, NotPermitted, BadInput.
    """
    with _exhibit(exhibit_id, by=by, at=at, action=Action.TAKE_EVIDENCE) as exhibit:
        exhibit.describe(title=title, description=description)


def set_releasability(*, exhibit_id: UUID, releasability: str, reason: str, by: UUID, at: datetime) -> None:
    """Say whether and to whom an exhibit may be passed on.

    Raises:
        NotFound, NotPermitted, BadInput.
    """
    with _exhibit(exhibit_id, by=by, at=at, action=Action.MANAGE) as exhibit:
        exhibit.set_releasability(releasability=releasability, reason=reason)


def supersede_exhibit(*, exhibit_id: UUID, successor_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Let a corrected exhibit of the same case take the place of one; both stay with their numbers.

    Raises:
        NotFound, NotPermitted, SupersededAlready, BadInput.
    """
    if get_readable_exhibit(person(by), successor_id).case_id != queries.exhibit(exhibit_id).case_id:
        raise NotFound
    with _exhibit(exhibit_id, by=by, at=at, action=Action.TAKE_EVIDENCE) as exhibit:
        exhibit.supersede(successor_id=successor_id, reason=reason)


def raise_marking(*, exhibit_id: UUID, marking: Marking, reason: str, by: UUID, at: datetime) -> None:
    """Mark an exhibit more strictly.

    Raises:
        NotFound, NotPermitted, ExhibitNotRaised, BadInput.
    """
    with _exhibit(exhibit_id, by=by, at=at, action=Action.MANAGE) as exhibit:
        exhibit.raise_marking(marking=marking, reason=reason)


def wall_exhibit(*, exhibit_id: UUID, reader_ids: Iterable[UUID], reason: str, by: UUID, at: datetime) -> None:
    """Hide an exhibit from everybody of the team who is not named.

    Raises:
        NotFound, NotPermitted, ExhibitWalledAlready, BadInput.
    """
    with _exhibit(exhibit_id, by=by, at=at, action=Action.MANAGE) as exhibit:
        exhibit.build_wall(reader_ids=reader_ids, reason=reason)


def add_reader(*, exhibit_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Name one more reader of a walled exhibit.

    Raises:
        NotFound, NotPermitted, ExhibitNotWalled, ReaderNamed, BadInput.
    """
    with _exhibit(exhibit_id, by=by, at=at, action=Action.MANAGE) as exhibit:
        exhibit.add_reader(person_id=person_id, reason=reason)


def view_exhibit(*, exhibit_id: UUID, by: UUID, at: datetime) -> None:
    """Note that a person opened an exhibit.

    Raises:
        NotFound.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may_read(by, exhibit_id))
        work.load(Exhibit, exhibit_id).view()


def download_original(*, exhibit_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Note that a person is given the original, and why; the address is granted by `downloads`.

    Raises:
        NotFound, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may_read(by, exhibit_id))
        work.load(Exhibit, exhibit_id).download(reason=reason)


def check_fixity(*, exhibit_id: UUID, by: UUID, at: datetime) -> bool:
    """Hash the stored bytes and compare; a difference opens an incident and stops citing. True when they agree.

    Raises:
        NotFound, NotPermitted.
    """
    check_may_act(by, Action.KEEP_EVIDENCE, exhibit_id)()
    found = store.hash_of(queries.exhibit(exhibit_id).sha256)
    with _exhibit(exhibit_id, by=by, at=at, action=Action.KEEP_EVIDENCE) as exhibit:
        return exhibit.check_fixity(found_sha256=found, incident_id=uuid4())


def settle_incident(*, exhibit_id: UUID, incident_id: UUID, explanation: str, by: UUID, at: datetime) -> None:
    """Close an incident with its explanation; the exhibit can be cited again when none is open.

    Raises:
        NotFound, NotPermitted, NoSuchIncident, BadInput.
    """
    with _exhibit(exhibit_id, by=by, at=at, action=Action.KEEP_EVIDENCE) as exhibit:
        exhibit.settle_incident(incident_id=incident_id, explanation=explanation)


def promise_processing(work: Work, *, case_id: UUID, exhibit_id: UUID, by: UUID) -> None:
    """Promise to take the steps that wait, in the transaction of whoever ordered them."""
    jobs.promise(
        kind="evidence.process",
        args={"exhibit_id": exhibit_id},
        queue="ingest",
        scope_id=case_id,
        requested_by=by,
        correlation_id=work.cause.correlation_id,
        dedupe_key=f"evidence.process:{exhibit_id}:{work.load(Exhibit, exhibit_id).version}",
        at=work.at,
    )


def _require_lead(case_id: UUID, reader_ids: frozenset[UUID]) -> None:
    """Only a lead can change a wall, so one must stand inside it."""
    leads = {member.person_id for member in cases.members(case_id) if member.role == CaseRole.LEAD.value}
    if reader_ids.isdisjoint(leads):
        raise BadInput(
            "Name a lead of the case among the readers: only a lead can change the wall.", field="reader_ids"
        )


def _number(work: Work, *, case_id: UUID, parent_id: UUID | None, wanted: str | None, by: UUID) -> str:
    """The wanted number or the next one; loading the case locks it, so that no number is given twice."""
    if not work.load(Case, case_id).is_open:
        raise CaseNotOpen
    parent = get_readable_exhibit(person(by), parent_id) if parent_id else None
    if parent is not None and parent.case_id != case_id:
        raise NotFound
    if not wanted:
        return queries.next_number(case_id, parent=parent)
    if parent is not None and not wanted.startswith(f"{parent.number}."):
        raise BadInput(f"A part of {parent.number} is numbered {parent.number}.1 and on.", field="number")
    if queries.number_is_taken(case_id, wanted):
        raise NumberTaken
    return wanted


def _refuse_duplicate(case_id: UUID, sha256: str, *, by: UUID) -> None:
    """Only what the person may read is told; an equal file behind a wall stays unknown."""
    twin = readable_exhibits(person(by)).filter(case_id=case_id, sha256=sha256).order_by("sort_key").first()
    if twin is not None:
        raise AlreadyReceived(f"The case holds this file already, as {twin.number} “{twin.title}”.")


@contextmanager
def _exhibit(exhibit_id: UUID, *, by: UUID, at: datetime, action: Action) -> Iterator[Exhibit]:
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may_act(by, action, exhibit_id))
        yield work.load(Exhibit, exhibit_id)
