"""What a step drew from a file: text as rows, pictures and listings in the store."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import msgspec

from evidence import store
from evidence.models import Derived, FileRecord, Segment
from evidence.processing.results import ProducedFile, Step, StepResult
from evidence.processing.wire import ENTRIES_NAME, SEGMENTS_NAME, read_segments

PICTURE = re.compile(r"(?P<kind>thumb|page)-(?P<number>\d+)\.png")
KINDS = {"thumb": "thumbnail", "page": "page"}
SAID_OF_ITSELF = ("picture", "document", "headers")
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Rows to write for one exhibit; the files are in the store already."""

    step: Step
    segments: list[Segment] = field(default_factory=list)
    files: list[Derived] = field(default_factory=list)
    record: FileRecord | None = None

    def write(self, exhibit_id: UUID) -> None:
        """Replace what the same step drew before."""
        if self.step is Step.TEXT:
            Segment.objects.filter(exhibit_id=exhibit_id).delete()
            FileRecord.objects.filter(exhibit_id=exhibit_id).delete()
        kinds = {Step.IMAGES: ["thumbnail", "page"], Step.ARCHIVE: ["entries"]}.get(self.step, [])
        Derived.objects.filter(exhibit_id=exhibit_id, kind__in=kinds).delete()
        for segment in self.segments:
            segment.exhibit_id = exhibit_id
        for file in self.files:
            file.exhibit_id = exhibit_id
        if self.record is not None:
            self.record.exhibit_id = exhibit_id
            self.record.save(force_insert=True)
        Segment.objects.bulk_create(self.segments, batch_size=BATCH)
        Derived.objects.bulk_create(self.files, batch_size=BATCH)


def take_in(result: StepResult, *, folder: Path) -> Drawn:
    """Read the text and put pictures and listings of a step into the store."""
    names = {file.name for file in result.files}
    segments = _segments(folder / SEGMENTS_NAME) if SEGMENTS_NAME in names else []
    files = [row for file in result.files if (row := _file(file, folder=folder)) is not None]
    return Drawn(step=result.step, segments=segments, files=files, record=_record(result))


def _record(result: StepResult) -> FileRecord | None:
    facts = result.facts if result.step is Step.TEXT else {}
    said = {name: facts[name] for name in SAID_OF_ITSELF if facts.get(name)}
    return FileRecord(said=said, extractors=dict(result.tools)) if said else None


def _segments(path: Path) -> list[Segment]:
    return [
        Segment(
            ordinal=ordinal,
            pin=msgspec.to_builtins(read.pin),
            text=read.text,
            tool=read.by,
            is_machine_reading=read.is_machine_reading,
        )
        for ordinal, read in enumerate(read_segments(path), start=1)
    ]


def _file(file: ProducedFile, *, folder: Path) -> Derived | None:
    named = PICTURE.fullmatch(file.name)
    if (named is None and file.name != ENTRIES_NAME) or not file.size_bytes:  # a listing of nothing is not kept
        return None
    stored = store.put_path(folder / file.name)
    kind, number = (KINDS[named["kind"]], int(named["number"])) if named else ("entries", 0)
    return Derived(kind=kind, number=number, sha256=stored.sha256, size_bytes=stored.size_bytes)
