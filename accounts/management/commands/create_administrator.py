"""Make the first administrator of an empty installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import queries, services
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.domain.markings import Marking


class Command(BaseCommand):
    """Does nothing when somebody administers this installation already."""

    help = "Make the first administrator and print a password once; the second time it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the sign-in name."""
        parser.add_argument("--username", default="admin", help="sign-in name")

    def handle(self, *_: Any, **options: Any) -> None:
        """Make the account unless there is one."""
        there = queries.accounts(role=Role.ADMINISTRATOR, is_closed=False).order_by("date_joined", "id").first()
        if there:
            self.stdout.write(f"{there.username} administers this installation.")
            return
        password = services.new_password()
        services.open_account(
            username=options["username"],
            name="Administrator",
            password=password,
            roles=[Role.ADMINISTRATOR],
            clearance=Marking.CLEAR,
            by=SYSTEM_ID,
            at=timezone.now(),
        )
        self.stdout.write(f"Sign in as {options['username']} with {password} and change it; it is shown only now.")
