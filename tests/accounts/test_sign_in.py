"""The door: passwords, second steps, lock-out, and what is not there."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from accounts import services
from accounts.models import User
from tests import builders
from tests.people import ADA, LOU, NOON

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def ada(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    builders.people(ADA, LOU)
    user = User.objects.get(pk=ADA)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def codes(ada):
    """An authenticator app and recovery codes; gives the codes."""
    TOTP.activate(ada, SECRET)
    return RecoveryCodes.activate(ada).generate_codes()


def knock(client, password=PASSWORD, **more):
    return client.post("/account/login/", {"login": "ada", "password": password, **more})


def is_in(client):
    return client.get("/profile/").status_code == 200


def code_now():
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def test_a_password_opens_the_door(client):
    assert knock(client)["Location"] == "/"
    assert is_in(client)


@pytest.mark.parametrize("name", ["ada", "nobody"])
def test_a_wrong_password_and_an_unknown_name_read_alike(client, name):
    answer = client.post("/account/login/", {"login": name, "password": "not the right one"})

    assert "The username and/or password you specified are not correct." in answer.content.decode()
    assert not is_in(client)


def test_a_second_step_is_asked_for_where_there_is_one(client, codes):
    assert knock(client)["Location"].startswith("/account/2fa/authenticate/")
    assert not is_in(client)


def test_the_app_s_code_is_the_second_step(client, codes):
    knock(client)

    assert client.post("/account/2fa/authenticate/", {"code": code_now()})["Location"] == "/"
    assert is_in(client)


def test_a_code_of_the_app_works_once(client, codes):
    code = code_now()
    knock(client)
    client.post("/account/2fa/authenticate/", {"code": code})
    other = Client()
    knock(other)

    other.post("/account/2fa/authenticate/", {"code": code})

    assert not is_in(other)


def test_a_recovery_code_is_the_second_step_once(client, codes):
    knock(client)
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert is_in(client)
    other = Client()
    knock(other)

    other.post("/account/2fa/authenticate/", {"code": codes[0]})

    assert not is_in(other)
    assert len(Authenticator.objects.get(user_id=ADA, type="recovery_codes").wrap().get_unused_codes()) == 9


def test_a_wrong_code_is_answered_on_the_form(client, codes):
    knock(client)

    answer = client.post("/account/2fa/authenticate/", {"code": "000000"})

    assert "Incorrect code" in answer.content.decode()
    assert not is_in(client)


def test_passkeys_recovery_codes_and_the_app_have_their_pages(client, codes):
    knock(client)
    client.post("/account/2fa/authenticate/", {"code": code_now()})
    fresh = client.post("/account/reauthenticate/", {"password": PASSWORD})
    paths = ["", "webauthn/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"]

    assert fresh.status_code == 302
    assert [client.get(f"/account/2fa/{path}").status_code for path in paths] == [200] * len(paths)
    assert client.get("/account/password/change/").status_code == 200


def test_factors_are_changed_only_after_a_fresh_sign_in(client):
    knock(client)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0, "username": "ada"}]
    session.save()

    assert client.get("/account/2fa/webauthn/add/")["Location"].startswith("/account/reauthenticate/")


def test_the_door_is_locked_after_eight_failures_for_this_name_from_here(client):
    for _ in range(8):
        answer = knock(client, password="not the right one")

    assert answer.status_code == 429
    assert "Too many failed attempts" in answer.content.decode()
    assert knock(client).status_code == 429
    assert not is_in(client)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    knock(elsewhere)
    assert is_in(elsewhere)


def test_a_closed_account_is_told_nothing_more_than_a_wrong_password(client):
    services.disable_account(person_id=ADA, reason="Left", by=LOU, at=NOON)

    knock(client)

    assert not is_in(client)


def test_nobody_is_led_to_a_page_that_would_send_mail(client):
    page = client.get("/account/login/").content.decode()

    assert "Forgot" not in page
    assert "ask one" in page
    for path in ("password/reset/", "password/reset/done/", "confirm-email/", "confirm-email/x/", "email/"):
        assert client.get(f"/account/{path}").status_code == 404


def test_nobody_signs_up(client):
    answer = client.post(
        "/account/signup/", {"username": "mallory", "password1": PASSWORD, "password2": PASSWORD}, follow=True
    )

    assert "Accounts are made by an administrator" in answer.content.decode()
    assert not User.objects.filter(username="mallory").exists()


def test_a_password_is_changed_and_other_sessions_end(client):
    other = Client()
    knock(other)
    knock(client)
    new = "quite another set of words"

    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert is_in(client)
    assert not is_in(other)


@pytest.mark.parametrize("new", ["short", "1qaz2wsx3edc4rfv", "adaadaadaada"])
def test_a_weak_password_is_refused_in_words(client, new):
    knock(client)

    answer = client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert "field-wrong" in answer.content.decode()
    assert is_in(client)
