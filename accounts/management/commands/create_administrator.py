"""Make the first administrator of an empty installation."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import queries, services
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.permissions import may_administer


class Command(BaseCommand):
    """Does nothing when somebody administers this installation already."""

    help = "Make the first administrator and print a password once; the second time it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the sign-in name."""
        parser.add_argument("--username", default="admin", help="sign-in name")

    def handle(self, *_: Any, **options: Any) -> None:
        """Make the account unless there is one."""
        administrators = [user.username for user in queries.users() if may_administer(queries.person(user.id))]
        if administrators:
            self.stdout.write(f"{administrators[0]} administers this installation.")
            return
        password = secrets.token_urlsafe(18)
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
