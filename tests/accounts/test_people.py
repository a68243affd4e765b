"""Pages of administrators: people, their standing and their ways in."""

import re
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import authenticate
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts import queries, services
from accounts.commands import COMMANDS
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.models import User
from ledger import store
from ledger.domain.errors import NotFound
from tests import builders
from tests.conftest import BACKEND
from tests.cost import queries_of
from tests.people import ADA, BEN, CYD, IDA, LOU, NOON

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def cast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    builders.people(ADA, BEN, CYD, IDA, LOU)


def page_of(person_id):
    return reverse("accounts:person", args=[person_id])


def act(person_id, name):
    return reverse("accounts:command", args=[person_id, name])


def test_an_administrator_sees_everybody(sign_in):
    page = sign_in(LOU).get("/people/").content.decode()

    assert all(name in page for name in ("Ada", "Ida", "TLP:RED", "administrator", "auditor"))


def test_the_list_narrows_by_role_and_state(sign_in):
    services.disable_account(person_id=CYD, reason="Left", by=LOU, at=NOON)
    client = sign_in(LOU)

    auditors = client.get("/people/?role=auditor").content.decode()
    closed = client.get("/people/?state=closed").content.decode()

    assert page_of(IDA) in auditors
    assert page_of(ADA) not in auditors
    assert page_of(CYD) in closed
    assert page_of(ADA) not in closed


def test_the_list_costs_the_same_with_many_people(sign_in):
    client = sign_in(LOU)
    few = queries_of(client, "/people/")
    User.objects.bulk_create(User(username=f"p{number}", name=f"Person {number}") for number in range(120))

    assert queries_of(client, "/people/") == few
    page = client.get("/people/").content.decode()
    assert page.count("<tr data-row>") == 50
    assert "after=" in page


def test_a_person_s_page_shows_standing_and_what_happened(sign_in):
    services.set_clearance(person_id=BEN, marking=Marking.GREEN, reason="New post", by=LOU, at=NOON)

    page = sign_in(LOU).get(page_of(BEN)).content.decode()

    assert "TLP:GREEN" in page
    assert "Lou set the clearance to TLP:GREEN: New post" in page


def test_every_command_offered_has_a_page(sign_in):
    client = sign_in(LOU)

    assert {name: client.get(act(BEN, name)).status_code for name in COMMANDS} == dict.fromkeys(COMMANDS, 200)
    assert client.get(act(BEN, "promote")).status_code == 404
    assert client.get(page_of(UUID(int=99))).status_code == 404


@pytest.mark.parametrize("who", [ADA, IDA])
def test_for_everybody_else_these_pages_are_not_there(sign_in, who):
    client = sign_in(who)
    paths = ["/people/", "/people/new/", page_of(BEN), *(act(BEN, name) for name in COMMANDS)]

    assert {client.get(path).status_code for path in paths} == {404}
    assert {client.post(path, {"reason": "Mine"}).status_code for path in paths} <= {404, 405}
    assert queries.person(BEN).roles == {Role.INVESTIGATOR}


def test_the_page_to_open_an_account_offers_every_role_of_people(sign_in):
    page = sign_in(LOU).get("/people/new/").content.decode()

    assert all(role in page for role in ("investigator", "intake_officer", "auditor", "administrator"))
    assert 'value="service"' not in page


def test_nobody_s_sign_in_cannot_be_reset():
    with pytest.raises(NotFound):
        services.reset_sign_in(person_id=UUID(int=99), reason="x", without_second_steps=False, by=LOU, at=NOON)


def test_a_role_is_given_and_taken_with_a_reason(sign_in):
    client = sign_in(LOU)

    client.post(act(BEN, "grant-role"), {"role": "auditor", "reason": "Covers for Ida"})
    assert queries.person(BEN).roles == {Role.INVESTIGATOR, Role.AUDITOR}

    client.post(act(BEN, "revoke-role"), {"role": "investigator", "reason": "Moved"})
    assert queries.person(BEN).roles == {Role.AUDITOR}


def test_a_command_without_a_reason_is_refused_on_the_form(sign_in):
    answer = sign_in(LOU).post(act(BEN, "clearance"), {"marking": "TLP:GREEN", "reason": " "})

    assert answer.status_code == 422
    assert queries.person(BEN).clearance is Marking.RED


