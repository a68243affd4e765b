"""Draw text and pictures of exhibits again."""

from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from evidence.models import Exhibit
from jobs.services import promise


class Command(BaseCommand):
    """`manage.py rerun_evidence`: promises one job for each exhibit; the log gains nothing."""

    help = "Promise to draw text and pictures of every exhibit again, such as after a restore without them."

    def handle(self, *_: Any, **__: Any) -> None:
        """Promise the work in one transaction."""
        rows = list(Exhibit.objects.order_by("id").values_list("id", "case_id"))
        correlation_id, now = uuid4(), timezone.now()
        with transaction.atomic():
            for exhibit_id, case_id in rows:
                promise(
                    kind="evidence.redraw",
                    args={"exhibit_id": exhibit_id},
                    queue="ingest",
                    scope_id=case_id,
                    requested_by=None,
                    correlation_id=correlation_id,
                    dedupe_key=f"evidence.redraw:{exhibit_id}",
                    at=now,
                )
        self.stdout.write(f"{len(rows)} promised.")
