"""What others may ask about exhibits. Rights are asked by the caller through `permissions`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cases.queries import rows
from evidence.domain import custody as chain
from evidence.models import CustodyEntry as CustodyEntry
from evidence.models import Derived, ExhibitReader, FileRecord, Incident, StepRun
from evidence.models import Exhibit as Exhibit
from evidence.models import Segment as Segment
from ledger.domain.errors import NotFound


def exhibit(exhibit_id: UUID) -> Exhibit:
    """One exhibit.

    Raises:
        NotFound: there is none.
    """
    found = Exhibit.objects.filter(pk=exhibit_id).first()
    if found is None:
        raise NotFound
    return found


def exhibits_of(case_id: UUID, *, upto: int | None = None) -> list[Exhibit]:
    """Exhibits of a case in order of number, now or as they stood at a position."""
    return sorted(rows(Exhibit, case_id, upto=upto), key=lambda row: row.sort_key)


def exhibits_by_id(ids: Iterable[UUID]) -> dict[UUID, Exhibit]:
    """Several exhibits at once."""
    return Exhibit.objects.in_bulk(set(ids))


def numbers(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Numbers such as X-05 of several exhibits; unknown ids are left out."""
    return dict(Exhibit.objects.filter(pk__in=set(ids)).values_list("id", "number"))


def is_citable(exhibit_id: UUID) -> bool:
    """False for what is in quarantine, superseded or under an open incident, and for what is not there."""
    return Exhibit.objects.filter(
        pk=exhibit_id, quarantine_reason="", successor_id__isnull=True, open_incidents=0
    ).exists()


def readers(exhibit_id: UUID) -> list[UUID]:
    """The people named by an exhibit's wall."""
    return list(
        ExhibitReader.objects.filter(exhibit_id=exhibit_id).order_by("person_id").values_list("person_id", flat=True)
    )


def parts(exhibit_id: UUID) -> list[Exhibit]:
    """Parts of an exhibit in order of number."""
    return list(Exhibit.objects.filter(parent_id=exhibit_id).order_by("sort_key"))


def custody(exhibit_id: UUID) -> list[CustodyEntry]:
    """Custody of an exhibit in order of time."""
    return list(CustodyEntry.objects.filter(exhibit_id=exhibit_id).order_by("held_from", "id"))


def custody_of_case(case_id: UUID, *, upto: int | None = None) -> dict[UUID, list[CustodyEntry]]:
    """Custody of all exhibits of a case by exhibit, each in order of time."""
    found: dict[UUID, list[CustodyEntry]] = {}
    for row in sorted(rows(CustodyEntry, case_id, upto=upto), key=lambda row: (row.held_from, str(row.id))):
        found.setdefault(row.exhibit_id, []).append(row)
    return found


def custody_findings(exhibit_id: UUID) -> list[chain.CustodyFinding]:
    """Gaps, overlaps and unacknowledged transfers of an exhibit's custody."""
    return findings_in(custody(exhibit_id))


def findings_in(entries: Iterable[CustodyEntry]) -> list[chain.CustodyFinding]:
    """Gaps, overlaps and unacknowledged transfers in some custody entries of one exhibit."""
    return chain.findings(
        chain.Holding(
            entry_id=row.id,
            holder=row.holder,
            since=row.held_from,
            until=row.held_until,
            is_acknowledged=row.is_acknowledged,
        )
        for row in entries
    )


def steps(exhibit_id: UUID) -> list[StepRun]:
    """Steps taken or waiting, in the order in which they are taken."""
    found = StepRun.objects.filter(exhibit_id=exhibit_id)
    return sorted(found, key=lambda row: (ORDER.get(row.step, len(ORDER)), row.step))


def steps_of(exhibit_ids: Iterable[UUID]) -> dict[UUID, list[StepRun]]:
    """Steps of several exhibits."""
    found: dict[UUID, list[StepRun]] = {}
    runs = StepRun.objects.filter(exhibit_id__in=list(exhibit_ids))
    for row in sorted(runs, key=lambda row: (ORDER.get(row.step, len(ORDER)), row.step)):
        found.setdefault(row.exhibit_id, []).append(row)
    return found


def segments(exhibit_id: UUID) -> list[Segment]:
    """Text of an exhibit with its pins, in the order of the file."""
    return list(Segment.objects.filter(exhibit_id=exhibit_id).order_by("ordinal"))


def pins(places: Iterable[tuple[UUID, int]]) -> dict[tuple[UUID, int], dict[str, Any]]:
    """Where in their files some stretches of text lie, by exhibit and ordinal."""
    wanted = set(places)
    rows = Segment.objects.filter(
        exhibit_id__in={exhibit_id for exhibit_id, _ in wanted}, ordinal__in={ordinal for _, ordinal in wanted}
    )
    found = {
        (exhibit_id, ordinal): pin for exhibit_id, ordinal, pin in rows.values_list("exhibit_id", "ordinal", "pin")
    }
    return {place: found[place] for place in wanted & found.keys()}


def derived(exhibit_id: UUID, *, kind: str = "") -> list[Derived]:
    """Files drawn from an exhibit: thumbnail, page, entries."""
    found = Derived.objects.filter(exhibit_id=exhibit_id, **({"kind": kind} if kind else {}))
    return list(found.order_by("kind", "number"))


def with_thumbnail(exhibit_ids: Iterable[UUID]) -> set[UUID]:
    """Which of some exhibits have a thumbnail."""
    found = Derived.objects.filter(exhibit_id__in=list(exhibit_ids), kind="thumbnail", number=SMALL)
    return set(found.values_list("exhibit_id", flat=True))


def record(exhibit_id: UUID) -> FileRecord | None:
    """What a file says of itself, if a step has read it."""
    return FileRecord.objects.filter(pk=exhibit_id).first()


def incidents(exhibit_id: UUID) -> list[Incident]:
    """Incidents of an exhibit, newest first."""
    return list(Incident.objects.filter(exhibit_id=exhibit_id).order_by("-opened_at", "id"))


def number_is_taken(case_id: UUID, number: str) -> bool:
    """True when an exhibit of the case has this number, whether or not anybody may see it."""
    return Exhibit.objects.filter(case_id=case_id, number=number).exists()


def next_number(case_id: UUID, *, parent: Exhibit | None = None) -> str:
    """The number after the largest of the case, or of the parts of one exhibit."""
    if parent is None:
        last = Exhibit.objects.filter(case_id=case_id).order_by("-sort_key").values_list("sort_key", flat=True).first()
        return f"X-{int((last or '0.0').partition('.')[0]) + 1:02}"
    whole = parent.sort_key.partition(".")[0]
    found = Exhibit.objects.filter(case_id=case_id, sort_key__startswith=f"{whole}.").order_by("-sort_key")
    last = found.values_list("sort_key", flat=True).first() or f"{whole}.0"
    return f"{parent.number}.{int(last.partition('.')[2]) + 1}"


ORDER = {"identify": 0, "text": 1, "images": 2, "archive": 3}
SMALL, LARGE = 240, 960
