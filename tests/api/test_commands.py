"""Keys, shapes, tokens, problems: what every address has in common."""

import json
from functools import partial
from http import HTTPStatus
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts import services as accounts
from cases import services
from cases.domain.roles import CaseRole
from ledger import store
from rest.commands import run_once
from tests.people import ADA, BEN, CYD, LOU, NOON

pytestmark = pytest.mark.django_db
OPEN = {"reference": "PL-2026-007", "title": "Second lantern"}


def test_the_same_key_takes_effect_once(case_id, caller):
    ada = caller(ADA)
    first = ada.post("cases", OPEN, key="k-1")
    written = store.head_position()

    again = ada.post("cases", OPEN, key="k-1")

    assert again.json() == first.json()
    assert again["Idempotent-Replay"] == "true"
    assert store.head_position() == written


def test_a_key_belongs_to_one_request(case_id, caller):
    ada = caller(ADA)
    ada.post("cases", OPEN, key="k-1")

    reused = ada.post("cases", {**OPEN, "title": "Another"}, key="k-1")

    assert reused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert reused.json()["type"].endswith("/reused-command")


def test_a_key_of_another_person_is_another_key(case_id, caller):
    caller(ADA).post("cases", OPEN, key="k-1")

    taken = caller(BEN).post("cases", OPEN, key="k-1")

    assert taken.json()["type"].endswith("/reference-taken")


@pytest.mark.parametrize("key", ["", "with space", "x" * 201])
def test_a_key_that_is_none_is_refused(case_id, caller, key):
    refused = caller(ADA).post("cases", OPEN, key=key)

    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert refused.json()["type"].endswith("/key-malformed")


def test_without_a_key_every_call_is_a_command_of_its_own(case_id, caller):
    ada = caller(ADA)
    send = partial(ada.client.post, "/api/v1/cases", OPEN, content_type="application/json", headers=ada.headers)

    assert send().status_code == HTTPStatus.CREATED
    assert send().json()["type"].endswith("/reference-taken")


def test_an_answer_that_got_lost_is_given_again(case_id, caller, monkeypatch):
    ada = caller(ADA)

    def killed(*call, **named):
        run_once(*call, **named)
        raise ConnectionError("The process was killed behind its commit.")

    monkeypatch.setattr("cases.api.run_once", killed)
    assert ada.post("cases", OPEN, key="k").status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    written = store.head_position()
    monkeypatch.setattr("cases.api.run_once", run_once)

    again = ada.post("cases", OPEN, key="k")
    other = ada.post("cases", {**OPEN, "title": "Another"}, key="k")

    assert (again.status_code, again["Idempotent-Replay"]) == (HTTPStatus.CREATED, "true")
    assert ada.get(f"cases/{again.json()['id']}").json()["reference"] == OPEN["reference"]
    assert other.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert store.head_position() == written


def test_a_refusal_does_not_use_the_key_up(case_id, caller):
    ada = caller(ADA)

    refused = ada.post("cases", {**OPEN, "reference": "PL-2025-001"}, key="k")

    assert refused.json()["type"].endswith("/reference-taken")
    assert ada.post("cases", OPEN, key="k").status_code == HTTPStatus.CREATED


def test_a_replay_asks_rights_again(case_id, caller):
    ben = caller(BEN)
    services.add_member(case_id=case_id, person_id=BEN, role=CaseRole.LEAD, reason="x", by=ADA, at=NOON)
    moved = ben.post(f"cases/{case_id}/triage", {"reason": "x"}, key="k", if_match="*")
    services.recuse(case_id=case_id, person_id=BEN, reason="Employer", by=BEN, at=NOON)

    again = ben.post(f"cases/{case_id}/triage", {"reason": "x"}, key="k", if_match="*")

    assert (moved.status_code, again.status_code) == (HTTPStatus.OK, HTTPStatus.NOT_FOUND)


def test_unknown_fields_are_refused_by_name(case_id, caller):
    refused = caller(ADA).post("cases", {**OPEN, "titel": "x"})

    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert refused.json()["errors"] == [
        {
            "pointer": "/titel",
            "code": "unknown",
            "detail": "There is no such field here. There are: reference, title, summary, marking, lead_id.",
        }
    ]


def test_unknown_parameters_are_refused(case_id, caller):
    assert caller(ADA).get("cases", colour="red").status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("title", ["a\x00b", "\ud800", "", "x" * 201, ["x"], {}, None])
def test_a_text_that_is_none_is_a_clear_refusal(case_id, caller, title):
    refused = caller(ADA).post("cases", json.dumps({**OPEN, "title": title}))

    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert refused.json()["errors"][0]["pointer"] == "/title"


