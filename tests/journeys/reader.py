"""Somebody in front of the product, who reads every page that comes and complains of what is wrong with it."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.cast import PASSWORD
from tests.pages.browser import Visit, Windows


@dataclass
class Reader:
    """A person; each act ends with a look at the page that it leads to.

    axe is a script: a page without any is looked at as the same markup in a window of `with_script`.
    It looks once at each page of a kind: `seen` holds addresses without their ids.
    """

    visit: Visit
    with_script: Visit | None = None
    seen: set[str] = field(default_factory=set)

    @property
    def page(self) -> Page:
        """The browser's page."""
        return self.visit.page

    def open(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(self.visit.base + path)
        self.look()

    def again(self) -> None:
        """Load the page anew."""
        self.page.reload()
        self.look()

    def press(self, label: str) -> None:
        """Follow the first link, or press the first button, of this name in the content of the page."""
        name = {"name": label, "exact": True}
        content = self.page.locator("main")
        with self.page.expect_navigation():
            content.get_by_role("link", **name).or_(content.get_by_role("button", **name)).first.click()
        self.look()

    def say(self, label: str, **values: str) -> None:
        """Fill in the form of the page and press its button."""
        self.fill(**values)
        self.press(label)

    def fill(self, **values: str) -> None:
        """Type into fields by name, and choose from those that offer a choice."""
        for name, value in values.items():
            field = self.page.locator(f"main [name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def reads(self, text: str) -> bool:
        """True when the text stands in the content of the page."""
        return text in self.page.locator("main").inner_text()

    def look(self) -> None:
        """Nothing on the page may give cause for complaint."""
        assert self.visit.complaints == [], self.page.url
        assert self._findings() == [], self.page.url

    def _findings(self) -> list[str]:
        kind = re.sub(r"[0-9a-f-]{36}", "", self.page.url)
        if kind in self.seen:
            return []
        self.seen.add(kind)
        if not self.with_script:
            return self.visit.findings()
        page, markup = self.with_script.page, self.page.content()
        page.route(self.page.url, lambda route: route.fulfill(body=markup, content_type="text/html"))
        page.goto(self.page.url)
        return self.with_script.findings()

    def download(self, label: str) -> Path:
        """The file behind a link."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name=label).click()
        return coming.value.path()


@contextmanager
def signed_in(windows: Windows, name: str, *, script: bool = True) -> Iterator[Reader]:
    """A person who has come in through the door."""
    with ExitStack() as stack:
        visit = stack.enter_context(windows.open("/account/login/", java_script_enabled=script))
        eye = None if script else stack.enter_context(windows.open("/account/login/"))
        reader = Reader(visit, eye)
        reader.look()
        reader.say("Sign in", login=name, password=PASSWORD)
        yield reader
