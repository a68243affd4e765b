"""Measure taking in evidence against a plain copy with SHA-256 in one run: `python -m benchmarks.evidence.run`.

The baseline copies a file in blocks of 1 MiB, hashes it on the way and syncs it to the disk: the least there could be.
"""

import hashlib
import io
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from django.core.management import call_command

from accounts.domain.markings import Marking
from benchmarks.evidence.home import HOME
from evidence import uploads
from jobs.execution import run_job
from jobs.models import Job
from tests import builders
from tests.evidence.builders import receive
from tests.people import ADA

LARGE_BYTES = 128 * 1024 * 1024
SMALL_BYTES = 4 * 1024
SMALL_FILES = 50
LOOKED_INTO = 8
ROUNDS = 3
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def main() -> None:
    call_command("migrate", verbosity=0)
    builders.people()
    case_id = builders.a_case()
    large = bytes(range(256)) * (LARGE_BYTES // 256)
    print(f"one file of {LARGE_BYTES // 1024**2} MiB, MB/s")
    compare(
        {
            "copy + SHA-256": lambda turn: plain(fresh(large, turn)),
            "taken in by form": lambda turn: receive(case_id, fresh(large, turn)),
            "taken in by pieces": lambda turn: pieces(case_id, fresh(large, 100 + turn)),
        },
        amount=LARGE_BYTES / 1e6,
    )
    print(f"{SMALL_FILES} files of {SMALL_BYTES // 1024} KiB, files/s")
    compare(
        {
            "copy + SHA-256": lambda turn: many(plain, turn=turn),
            "taken in by form": lambda turn: many(partial(receive, case_id), turn=100 + turn),
        },
        amount=SMALL_FILES,
    )
    look(case_id)


def compare(ways: dict[str, Callable[[int], object]], *, amount: float) -> None:
    """Time every way in turn, round by round; print medians of wall clock and processor with ratios to the first."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(ROUNDS):
        for name, way in ways.items():
            taken[name].append(seconds(partial(way, turn)))
    medians = {
        name: [statistics.median(column) for column in zip(*found, strict=True)] for name, found in taken.items()
    }
    least = next(iter(medians.values()))
    for name, (wall, cpu) in medians.items():
        walls = f"{amount / wall:8.1f} wall {wall / least[0]:6.2f} x"
        cpus = f"{amount / cpu:8.1f} cpu {cpu / least[1]:6.2f} x"
        print(f"  {name:20} {walls}   {cpus}")


def seconds(run: Callable[[], object]) -> tuple[float, float]:
    """Wall clock and processor time of this process."""
    begun = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - begun[0], time.process_time() - begun[1]


def fresh(content: bytes, number: int) -> bytes:
    """Other content every time: the same file is not taken in twice."""
    return number.to_bytes(4) + content


def plain(content: bytes) -> None:
    source, digest = io.BytesIO(content), hashlib.sha256()
    with (HOME / "copy").open("wb") as target:
        while block := source.read(1024 * 1024):
            digest.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())


def many(one: Callable[[bytes], object], *, turn: int) -> None:
    for number in range(SMALL_FILES):
        one(fresh(os.urandom(SMALL_BYTES), turn * SMALL_FILES + number))


def pieces(case_id: UUID, content: bytes) -> None:
    """As tus brings it: pieces of 8 MiB to quarantine, then the job that hashes the whole."""
    said = {"title": "t", "source": "s", "acquired_at": NOW, "acquired_by": "Ada", "marking": Marking.AMBER}
    upload = uploads.begin(case_id=case_id, file_name="a", size_bytes=len(content), said=said, by=ADA, at=NOW)
    for offset in range(0, len(content), uploads.CHUNK_BYTES):
        piece = content[offset : offset + uploads.CHUNK_BYTES]
        uploads.append(upload.id, io.BytesIO(piece), offset=offset, length=len(piece), at=NOW)
    run_job(Job.objects.get(kind="evidence.take_in", state="queued").pk)


def look(case_id: UUID) -> None:
    """Tables looked into by one worker: identified and read, each step in a child of its own."""
    Job.objects.filter(kind="evidence.process").update(state="done")
    for number in range(LOOKED_INTO):
        receive(case_id, f"container,weight\nZZXU{number},812\n".encode())
    waiting = list(Job.objects.filter(kind="evidence.process", state="queued").values_list("pk", flat=True))
    taken, _ = seconds(lambda: [run_job(pk) for pk in waiting])
    print(f"{len(waiting)} tables identified and read by one worker: {len(waiting) / taken:.1f} files/s")


if __name__ == "__main__":
    main()
