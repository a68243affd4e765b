"""One's own account: what it shows, and that its settings reach every page."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import Token, User
from tests import builders
from tests.conftest import BACKEND
from tests.cost import queries_of
from tests.people import ADA, BEN

pytestmark = pytest.mark.django_db
SETTINGS = {"time_zone": "Asia/Tokyo", "density": "compact", "single_keys": ""}


@pytest.fixture(autouse=True)
def cast():
    builders.people(ADA, BEN, builders.IDA, builders.LOU)


def a_token(person_id, name="Nightly import"):
    return services.make_token(
        person_id=person_id,
        name=name,
        scopes=("cases:read",),
        lifetime=timedelta(days=7),
        by=person_id,
        at=timezone.now(),
    )


def test_the_profile_says_who_one_is(sign_in):
    page = sign_in(ADA).get("/profile/").content.decode()

    assert all(word in page for word in ("Ada", "investigator", "TLP:RED", "Add a passkey", "this one"))


def test_chosen_settings_take_effect_on_every_page(sign_in):
    case_id = builders.a_case()
    client = sign_in(ADA)
    assert client.post("/profile/", SETTINGS).status_code == 303

    for path in ("/", "/cases/", f"/cases/{case_id}/", "/search/", "/jobs/", "/profile/"):
        page = client.get(path).content.decode()
        assert "Times in Asia/Tokyo (JST)" in page, path
        assert "density-compact" in page, path
        assert 'data-keys="off"' in page, path
    assert "21:00 JST" in client.get(f"/cases/{case_id}/history/").content.decode()


def test_a_setting_that_there_is_not_is_refused(sign_in):
    answer = sign_in(ADA).post("/profile/", SETTINGS | {"time_zone": "Mars/Olympus"})

    assert answer.status_code == 422
    assert User.objects.get(pk=ADA).time_zone == "UTC"


def test_a_zone_of_an_older_name_stays_choosable(sign_in):
    User.objects.filter(pk=ADA).update(time_zone="Singapore")

    assert '<option value="Singapore" selected' in sign_in(ADA).get("/profile/").content.decode()


def test_another_session_of_one_s_own_is_ended(sign_in):
    other = Client()
    other.force_login(User.objects.get(pk=ADA), backend=BACKEND)
    other.get("/profile/")
    session = UserSession.objects.get(user_id=ADA)
    client = sign_in(ADA)

    assert "End this session" in client.get("/profile/").content.decode()
    client.post(reverse("accounts:end_session", args=[session.pk]))

    assert other.get("/profile/").status_code == 302
    assert client.get("/profile/").status_code == 200


def test_all_other_sessions_end_at_once(sign_in):
    others = [Client(), Client()]
    for other in others:
        other.force_login(User.objects.get(pk=ADA), backend=BACKEND)
        other.get("/profile/")
    client = sign_in(ADA)
    client.get("/profile/")

    client.post(reverse("accounts:end_other_sessions"))

    assert [other.get("/profile/").status_code for other in others] == [302, 302]
    assert client.get("/profile/").status_code == 200


def test_somebody_else_s_session_is_not_there(sign_in):
    other = Client()
    other.force_login(User.objects.get(pk=BEN), backend=BACKEND)
    other.get("/profile/")
    session = UserSession.objects.get(user_id=BEN)

    assert sign_in(ADA).post(reverse("accounts:end_session", args=[session.pk])).status_code == 404
    assert other.get("/profile/").status_code == 200


def test_a_token_is_made_and_shown_once(sign_in):
    client = sign_in(ADA)
    assert "cases:read" in client.get("/profile/tokens/new/").content.decode()

    answer = client.post("/profile/tokens/new/", {"name": "Import", "scopes": ["cases:read"], "days": "30"})
    page = client.get("/profile/").content.decode()

    assert "interdict_" in answer.content.decode()
    assert "Import" in page
    assert "interdict_" not in page
    assert Token.objects.get().scopes == ["cases:read"]


def test_a_token_ends_with_a_reason(sign_in):
    token = a_token(ADA)
    client, address = sign_in(ADA), reverse("accounts:revoke_token", args=[token.id])

    assert "Nightly import" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Done"}).status_code == 303

    assert Token.objects.get().revoked_at is not None
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token.secret}"}).status_code == 401


def test_somebody_else_s_token_is_not_there(sign_in):
    token = a_token(BEN)
    address = reverse("accounts:revoke_token", args=[token.id])

    assert sign_in(ADA).get(address).status_code == 404
    assert sign_in(ADA).post(address, {"reason": "Mine"}).status_code == 404
    assert Token.objects.get().revoked_at is None


def test_the_profile_costs_the_same_with_many_sessions_and_tokens(sign_in):
    client = sign_in(ADA)
    few = queries_of(client, "/profile/")
    for number in range(6):
        other = Client()
        other.force_login(User.objects.get(pk=ADA), backend=BACKEND)
        other.get("/profile/")
        a_token(ADA, name=f"Token {number}")

    assert queries_of(client, "/profile/") == few


@pytest.mark.parametrize("wanted", ["cases:open", "accounts:list", "accounts:audit"])
def test_ways_are_shown_only_to_those_who_may_go_them(sign_in, wanted):
    shows = {"cases:open": {ADA}, "accounts:list": {builders.LOU}, "accounts:audit": {builders.IDA}}[wanted]

    for person_id in (ADA, builders.LOU, builders.IDA):
        page = sign_in(person_id).get("/profile/").content.decode()
        assert (f'href="{reverse(wanted)}"' in page) == (person_id in shows)
