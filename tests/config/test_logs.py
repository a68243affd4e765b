"""What the logs say: JSON lines that name where and who, and never what."""

import json
import logging
from io import StringIO

import pytest
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

CANARY = "canary-7731"


def breaks(request: HttpRequest) -> HttpResponse:
    """Fail with content in the message and in a variable."""
    content = request.GET["content"]
    raise ValueError(f"cannot read {content}")


urlpatterns = [path("breaks/", breaks)]


@pytest.fixture
def log() -> StringIO:
    """All that is logged, as it is written."""
    configured = dict(settings.LOGGING["formatters"]["json"])
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(configured.pop("()")(**configured))
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler.stream
    root.removeHandler(handler)


def lines(log: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


@pytest.mark.urls("tests.config.test_logs")
@pytest.mark.django_db
def test_an_unhandled_error_names_its_lines_and_no_content(log):
    browser = Client(raise_request_exception=False, headers={"user-agent": CANARY, "cookie": f"a={CANARY}"})

    browser.get("/breaks/", {"content": CANARY})

    failed = next(line for line in lines(log) if line["event"] == "request_failed")
    assert failed["error"] == "ValueError"
    assert "test_logs.py" in failed["at"][-1]
    assert {"request_id", "time", "level"} <= failed.keys()
    assert CANARY not in log.getvalue()


@pytest.mark.django_db
def test_an_answered_request_is_one_line_with_its_path_alone(log, client):
    client.get("/health/live", {"content": CANARY})

    finished = next(line for line in lines(log) if line["event"] == "request_finished")
    assert (finished["request"], finished["code"]) == ("GET /health/live", 200)
    assert CANARY not in log.getvalue()


def test_a_library_speaks_the_same_way(log):
    logging.getLogger("celery").warning("It is %s\nand a new line", "late")

    (line,) = lines(log)
    assert (line["event"], line["logger"], line["level"]) == ("It is late\nand a new line", "celery", "warning")


def test_an_error_outside_a_request_is_told_by_its_lines(log):
    try:
        raise RuntimeError(CANARY)
    except RuntimeError:
        structlog.get_logger("here").exception("stopped", position=9)

    (line,) = lines(log)
    assert (line["error"], line["position"]) == ("RuntimeError", 9)
    assert CANARY not in log.getvalue()
