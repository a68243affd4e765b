"""What the frame does for somebody who is signed in, on the product's own addresses."""

import pytest
from django.core.cache import cache

from accounts.models import User
from tests import builders
from tests.people import ADA, LOU

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def cast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ROOT_URLCONF = "config.urls"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    cache.clear()
    builders.people(ADA, LOU)


def test_a_density_chosen_in_the_menu_is_kept_with_the_account(sign_in):
    sign_in(ADA).post("/display", {"density": "compact", "next": "/profile/"})

    assert User.objects.get(pk=ADA).density == "compact"
    assert "density-compact" in sign_in(ADA).get("/profile/").content.decode()


def test_single_keys_switched_off_stay_off(sign_in):
    sign_in(ADA).post("/display", {"keys": "off", "next": "/"})

    assert not User.objects.get(pk=ADA).single_keys
    assert 'data-keys="off"' in sign_in(ADA).get("/").content.decode()


def test_a_zone_that_no_longer_exists_reads_as_utc(sign_in):
    User.objects.filter(pk=ADA).update(time_zone="Mars/Olympus")

    assert "Times in UTC" in sign_in(ADA).get("/profile/").content.decode()


def test_signing_out_empties_the_browser(client):
    user = User.objects.get(pk=ADA)
    user.set_password(PASSWORD)
    user.save()
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})

    answer = client.post("/account/logout/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/profile/").status_code == 302


def test_the_palette_leads_to_places_and_to_what_can_be_made(sign_in):
    page = sign_in(ADA).post("/palette", {"q": "case"}).content.decode()

    assert 'href="/cases/"' in page
    assert "New case" in page
    assert "New case" not in sign_in(LOU).post("/palette", {"q": "case"}).content.decode()


def test_the_list_of_keys_is_a_page(client):
    assert "Ctrl" in client.get("/keys").content.decode()


def test_a_request_to_another_host_is_said_to_be_wrong(client):
    answer = client.get("/account/login/", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "elsewhere.example" not in answer.content.decode()


def test_too_many_guesses_from_one_place_are_turned_away_in_words(client):
    for number in range(31):
        answer = client.post("/account/login/", {"login": f"guess{number}", "password": "x"})

    assert answer.status_code == 429
    assert "<h1>" in answer.content.decode()
