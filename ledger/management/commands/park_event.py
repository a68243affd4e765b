"""Let a reader pass over the event that it stands still at."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ledger import consumers
from ledger.domain.errors import DomainError


class Command(BaseCommand):
    """Who parked what and why is kept and shown by `status`."""

    help = "Let a reader of the log pass over the event that it stands still at; the reason is recorded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the reader, the event, who decided and why."""
        parser.add_argument("reader")
        parser.add_argument("position", type=int)
        parser.add_argument("--actor", required=True, help="sign-in name of who decided it")
        parser.add_argument("--reason", required=True)

    def handle(self, *_: Any, **options: Any) -> None:
        """Park it; the reader goes on at its next turn."""
        account = get_user_model().objects.filter(username=options["actor"], is_active=True).first()
        if account is None:
            raise CommandError(f"There is no account {options['actor']}.")
        name, position = options["reader"], options["position"]
        try:
            consumers.park(name=name, position=position, reason=options["reason"], by=account.pk, at=timezone.now())
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{name} passes over event {position}.")
