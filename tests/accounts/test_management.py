"""Accounts on the command line."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import queries, services
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.models import Token
from accounts.services import digest_of
from rest.endpoints import SCOPES
from tests import builders
from tests.people import ADA, LOU

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    told = StringIO()
    call_command(*words, stdout=told, stderr=StringIO())
    return told.getvalue()


def test_the_first_administrator_gets_a_password_once():
    told = run("create_administrator", "--username", "root")

    account = queries.user_by_name("root")
    assert queries.person(account.id).has(Role.ADMINISTRATOR)
    assert account.check_password(told.split("with ")[1].split(" and")[0])
    assert run("create_administrator", "--username", "second") == "root administers this installation.\n"
    assert len(queries.users()) == 1


def test_a_closed_administrator_does_not_count():
    builders.people(LOU)
    services.disable_account(person_id=LOU, reason="Left", by=SYSTEM_ID, at=timezone.now())

    run("create_administrator")

    assert queries.user_by_name("admin") is not None


@pytest.mark.parametrize(
    ("scopes", "kept"), [("all", list(SCOPES)), ("cases:read, search:read", ["cases:read", "search:read"])]
)
def test_a_token_is_printed_alone(scopes, kept):
    builders.people(ADA)

    secret = run("create_token", "--actor", "ada", "--scopes", scopes, "--days", "3").strip()

    row = Token.objects.get()
    assert (row.digest, row.person_id, row.scopes) == (digest_of(secret), ADA, kept)
    assert row.expires_at - timezone.now() < timedelta(days=3)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--actor", "nobody", "--scopes", "all"), "There is no account nobody"),
        (("--actor", "ada", "--scopes", "cases:fly"), "There is no scope .*cases:fly"),
        (("--actor", "ada", "--scopes", ","), "There is no scope ','"),
        (("--actor", "ada", "--scopes", "all", "--days", "400"), "at most a year"),
    ],
)
def test_a_token_that_cannot_be_made(words, why):
    builders.people(ADA)

    with pytest.raises(CommandError, match=why):
        run("create_token", *words)

    assert not Token.objects.exists()
