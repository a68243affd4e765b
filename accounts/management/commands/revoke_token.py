"""End a token of the programming interface."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import queries, services
from ledger.domain.errors import DomainError


class Command(BaseCommand):
    """Programs that use the token are refused from this moment."""

    help = "End a token at once; create_token printed its id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the account, the token and why."""
        parser.add_argument("--actor", required=True, help="sign-in name of the account, or the name of its person")
        parser.add_argument("--token", required=True, help="id of the token, not the token itself")
        parser.add_argument("--reason", required=True, help="why; it stands in the log")

    def handle(self, *_: Any, **options: Any) -> None:
        """End it."""
        account = queries.user_by_name(options["actor"]) or queries.user_called(options["actor"])
        if account is None:
            raise CommandError(f"There is no account {options['actor']}.")
        given = {"token_id": options["token"], "reason": options["reason"]}
        try:
            services.revoke_token(person_id=account.id, **given, by=account.id, at=timezone.now())
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Token {options['token']} has ended.")
