"""A site of its own, people who can sign in, and a browser before it."""

import pytest

from tests.journeys.site import served
from tests.pages.browser import Windows, launched


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Web and worker over an empty database with the people of the cast."""
    home = tmp_path_factory.mktemp("site")
    with served(home) as site:
        site.manage("migrate", "-v", "0")
        site.python("from tests.journeys.cast import arrive; arrive()")
        site.start("web", "worker")
        yield site


@pytest.fixture(scope="module")
def windows(site):
    """Windows of a Chromium before the site."""
    with launched() as browser:
        yield Windows(browser=browser, base=site.base)
