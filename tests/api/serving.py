"""The application over a socket, in this process and inside the test's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.core.wsgi import get_wsgi_application
from django.db import connections


class Quiet(WSGIRequestHandler):
    """Says nothing of its requests."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The application on the test's own connection; its address."""
    ours, app = connections["default"], get_wsgi_application()

    def call(environ: Any, start_response: Any) -> Any:
        connections["default"] = ours
        return app(environ, start_response)

    ours.inc_thread_sharing()
    with make_server("127.0.0.1", 0, call, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
    ours.dec_thread_sharing()
