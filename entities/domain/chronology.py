"""Entries of a case's chronology: what happened, when as written, when in UTC, and what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar, assert_never
from uuid import UUID

from cases.domain.text import optional, required
from entities.domain import entry_events as e
from entities.domain.citations import Citation, without_repeats
from entities.domain.numbers import checked_number
from entities.domain.refusals import AlreadyThere, EntryWithdrawnAlready, OtherCase
from entities.domain.resolving import COARSEST_FIRST, Resolved, TimeFlag, resolve
from ledger.domain.aggregate import Aggregate
from ledger.domain.when import Precision, When

MAX_SUMMARY, MAX_DATE_TEXT, MAX_ZONE = 2_000, 60, 60


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What an entry says, as a person gives it."""

    date_text: str
    zone: str
    summary: str
    precision: Precision | None = None  # None: as precise as it is written
    parties: tuple[tuple[UUID, UUID], ...] = ()  # entity and the case that it belongs to
    citations: tuple[Citation, ...] = ()


class ChronologyEntry(Aggregate[e.EntryEvent]):
    """Decides on one entry. Its events carry the entry's own time as the time at which they occurred."""

    stream_family = "entry"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.case_id: UUID | None = None
        self.number = self.date_text = self.zone = self.summary = ""
        self.utc: datetime | None = None
        self.precision = Precision.INSTANT
        self.flags: tuple[TimeFlag, ...] = ()
        self.party_ids: tuple[UUID, ...] = ()
        self.citations: tuple[Citation, ...] = ()
        self.is_withdrawn = False

    def enter(self, *, case_id: UUID, number: str, happening: Happening) -> None:
        """Enter what happened.

        Raises:
            AlreadyThere, UnreadableDate, ZoneMissing, UnknownZone, OtherCase (a party of another case).
        """
        if self.exists:
            raise AlreadyThere
        resolved, said = _read(happening, case_id=case_id)
        new = e.EntryEntered(case_id=case_id, number=checked_number(number), **said)
        self._record(new, when=When(at=resolved.utc, precision=resolved.precision))

    def correct(self, *, happening: Happening, reason: str) -> None:
        """Give all values anew.

        Raises:
            EntryWithdrawnAlready, and what `enter` raises.
        """
        self._require_standing()
        resolved, said = _read(happening, case_id=self.case_id)
        new = e.EntryCorrected(reason=required(reason, field="reason"), **said)
        self._record(new, when=When(at=resolved.utc, precision=resolved.precision))

    def withdraw(self, *, reason: str) -> None:
        """Let the entry stand no longer; it stays readable."""
        self._require_standing()
        self._record(e.EntryWithdrawn(reason=required(reason, field="reason")))

    def _require_standing(self) -> None:
        if self.is_withdrawn:
            raise EntryWithdrawnAlready

    def _apply(self, event: e.EntryEvent) -> None:
        match event:
            case e.EntryEntered(case_id=case_id, number=number):
                self.case_id, self.number = case_id, number
                self._take(event)
            case e.EntryCorrected():
                self._take(event)
            case e.EntryWithdrawn():
                self.is_withdrawn = True
            case _:
                assert_never(event)

    def _take(self, event: e.EntryEntered | e.EntryCorrected) -> None:
        self.date_text, self.zone, self.summary = event.date_text, event.zone, event.summary
        self.utc, self.precision, self.flags = event.utc, event.precision, event.flags
        self.party_ids, self.citations = event.party_ids, event.citations


class Dated(Protocol):
    """Anything that stands in a chronology."""

    @property
    def utc(self) -> datetime: ...
    @property
    def precision(self) -> Precision: ...
    @property
    def number(self) -> str: ...


AnyDated = TypeVar("AnyDated", bound=Dated)


def in_order(entries: Iterable[AnyDated]) -> list[AnyDated]:
    """By instant; of equal instants the vaguer first ("March" before "1 March"), then by number."""
    return sorted(entries, key=lambda one: (one.utc, COARSEST_FIRST.index(one.precision), one.number))


def _read(happening: Happening, *, case_id: UUID | None) -> tuple[Resolved, dict[str, Any]]:
    """The instant, and the fields that entering and correcting have in common."""
    if any(of_case != case_id for _, of_case in happening.parties):
        raise OtherCase
    date_text = required(happening.date_text, field="date_text", longest=MAX_DATE_TEXT)
    zone = optional(happening.zone, field="zone", longest=MAX_ZONE)
    resolved = resolve(date_text, zone, precision=happening.precision)
    return resolved, {
        "date_text": date_text,
        "zone": zone,
        "precision": resolved.precision,
        "utc": resolved.utc,
        "flags": resolved.flags,
        "candidates": resolved.candidates,
        "summary": required(happening.summary, field="summary", longest=MAX_SUMMARY),
        "party_ids": tuple(dict.fromkeys(party for party, _ in happening.parties)),
        "citations": without_repeats(happening.citations),
    }
