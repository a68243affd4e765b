"""A real Chromium before the gallery: its own web server, no database, every complaint written down."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).parent.parent / "vendor" / "axe-core" / "axe.min.js"
CHROMIUM = "/usr/bin/chromium"


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the tests speak."""


@contextmanager
def served() -> Iterator[str]:
    """The product with the gallery's addresses on a free port of this machine."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Visit:
    """A page with everything that a browser complained about."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go there and wait until nothing is loading."""
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")

    def listen(self) -> None:
        """Write down errors of the console, of scripts and of requests; dialogs too."""
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("dialog", self._dialog)

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(f"{kind}: {text}")

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"request: {request.url} {request.failure}")

    def _dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def findings(self) -> list[str]:
        """What axe finds of weight, as rule and place."""
        self.page.evaluate(AXE.read_text())
        result = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in result["violations"]
            if rule["impact"] in {"serious", "critical", "moderate"}
            for node in rule["nodes"]
        ]


@contextmanager
def launched() -> Iterator[Browser]:
    """One Chromium for many windows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Windows:
    """Opens windows before one web server."""

    browser: Browser
    base: str

    @contextmanager
    def open(self, path: str, *, width: int = 1400, **options: Any) -> Iterator[Visit]:
        """A window of the given width in CSS pixels; `options` are playwright's for a context."""
        context = self.browser.new_context(viewport={"width": width, "height": 900}, **options)
        visit = Visit(page=context.new_page(), base=self.base)
        visit.listen()
        visit.open(path)
        yield visit
        context.close()
