"""One exhibit, from its receipt on: what is done to it, who held it, who may see it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NotRequired, TypedDict, assert_never
from uuid import UUID

from accounts.domain.markings import Marking
from cases.domain.text import optional, required
from evidence.domain import events as e
from evidence.domain import refusals as no
from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import BadInput
from ledger.domain.when import Precision, When

NUMBER = re.compile(r"X-\d{2,5}(\.\d{1,4})?")
SHA256 = re.compile(r"[0-9a-f]{64}")
FIRST_STEP = "identify"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a file comes from, as its collector says."""

    title: str
    source: str
    acquired_at: datetime
    acquired_by: str
    acquired_precision: Precision = Precision.MINUTE
    acquired_zone: str = "UTC"
    method: str = ""
    legal_basis: str = ""
    releasability: str = ""
    declared_sha256: str | None = None


class OriginFields(TypedDict):
    """The fields of `Origin` as keyword arguments."""

    title: str
    source: str
    acquired_at: datetime
    acquired_by: str
    acquired_precision: NotRequired[Precision]
    acquired_zone: NotRequired[str]
    method: NotRequired[str]
    legal_basis: NotRequired[str]
    releasability: NotRequired[str]
    declared_sha256: NotRequired[str | None]


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """What the server knows of the stored file."""

    file_name: str
    safe_name: str
    size_bytes: int
    sha256: str


