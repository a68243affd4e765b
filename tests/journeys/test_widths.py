"""Every page of the told demo at three widths: nothing to complain of, and no page scrolls sideways."""

import re
from uuid import UUID

import pytest

from demo.people import PASSWORD
from tests.house import tree
from tests.journeys.site import served
from tests.pages.browser import Windows, launched

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.server, pytest.mark.enable_socket]
TABLET = 768
WIDTHS = (1280, TABLET, 375)
ID = r"[0-9a-f]{8}-[0-9a-f-]{27}"
LINKS = '[...document.querySelectorAll(\'main a[href^="/"], main a[href^="?"], nav a\')].map(one => one.href)'
FEWEST_PAGES = 50
MOVING = ("logout", "/file/", "/svg/", "/graphml/", "sort=", "after=", "before=", "as_of=", "about=", "kind=", "since=")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo in a home of its own, behind a real web server."""
    home = tmp_path_factory.mktemp("demo")
    with served(home) as site:
        site.manage("migrate", "-v", "0")
        site.manage("seed_demo", seconds=300)
        site.manage("consume")
        site.start("web")
        yield site


@pytest.fixture(scope="module")
def lead(demo):
    """A window of Ada's, who leads and sees most."""
    with launched() as browser:
        windows = Windows(browser=browser, base=demo.base)
        with windows.open("/account/login/") as visit:
            visit.page.fill("[name=login]", "ada")
            visit.page.fill("[name=password]", PASSWORD)
            with visit.page.expect_navigation():
                visit.page.click("main button[type=submit]")
            yield visit


def shape(address):
    """An address without ids and values: pages of one shape are made by one template."""
    return re.sub(rf"{ID}|(?<=/do/)[a-z-]+|(?<=/move/)[a-z_]+|(?<==)[^&]*|(?<=/)\d+(?=/)", "*", address)


def test_no_page_of_the_demo_gives_cause_for_complaint_at_any_width(demo, lead):
    main = demo.ask("SELECT id FROM cases_case WHERE reference = 'PL-2025-001'")[0][0]
    todo, seen, wrong = [f"{demo.base}/cases/{UUID(main)}/", f"{demo.base}/"], set(), []
    while todo:
        address = todo.pop(0).partition("#")[0]
        if shape(address) in seen or any(word in address for word in MOVING):
            continue
        seen.add(shape(address))
        lead.page.goto(address)
        todo += lead.page.evaluate(LINKS)
        wrong += [f"{address} {one}" for one in complaints(lead)]

    tree.expect_none(wrong)
    assert len(seen) >= FEWEST_PAGES, sorted(seen)
    assert "content_blocked" not in demo.log()


def complaints(visit):
    """What is wrong with a page at each width; the middle one is laid out like one of its neighbours."""
    found = []
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 900})
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        found += [f"{width}: scrolls to {wide}"] if wide > width else []
        found += [f"{width}: {one}" for one in visit.findings()] if width != TABLET else []
    found += visit.complaints
    visit.complaints.clear()
    return found
