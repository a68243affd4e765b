"""Exhibits for tests, made through services."""

import io
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from evidence import services
from jobs.execution import run_next
from ledger.projections import Difference, compare, projected_models
from tests.people import ADA, NOON

ACQUIRED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
CSV = b"container,weight\nZZXU1042179,812\nZZXU1042332,790\n"


def receive(case_id: UUID, content: bytes = CSV, **values: Any) -> services.Received:
    """Take in a file as Ada."""
    given = {
        "file_name": "k1_imports.csv",
        "title": "Import entries",
        "source": "Partner customs agency",
        "acquired_at": ACQUIRED,
        "acquired_by": "Ben",
        "by": ADA,
        "at": NOON,
        **values,
    }
    return services.receive_exhibit(case_id=case_id, file=io.BytesIO(content), **given)


def work_off() -> None:
    """Do everything that was promised."""
    while run_next(["ingest", "fast", "render"]):
        pass


def differences() -> list[Difference]:
    """How the tables of evidence differ from their rebuild."""
    own = [model for model in projected_models() if model._meta.app_label == "evidence"]
    return [found for found in map(compare, own) if not found.is_empty]