class Exhibit(Aggregate[e.ExhibitEvent]):
    """Decides on receipt, steps, custody, protection and incidents of one exhibit."""

    stream_family = "exhibit"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.title = self.description = self.sha256 = self.releasability = ""
        self.marking = Marking.CLEAR
        self.steps: dict[str, bool] = {}  # step -> has come to its end
        self.limits: dict[str, dict[str, int]] = {}
        self.custody: dict[UUID, e.CustodyRecorded] = {}
        self.ended: set[UUID] = set()
        self.acknowledged: set[UUID] = set()
        self.readers: frozenset[UUID] | None = None
        self.is_quarantined = self.is_superseded = False
        self.incidents: set[UUID] = set()

    def receive(
        self, *, number: str, parent_id: UUID | None, origin: Origin, file: FileFacts, marking: Marking
    ) -> None:
        """Take the file in; a declared hash that differs from the server's puts it into quarantine."""
        if self.exists:
            raise no.ExhibitExists
        if not NUMBER.fullmatch(number):
            raise BadInput("An exhibit's number looks like X-05, a part's like X-05.1.", field="number")
        if origin.acquired_at.tzinfo is None:
            raise BadInput("The time of acquisition needs a time zone.", field="acquired_at")
        declared = _declared(origin.declared_sha256)
        self._record(
            _received(number=number, parent_id=parent_id, origin=origin, file=file, marking=marking, declared=declared),
            when=When(at=origin.acquired_at, precision=origin.acquired_precision),
        )
        if declared and declared != file.sha256:
            reason = f"The declared SHA-256 {declared} is not that of the file, {file.sha256}."
            self._record(e.ExhibitQuarantined(reason=reason))

    def finish_step(self, ended: e.StepFinished) -> None:
        """Write down how a step that waited came to its end."""
        if self.steps.get(ended.step) is not False:
            raise no.StepNotWaiting
        self._record(ended)

    def retry_step(self, *, step: str, limits: Mapping[str, int], reason: str) -> None:
        """Order a step again."""
        if not self.steps.get(step):
            raise no.StepNotFinished
        self._record(e.StepRetried(step=step, limits=dict(limits), reason=required(reason, field="reason")))

    def record_custody(
        self,
        *,
        entry_id: UUID,
        holder: str,
        held_from: datetime,
        held_until: datetime | None,
        purpose: str,
        method: str,
        seal: str,
        is_acknowledged: bool,
    ) -> None:
        """Write down who held the exhibit from when to when; gaps and overlaps are found, not refused."""
        if entry_id in self.custody:
            raise no.EntryExists
        _require_interval(held_from, held_until)
        self._record(
            e.CustodyRecorded(
                entry_id=entry_id,
                holder=required(holder, field="holder", longest=200),
                held_from=held_from,
                held_until=held_until,
                purpose=required(purpose, field="purpose", longest=400),
                method=optional(method, field="method", longest=400),
                seal=optional(seal, field="seal", longest=100),
                is_acknowledged=is_acknowledged,
            ),
            when=When(at=held_from, precision=Precision.MINUTE),
        )

    def end_custody(self, *, entry_id: UUID, held_until: datetime) -> None:
        """Say when an open holding ended."""
        entry = self._entry(entry_id)
        if entry_id in self.ended:
            raise no.HoldingEnded
        _require_interval(entry.held_from, held_until)
        self._record(e.CustodyEnded(entry_id=entry_id, held_until=held_until))

    def acknowledge_custody(self, *, entry_id: UUID, remark: str) -> None:
        """Confirm that the holder has taken over the exhibit."""
        self._entry(entry_id)
        if entry_id in self.acknowledged:
            raise no.AcknowledgedAlready
        self._record(e.CustodyAcknowledged(entry_id=entry_id, remark=optional(remark, field="remark")))

    def describe(self, *, title: str, description: str) -> None:
        """Write title and description anew; nothing is recorded when they are the same."""
        title = required(title, field="title", longest=300)
        description = optional(description, field="description")
        if (title, description) != (self.title, self.description):
            self._record(e.ExhibitDescribed(title=title, description=description))

    def set_releasability(self, *, releasability: str, reason: str) -> None:
        """Say whether and to whom it may be passed on."""
        text = required(releasability, field="releasability", longest=400)
        self._record(e.ReleasabilitySet(releasability=text, reason=required(reason, field="reason")))

    def supersede(self, *, successor_id: UUID, reason: str) -> None:
        """Let a corrected exhibit take this one's place."""
        if self.is_superseded:
            raise no.SupersededAlready
        if successor_id == self.id:
            raise BadInput("An exhibit cannot take its own place.", field="successor_id")
        self._record(e.ExhibitSuperseded(successor_id=successor_id, reason=required(reason, field="reason")))

    def raise_marking(self, *, marking: Marking, reason: str) -> None:
        """Mark it more strictly."""
        if marking.rank <= self.marking.rank:
            raise no.ExhibitNotRaised
        self._record(e.ExhibitMarkingRaised(marking=marking, reason=required(reason, field="reason")))

    def lower_marking(self, *, marking: Marking, proposal_id: UUID, reason: str) -> None:
        """Mark it less strictly, as three people decided."""
        if marking.rank >= self.marking.rank:
            raise no.ExhibitNotLower
        self._record(e.ExhibitMarkingLowered(marking=marking, proposal_id=proposal_id, reason=reason))

    def build_wall(self, *, reader_ids: Iterable[UUID], reason: str) -> None:
        """Hide it from everybody who is not named."""
        if self.readers is not None:
            raise no.ExhibitWalledAlready
        named = tuple(sorted(set(reader_ids)))
        if not named:
            raise BadInput("Name at least one reader.", field="reader_ids")
        self._record(e.ExhibitWalled(reader_ids=named, reason=required(reason, field="reason")))

    def add_reader(self, *, person_id: UUID, reason: str) -> None:
        """Name one more reader of the walled exhibit."""
        if self.readers is None:
            raise no.ExhibitNotWalled
        if person_id in self.readers:
            raise no.ReaderNamed
        self._record(e.ExhibitReaderAdded(person_id=person_id, reason=required(reason, field="reason")))

    def take_wall_down(self, *, proposal_id: UUID, reason: str) -> None:
        """Open it to the team again, as three people decided."""
        if self.readers is None:
            raise no.ExhibitNotWalled
        named = tuple(sorted(self.readers))
        self._record(e.ExhibitUnwalled(reader_ids=named, proposal_id=proposal_id, reason=reason))

    def view(self) -> None:
        """Note that somebody opened it."""
        self._record(e.ExhibitViewed())

    def download(self, *, reason: str) -> None:
        """Note that somebody was given the original, and why."""
        self._record(e.OriginalDownloaded(reason=required(reason, field="reason")))

    def check_fixity(self, *, found_sha256: str, incident_id: UUID) -> bool:
        """Compare the hash of the stored bytes (empty: there are none) with the recorded one."""
        if found_sha256 == self.sha256:
            self._record(e.FixityChecked(sha256=found_sha256))
            return True
        reason = "The stored file has another SHA-256." if found_sha256 else "The stored file is not there."
        self._record(e.FixityFailed(incident_id=incident_id, found_sha256=found_sha256, reason=reason))
        return False

    def settle_incident(self, *, incident_id: UUID, explanation: str) -> None:
        """Close an incident with its explanation."""
        if incident_id not in self.incidents:
            raise no.NoSuchIncident
        text = required(explanation, field="explanation")
        self._record(e.IncidentSettled(incident_id=incident_id, explanation=text))

    def _entry(self, entry_id: UUID) -> e.CustodyRecorded:
        if entry_id not in self.custody:
            raise no.UnknownEntry
        return self.custody[entry_id]

    def _apply(self, event: e.ExhibitEvent) -> None:
        match event:
            case e.StepFinished() | e.StepRetried():
                self._apply_step(event)
            case e.CustodyRecorded() | e.CustodyEnded() | e.CustodyAcknowledged():
                self._apply_custody(event)
            case e.ExhibitWalled() | e.ExhibitReaderAdded() | e.ExhibitUnwalled():
                self._apply_wall(event)
            case e.ExhibitMarkingRaised() | e.ExhibitMarkingLowered():
                self.marking = event.marking
            case e.ExhibitViewed() | e.OriginalDownloaded() | e.FixityChecked():
                pass
            case e.FixityFailed():
                self.incidents = self.incidents | {event.incident_id}
            case e.IncidentSettled():
                self.incidents = self.incidents - {event.incident_id}
            case _:
                self._apply_words(event)

    def _apply_words(
        self,
        event: e.ExhibitReceived | e.ExhibitQuarantined | e.ExhibitDescribed | e.ReleasabilitySet | e.ExhibitSuperseded,
    ) -> None:
        match event:
            case e.ExhibitReceived():
                self.title, self.sha256, self.marking = event.title, event.sha256, event.marking
                self.releasability, self.steps = event.releasability, {FIRST_STEP: False}
            case e.ExhibitQuarantined():
                self.is_quarantined = True
            case e.ExhibitDescribed():
                self.title, self.description = event.title, event.description
            case e.ReleasabilitySet():
                self.releasability = event.releasability
            case e.ExhibitSuperseded():
                self.is_superseded = True
            case _:
                assert_never(event)

    def _apply_step(self, event: e.StepFinished | e.StepRetried) -> None:
        if isinstance(event, e.StepRetried):
            self.steps[event.step], self.limits[event.step] = False, event.limits
            return
        self.steps[event.step] = True
        for step in event.next_steps:
            self.steps.setdefault(step, False)

    def _apply_custody(self, event: e.CustodyRecorded | e.CustodyEnded | e.CustodyAcknowledged) -> None:
        if isinstance(event, e.CustodyRecorded):
            self.custody[event.entry_id] = event
        if isinstance(event, e.CustodyEnded) or (isinstance(event, e.CustodyRecorded) and event.held_until):
            self.ended.add(event.entry_id)
        if isinstance(event, e.CustodyAcknowledged) or (isinstance(event, e.CustodyRecorded) and event.is_acknowledged):
            self.acknowledged.add(event.entry_id)

    def _apply_wall(self, event: e.ExhibitWalled | e.ExhibitReaderAdded | e.ExhibitUnwalled) -> None:
        if isinstance(event, e.ExhibitUnwalled):
            self.readers = None
            return
        named = event.reader_ids if isinstance(event, e.ExhibitWalled) else (event.person_id,)
        self.readers = (self.readers or frozenset()) | set(named)


