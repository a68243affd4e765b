"""Load the demo's cases."""

from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import cases, people
from demo.acts import in_order
from demo.scenarios import CASES, PEOPLE


class Command(BaseCommand):
    """Tells every scenario through services with fixed dates; a second run changes nothing."""

    help = "Load the demo's people and cases, and say who may sign in."

    def handle(self, *_: Any, **__: Any) -> None:
        """Tell the scenarios unless they are told."""
        if settings.BEHIND_TLS:
            raise CommandError("The demo's people have a public password: they are not made behind TLS.")
        if not people.is_told():
            self._tell()
        names = ", ".join(person.name.lower() for person in PEOPLE)
        self.stdout.write(f"Sign in as one of {names} with the password {people.PASSWORD}")

    def _tell(self) -> None:
        start = min(case.opened_at for case in CASES) - timedelta(days=1)
        acts = in_order([*people.acts(start.astimezone(UTC)), *(act for case in CASES for act in cases.acts(case))])
        for number, act in enumerate(acts, 1):
            act.run()
            if number % 50 == 0:
                self.stdout.write(f"  told {number} of {len(acts)}")
        self.stdout.write(f"Told {len(acts)} acts, up to {acts[-1].at:%d %b %Y}")
