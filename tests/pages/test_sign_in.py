"""Signing in, second steps and sessions on our own pages, in a real browser with a virtual authenticator."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model

from tests.pages.browser import Windows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery staple"


@pytest.fixture
def ada(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LOGIN_REDIRECT_URL = "/gallery/peek"
    return get_user_model().objects.create_user("ada", PASSWORD, name="Ada")


@pytest.fixture
def windows(gallery, settings, browser, socket_enabled, ada, live_server):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    return Windows(browser=browser, base=live_server.url.replace("127.0.0.1", "localhost"))


def sign_in(visit):
    visit.page.fill("#id_login", "ada")
    visit.page.fill("#id_password", PASSWORD)
    visit.page.click("button:text-is('Sign in')")
    visit.page.wait_for_url("**/gallery/peek")


def confirm(visit):
    """Type the password again where a page wants a fresh sign-in."""
    if "Confirm that it is you" in visit.page.content():
        visit.page.fill("#id_password", PASSWORD)
        visit.page.click("button:text-is('Confirm')")
        visit.page.wait_for_load_state("networkidle")


def code_now(visit):
    secret = visit.page.text_content("code.secret")
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_wrong_password_is_answered_in_words(windows):
    with windows.open("/account/login/") as visit:
        visit.page.fill("#id_login", "ada")
        visit.page.fill("#id_password", "not the right one at all")
        visit.page.click("button:text-is('Sign in')")

        visit.page.wait_for_selector("[role=alert]:has-text('not correct')")
        assert visit.page.input_value("#id_login") == "ada"


def test_signing_out_empties_the_browser_and_ends_the_session(windows):
    with windows.open("/account/login/") as visit:
        sign_in(visit)
        cookies = visit.page.context.cookies()
        visit.page.click("summary:has-text('Ada')")
        with visit.page.expect_response(lambda answer: "logout" in answer.url) as answer:
            visit.page.click("text=Sign out")

        assert answer.value.all_headers()["clear-site-data"] == '"cache", "storage"'
        visit.page.context.add_cookies(cookies)
        visit.open("/account/2fa/")
        assert "/account/login/" in visit.page.url


@pytest.mark.parametrize("path", ["/account/2fa/", "/account/password/change/", "/profile/", "/account/2fa/webauthn/"])
def test_no_page_of_the_account_gives_cause_for_complaint(windows, path):
    with windows.open("/account/login/") as visit:
        sign_in(visit)
        visit.open(path)

        assert visit.page.url.endswith(path)
        assert visit.findings() == []
        assert visit.complaints == []


def test_an_authenticator_app_is_set_up_and_asked_for(windows):
    with windows.open("/account/login/") as visit:
        sign_in(visit)
        visit.open("/account/2fa/totp/activate/")
        confirm(visit)
        assert visit.page.locator(".qr svg path").count() == 1
        assert visit.findings() == []
        visit.page.fill("#id_code", code_now(visit))
        visit.page.click("text=Switch on")
        visit.page.wait_for_selector("h1:text('Recovery codes')")
        recovery = visit.page.text_content(".codes").split()[0]
        visit.page.context.clear_cookies()
        visit.open("/account/login/")
        visit.page.fill("#id_login", "ada")
        visit.page.fill("#id_password", PASSWORD)
        visit.page.click("button:text-is('Sign in')")
        visit.page.wait_for_selector("h1:text('Second step')")
        assert visit.findings() == []
        visit.page.fill("#id_code", recovery)
        visit.page.click("button:text-is('Sign in')")

        visit.page.wait_for_url("**/gallery/peek")
        assert visit.complaints == []


def test_a_passkey_is_added_and_signs_in(windows):
    with windows.open("/account/login/") as visit:
        plug_in_authenticator(visit)
        sign_in(visit)
        visit.open("/account/2fa/webauthn/add/")
        confirm(visit)
        visit.page.fill("#id_name", "Desk drawer")
        visit.page.check("#id_passwordless")
        visit.page.click("button:text-is('Add')")
        visit.page.wait_for_selector("h1:text('Recovery codes')")
        visit.page.context.clear_cookies()
        visit.open("/account/login/")
        visit.page.click("text=Sign in with a passkey")

        visit.page.wait_for_url("**/gallery/peek")
        assert visit.complaints == []


def test_a_passkey_that_does_not_answer_is_told_in_words(windows):
    with windows.open("/account/login/") as visit:
        plug_in_authenticator(visit)
        visit.page.click("text=Sign in with a passkey")

        visit.page.wait_for_selector("[data-passkey-error]:has-text('choose another way')")
        assert visit.page.url.endswith("/account/login/")


def plug_in_authenticator(visit):
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