def _received(
    *, number: str, parent_id: UUID | None, origin: Origin, file: FileFacts, marking: Marking, declared: str | None
) -> e.ExhibitReceived:
    return e.ExhibitReceived(
        number=number,
        parent_id=parent_id,
        title=required(origin.title, field="title", longest=300),
        source=required(origin.source, field="source", longest=400),
        file_name=file.file_name,
        safe_name=file.safe_name,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        declared_sha256=declared,
        acquired_at=origin.acquired_at,
        acquired_precision=origin.acquired_precision,
        acquired_zone=required(origin.acquired_zone, field="acquired_zone", longest=60),
        acquired_by=required(origin.acquired_by, field="acquired_by", longest=200),
        method=optional(origin.method, field="method"),
        legal_basis=optional(origin.legal_basis, field="legal_basis"),
        marking=marking,
        releasability=optional(origin.releasability, field="releasability", longest=400),
    )


def _declared(text: str | None) -> str | None:
    text = (text or "").strip().lower()
    if text and not SHA256.fullmatch(text):
        raise BadInput("A SHA-256 is 64 hexadecimal digits.", field="declared_sha256")
    return text or None


def _require_interval(since: datetime, until: datetime | None) -> None:
    if since.tzinfo is None or (until is not None and until.tzinfo is None):
        raise BadInput("Times of custody need a time zone.", field="held_from")
    if until is not None and until <= since:
        raise BadInput("A holding ends after it begins.", field="held_until")
