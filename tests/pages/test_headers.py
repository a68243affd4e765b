"""What every answer carries."""

import json

import pytest
from structlog.testing import capture_logs

from pages.views import REPORTS_A_MINUTE


def test_the_policy_stands_on_every_page(client):
    policy = client.get("/gallery/").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "script-src 'nonce-" in policy
    assert "unsafe" not in policy


def test_the_nonce_of_the_policy_stamps_htmx(client):
    answer = client.get("/gallery/form")
    nonce = answer.headers["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]

    assert f'hx-nonce="{nonce}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ],
)
def test_every_answer_is_closed_to_other_sites(client, name, value):
    assert client.get("/nowhere").headers[name] == value


def test_every_answer_names_its_request(client):
    first, second = client.get("/nowhere"), client.get("/nowhere")

    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_a_page_of_a_signed_in_person_is_never_stored(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "any"

    assert client.get("/gallery/form").headers["Cache-Control"] == "no-store"


def test_a_command_from_another_site_is_refused(client):
    answer = client.post("/gallery/form", {}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_a_report_is_counted_without_its_content(client):
    report = [
        {"type": "csp-violation", "body": {"effectiveDirective": "img-src", "blockedURL": "https://secret.example"}}
    ]

    with capture_logs() as logs:
        answer = client.post("/csp-report", json.dumps(report), content_type="application/reports+json")

    assert answer.status_code == 204
    assert [entry["directive"] for entry in logs if entry["event"] == "content_blocked"] == ["img-src"]
    assert "secret" not in str(logs)


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'{"csp-report": 7}', b"[" * 20_000])
def test_a_malformed_report_is_no_fault(client, body):
    assert client.post("/csp-report", body, content_type="application/json").status_code == 204


def test_a_directive_that_is_no_directive_is_not_logged(client):
    with capture_logs() as logs:
        client.post(
            "/csp-report",
            json.dumps({"csp-report": {"effective-directive": "x\nforged"}}),
            content_type="application/json",
        )

    assert [entry["directive"] for entry in logs if entry["event"] == "content_blocked"] == ["unknown"]


def test_a_flood_of_reports_is_turned_away(client):
    answers = [client.post("/csp-report", b"{}", content_type="application/json") for _ in range(REPORTS_A_MINUTE + 1)]

    assert answers[-1].status_code == 429


def test_density_is_remembered(client):
    answer = client.post("/display", {"density": "compact", "next": "/gallery/form"})

    assert answer.url == "/gallery/form"
    assert 'class="density-compact' in client.get("/gallery/form").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_display_never_leads_elsewhere(client, back):
    assert client.post("/display", {"rail": "narrow", "next": back}).url == "/"


def test_an_unknown_density_is_ignored(client):
    client.post("/display", {"density": '"><script>', "next": "/"})

    assert 'class="density-regular' in client.get("/gallery/form").content.decode()
