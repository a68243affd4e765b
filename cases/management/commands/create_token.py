"""Hand out a token for the programming interface."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import queries, services
from cases.queries import case_by_reference
from ledger.domain.errors import DomainError
from rest.endpoints import SCOPES
from rest.reach import EVERY_CASE

DAYS = 90


class Command(BaseCommand):
    """The token is printed once and kept nowhere."""

    help = "Print a new token of an account; only its hash is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the account, the scopes and the lifetime."""
        parser.add_argument("--actor", required=True, help="sign-in name of the account, or the name of its person")
        parser.add_argument("--scopes", required=True, help=f"all, or some of {', '.join(SCOPES)}, with commas")
        parser.add_argument(
            "--case",
            action="append",
            dest="cases",
            help="reference of a case it is for, as often as wanted; left out or *: all but walled ones",
        )
        parser.add_argument(
            "--network", action="append", dest="networks", help="from where it may be used, such as 192.0.2.0/24"
        )
        parser.add_argument("--days", type=int, default=DAYS, help="lifetime in days, at most 366")
        parser.add_argument("--name", default="made on the command line", help="what the token is for")

    def handle(self, *_: Any, **options: Any) -> None:
        """Make it and print it alone on its line."""
        account = queries.user_by_name(options["actor"]) or queries.user_called(options["actor"])
        if account is None:
            raise CommandError(f"There is no account {options['actor']}.")
        try:
            token = services.make_token(
                person_id=account.id,
                name=options["name"],
                scopes=scopes_of(options["scopes"]),
                lifetime=timedelta(days=options["days"]),
                cases=cases_of(options["cases"] or [EVERY_CASE]),
                networks=tuple(options["networks"] or ()),
                by=account.id,
                at=timezone.now(),
            )
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(token.secret)
        self.stderr.write(f"Token {token.id} is valid until {token.expires_at:%Y-%m-%d}. It is shown only now.")


def scopes_of(text: str) -> tuple[str, ...]:
    """Scopes of a comma-separated list; `all` are all that there are.

    Raises:
        CommandError: an unknown one.
    """
    wanted = tuple(SCOPES) if text == "all" else tuple(word.strip() for word in text.split(",") if word.strip())
    unknown = sorted(set(wanted) - set(SCOPES))
    if unknown or not wanted:
        raise CommandError(f"There is no scope {', '.join(unknown) or text!r}. There are: {', '.join(SCOPES)}.")
    return wanted


def cases_of(references: list[str]) -> tuple[str, ...]:
    """Ids of cases; `*` stays.

    Raises:
        CommandError: an unknown reference.
    """
    found = {reference: case_by_reference(reference) for reference in references if reference != EVERY_CASE}
    unknown = [reference for reference, case in found.items() if case is None]
    if unknown:
        raise CommandError(f"There is no case {', '.join(unknown)}.")
    named = tuple(str(case.id) for case in found.values() if case)
    return (EVERY_CASE, *named) if EVERY_CASE in references else named
