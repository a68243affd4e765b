"""Callers with a token: who they are, and when the token stops working."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from accounts import services
from accounts.adapter import ClosedSignUp
from accounts.models import Token, User
from ledger.codec import utc_text
from tests import builders
from tests.people import ADA, LOU

pytestmark = pytest.mark.django_db


@pytest.fixture
def token():
    builders.people(ADA, LOU)
    return services.make_token(
        person_id=ADA,
        name="script",
        scopes=("search:read", "cases:read"),
        lifetime=timedelta(days=1),
        by=ADA,
        at=timezone.now(),
    )


def me(secret: str, *, scheme: str = "Bearer"):
    return Client().get("/api/v1/me", headers={"Authorization": f"{scheme} {secret}"} if secret else {})


def test_a_token_tells_its_person_and_its_scopes(token):
    answer = me(token.secret, scheme="bearer")

    assert answer.status_code == HTTPStatus.OK
    told = answer.json()
    assert told.pop("as_of_position").startswith("pos_")
    assert told.pop("token_expires_at") > utc_text(timezone.now())
    assert told == {
        "id": str(ADA),
        "username": "ada",
        "name": "Ada",
        "roles": ["investigator"],
        "clearance": "TLP:RED",
        "time_zone": "UTC",
        "scopes": ["cases:read", "search:read"],
        "cases": ["*"],
    }


def test_a_session_has_no_scopes(token, sign_in):
    assert sign_in(ADA).get("/api/v1/me").json()["scopes"] is None


def test_the_last_use_is_noted_every_few_minutes(token):
    me(token.secret)
    first = Token.objects.get().last_used_at
    me(token.secret)
    assert Token.objects.get().last_used_at == first

    Token.objects.update(last_used_at=first - timedelta(minutes=6))
    me(token.secret)
    assert Token.objects.get().last_used_at >= first


@pytest.mark.parametrize("secret", ["", "interdict_guessed"])
def test_without_a_token_nobody_is_told_anything(token, secret):
    answer = me(secret)

    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer["WWW-Authenticate"] == 'Bearer realm="interdict"'


def test_another_scheme_is_no_token(token):
    assert me(token.secret, scheme="Basic").status_code == HTTPStatus.UNAUTHORIZED


def expired(token) -> None:
    Token.objects.update(expires_at=timezone.now())


def revoked(token) -> None:
    services.revoke_token(person_id=ADA, token_id=token.id, reason="Lost", by=ADA, at=timezone.now())


def closed(token) -> None:
    services.disable_account(person_id=ADA, reason="Left", by=LOU, at=timezone.now())


def inactive(token) -> None:
    User.objects.filter(pk=ADA).update(is_active=False)


def closed_in_the_log_alone(token) -> None:
    closed(token)
    User.objects.filter(pk=ADA).update(is_active=True)


@pytest.mark.parametrize("ending", [expired, revoked, closed, inactive, closed_in_the_log_alone])
def test_a_token_stops_working_at_once(token, ending):
    ending(token)

    assert me(token.secret).status_code == HTTPStatus.UNAUTHORIZED


def test_nobody_signs_up(rf):
    assert ClosedSignUp().is_open_for_signup(rf.get("/")) is False