@pytest.mark.parametrize("body", ["[]", "3", "null", '"x"', "{", '{"a":1e999}', "\ufeff{}"])
def test_a_body_that_is_no_object_is_a_clear_refusal(case_id, caller, body):
    answer = caller(ADA).client.post(
        "/api/v1/cases", body, content_type="application/json", headers={**caller(ADA).headers, "Idempotency-Key": "k"}
    )

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer["Content-Type"] == "application/problem+json"


def test_forms_are_not_taken(case_id, caller):
    ada = caller(ADA)

    answer = ada.client.post("/api/v1/cases", OPEN, headers={**ada.headers, "Idempotency-Key": "k"})

    assert answer.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE


def test_without_a_token_nobody_is_answered(case_id):
    answer = Client().get("/api/v1/cases")

    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_revoked_token_is_refused_at_once(case_id, caller):
    ada = caller(ADA)
    accounts.revoke_token(person_id=ADA, token_id=ada.token.id, reason="Lost", by=ADA, at=timezone.now())

    assert ada.get("me").status_code == HTTPStatus.UNAUTHORIZED


def test_a_closed_account_s_token_is_refused_at_once(case_id, caller):
    ben = caller(BEN)
    accounts.disable_account(person_id=BEN, reason="Left", by=LOU, at=NOON)

    assert ben.get("me").status_code == HTTPStatus.UNAUTHORIZED


def test_a_token_reaches_no_further_than_its_scopes(case_id, caller):
    reader = caller(ADA, "cases:read")

    assert reader.get("cases").status_code == HTTPStatus.OK
    refused = reader.post("cases", OPEN)
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert refused.json()["type"].endswith("/out-of-scope")
    assert reader.get("events").status_code == HTTPStatus.FORBIDDEN


def test_a_session_reads_and_needs_the_form_token_to_write(case_id, sign_in):
    client = sign_in(ADA)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    assert client.get("/api/v1/me").json()["scopes"] is None
    answer = strict.post("/api/v1/cases", OPEN, content_type="application/json", headers={"Idempotency-Key": "k"})
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_me_tells_roles_and_scopes(case_id, caller):
    me = caller(CYD, "events:read").get("me").json()

    assert (me["name"], me["roles"], me["scopes"]) == ("Cyd", ["investigator"], ["events:read"])


def test_an_address_that_is_not_there_is_a_problem(case_id, caller):
    answer = caller(ADA).get("nowhere/at/all")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer["Content-Type"] == "application/problem+json"


def test_too_many_calls_are_told_when_to_come_back(case_id, caller, monkeypatch):
    from rest.throttles import PerCaller

    monkeypatch.setattr(PerCaller, "THROTTLE_RATES", {"burst": "2/min", "day": "10/day"})
    ada = caller(ADA)
    first = ada.get("me")
    ada.get("me")

    refused = ada.get("me")

    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["RateLimit-Policy"] == first["RateLimit-Policy"] == '"burst";q=2;w=60, "day";q=10;w=86400'
    assert first["RateLimit"].startswith('"burst";r=1;t=')
    assert refused["RateLimit"].startswith('"burst";r=0;t=')
    assert caller(BEN).get("me").status_code == HTTPStatus.OK


def test_a_search_costs_more_than_a_reading(case_id, caller):
    ada = caller(ADA)

    left = [int(answer["RateLimit"].split(";")[1][2:]) for answer in (ada.get("me"), ada.post("search", {}))]

    assert left[0] - left[1] == 5


def test_the_command_line_prints_a_token_that_works(case_id):
    out = StringIO()

    call_command("create_token", "--actor", "ada", "--scopes", "all", stdout=out, stderr=StringIO())

    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {out.getvalue().strip()}"})
    assert answer.json()["username"] == "ada"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--actor", "zed", "--scopes", "all"],
        ["--actor", "ada", "--scopes", "cases:own"],
        ["--actor", "ada", "--scopes", "all", "--days", "500"],
    ],
)
def test_the_command_line_refuses_what_cannot_be(case_id, wrong):
    with pytest.raises(CommandError):
        call_command("create_token", *wrong)


def test_the_first_administrator_is_made_once():
    first, second = StringIO(), StringIO()

    call_command("create_administrator", stdout=first)
    call_command("create_administrator", stdout=second)

    assert "Sign in as admin with" in first.getvalue()
    assert second.getvalue() == "admin administers this installation.\n"


@pytest.mark.slow
def test_the_committed_description_is_the_interface():
    call_command("api_schema", "--check")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_supervisors_ask_without_a_token(path):
    assert Client().get(path).status_code == HTTPStatus.OK
