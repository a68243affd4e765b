"""Hash every stored original now and say what differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evidence import processes
from evidence.models import Exhibit


class Command(BaseCommand):
    """`manage.py fixity`: exit code 1 when a stored file is not what was received."""

    help = "Hash every stored original; a difference opens an incident and ends with exit code 1."

    def handle(self, *_: Any, **__: Any) -> None:
        """Check them all, one transaction for each."""
        rows = list(Exhibit.objects.order_by("id"))
        damaged = [row for row in rows if not processes.check_one(row, at=timezone.now())]
        self.stdout.write(f"{len(rows)} checked, {len(damaged)} damaged.")
        if damaged:
            raise CommandError(f"Damaged: {', '.join(sorted(row.number for row in damaged))}. See their incidents.")
