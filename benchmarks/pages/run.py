"""Measure lists at a hundred and at many rows in one run: `python -m benchmarks.pages.run [rows]`.

Everything is written by the aggregates and their projections into a database of its own; then each page is asked for
by a test client, with rights, templates and middleware. What counts is the number of queries and the ratio of times.
"""

import os
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from typing import Any
from uuid import UUID

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FEW, MANY, TIMES, AT_ONCE = 100, 1_000, 7, 500
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGES = {
    "list of cases": "/cases/",
    "worklist": "/",
    "case": "/cases/{case}/",
    "agenda": "/cases/{case}/agenda/",
    "history": "/cases/{case}/history/",
    "history of one kind": "/cases/{case}/history/?kind=entity",
    "evidence": "/cases/{case}/evidence/",
    "entities": "/cases/{case}/entities/",
}


def main(many: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # they make a home of their own
    django.setup()
    try:
        call_command("migrate", verbosity=0)
        measure(import_module("benchmarks.pages.world"), many)
    finally:
        shutil.rmtree(os.environ["INTERDICT_HOME"])


def measure(world: Any, many: int) -> None:
    started = time.perf_counter()
    small, small_case = built(world, "Small", rows=FEW)
    large, large_case = built(world, "Large", rows=many)
    print(f"built in {time.perf_counter() - started:.0f} s")
    print(f"| page | queries at {FEW:,} | at {many:,} | ms at {FEW:,} | at {many:,} | ratio |")
    print("|---|---|---|---|---|---|")
    for label, address in PAGES.items():
        few, few_ms = asked(small, address.format(case=small_case))
        lot, lot_ms = asked(large, address.format(case=large_case))
        print(f"| {label} | {few} | {lot} | {few_ms:.0f} | {lot_ms:.0f} | {lot_ms / few_ms:.2f} |", flush=True)


def built(world: Any, name: str, *, rows: int) -> tuple[UUID, UUID]:
    """A person who leads so many cases, and one of these with as many of everything in it."""
    person_id = world.a_person(name)
    numbers = count(1)
    case_id = world.some_cases(person_id, letters=name[:2].upper(), numbers=numbers, times=1)
    for first, wanted in spans(rows):
        world.some_cases(person_id, letters=name[:2].upper(), numbers=numbers, times=wanted)
        world.fill_case(case_id, by=person_id, first=first, times=wanted)
    return person_id, case_id


def spans(rows: int) -> Iterator[tuple[int, int]]:
    yield from ((first, min(AT_ONCE, rows - first)) for first in range(0, rows, AT_ONCE))


def asked(person_id: UUID, address: str) -> tuple[int, float]:
    """Queries and median milliseconds of a page, after one look that fills the caches."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(pk=person_id), backend=BACKEND)
    if (answer := client.get(address)).status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
        queries = len(captured)
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - started))
    return queries, statistics.median(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
