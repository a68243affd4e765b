"""Load the demo's cases."""

from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import cases, exhibits, people, records
from demo.acts import Act, id_of, in_order
from demo.scenarios import CASES, PEOPLE
from ledger.commands import once


class Command(BaseCommand):
    """Tells every scenario through services with fixed dates; what is told already is passed over."""

    help = "Load the demo's people and cases, and say who may sign in."

    def handle(self, *_: Any, **__: Any) -> None:
        """Tell the scenarios."""
        if settings.BEHIND_TLS:
            raise CommandError("The demo's people have a public password: they are not made behind TLS.")
        self._tell()
        names = ", ".join(person.name.lower() for person in PEOPLE)
        self.stdout.write(f"Sign in as one of {names} with the password {people.PASSWORD}")

    def _tell(self) -> None:
        start = min(case.opened_at for case in CASES) - timedelta(days=1)
        told = (act for case in CASES for room in (cases, exhibits, records) for act in room.acts(case))
        acts = in_order([*people.acts(start.astimezone(UTC)), *told])
        for number, act in enumerate(acts, 1):
            new = self._once(number, act)
            if new and number % 50 == 0:
                self.stdout.write(f"  told {number} of {len(acts)}")
        self.stdout.write(f"Told {len(acts)} acts, up to {acts[-1].at:%d %b %Y}")

    @staticmethod
    def _once(number: int, act: Act) -> bool:
        """Each act is a command with a key: a telling that was broken off goes on where it stopped."""
        key = id_of("act", str(number), act.at.isoformat())
        _, was_told = once(command_id=key, digest=key.hex, run=lambda: act.run() and None, at=act.at)
        return not was_told
