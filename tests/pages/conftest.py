"""The gallery's addresses and templates, and a client that needs no database."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from pages import palette
from tests.pages.browser import launched

TEMPLATES = str(Path(__file__).parent / "templates")


@pytest.fixture(autouse=True)
def gallery(settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.pages.urls"
    cache.clear()
    monkeypatch.setattr(palette, "_sources", [palette.pages])
    base = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**base, "DIRS": [*base["DIRS"], TEMPLATES]}]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture
def htmx():
    return Client(raise_request_exception=False, headers={"HX-Request": "true", "HX-Request-Type": "partial"})


@pytest.fixture(scope="module")
def browser():
    # playwright drives its own event loop in this thread, which Django takes for a server's.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with launched() as chromium:
        yield chromium
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