def test_the_last_administrator_cannot_leave(sign_in):
    client = sign_in(LOU)

    taken = client.post(act(LOU, "revoke-role"), {"role": "administrator", "reason": "Tired"})
    closed = client.post(act(LOU, "disable"), {"reason": "Tired"})

    assert (taken.status_code, closed.status_code) == (422, 422)
    assert "Nobody else administers" in taken.content.decode()
    assert queries.person(LOU).has(Role.ADMINISTRATOR)


def test_a_closed_account_is_signed_out_at_once_and_can_be_opened_again(sign_in):
    theirs = Client()
    theirs.force_login(User.objects.get(pk=BEN), backend=BACKEND)
    theirs.get("/profile/")
    client = sign_in(LOU)

    client.post(act(BEN, "disable"), {"reason": "Left the office"})

    assert theirs.get("/profile/")["Location"].startswith("/account/login/")
    assert not UserSession.objects.filter(user_id=BEN).exists()
    client.post(act(BEN, "enable"), {"reason": "Came back"})
    assert queries.person(BEN).has(Role.INVESTIGATOR)


def test_sessions_are_shown_and_ended(sign_in):
    theirs = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    theirs.force_login(User.objects.get(pk=BEN), backend=BACKEND)
    theirs.get("/profile/")
    client = sign_in(LOU)
    assert "Firefox on Windows" in client.get(page_of(BEN)).content.decode()

    client.post(act(BEN, "end-sessions"))

    assert theirs.get("/profile/").status_code == 302
    assert "Signed in nowhere" in client.get(page_of(BEN)).content.decode()


def test_a_new_password_is_shown_once_and_works(sign_in, rf):
    user = User.objects.get(pk=BEN)
    Authenticator.objects.create(user=user, type="totp", data={})
    client = sign_in(LOU)

    answer = client.post(act(BEN, "reset-sign-in"), {"reason": "Lost his phone", "without_second_steps": "on"})

    password = re.search(r'<code class="secret">([^<]+)</code>', answer.content.decode())[1]
    assert authenticate(rf.post("/"), username="ben", password=password).pk == BEN
    assert not Authenticator.objects.filter(user_id=BEN).exists()
    page = client.get(page_of(BEN)).content.decode()
    assert password not in page
    assert "took away the second steps: Lost his phone" in page


def test_a_new_password_leaves_second_steps_unless_asked(sign_in):
    Authenticator.objects.create(user=User.objects.get(pk=BEN), type="totp", data={})

    sign_in(LOU).post(act(BEN, "reset-sign-in"), {"reason": "Forgot it"})

    assert Authenticator.objects.filter(user_id=BEN).exists()


def test_an_account_is_opened_with_a_password_shown_once(sign_in, rf):
    values = {
        "username": "may",
        "name": "May",
        "roles": ["auditor"],
        "clearance": "TLP:GREEN",
        "time_zone": "Asia/Tokyo",
    }

    answer = sign_in(LOU).post("/people/new/", values | {"time_zone": "Asia/Tokyo"})

    password = re.search(r'<code class="secret">([^<]+)</code>', answer.content.decode())[1]
    may = authenticate(rf.post("/"), username="may", password=password)
    assert (may.name, may.time_zone, may.roles) == ("May", "Asia/Tokyo", {"auditor"})


def test_a_taken_name_is_refused_and_nothing_is_written(sign_in):
    before = store.head_position()

    answer = sign_in(LOU).post(
        "/people/new/", {"username": "ben", "name": "B", "clearance": "TLP:RED", "time_zone": "UTC"}
    )

    assert answer.status_code == 422
    assert "This sign-in name is taken" in answer.content.decode()
    assert store.head_position() == before


def test_a_command_asks_for_a_fresh_sign_in_and_goes_on_by_itself(client):
    user = User.objects.get(pk=LOU)
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user, backend=BACKEND)

    asked = client.post(act(BEN, "grant-role"), {"role": "auditor", "reason": "Covers"})
    assert asked["Location"].startswith("/account/reauthenticate/")
    assert queries.person(BEN).roles == {Role.INVESTIGATOR}

    client.post(asked["Location"], {"password": PASSWORD})
    assert Role.AUDITOR in queries.person(BEN).roles


def test_the_palette_finds_people_for_administrators_alone(sign_in):
    asked = {"path": "/palette", "data": {"q": "be"}, "headers": {"Accept": "application/json"}}

    assert page_of(BEN) in sign_in(LOU).post(**asked).content.decode()
    assert page_of(BEN) not in sign_in(ADA).post(**asked).content.decode()
