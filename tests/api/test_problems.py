"""Every refusal is a problem whose type has a page, whatever refused."""

import json
import re
from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.db import OperationalError

from cases import services
from config.problems import kinds
from tests.people import ADA, BEN, CYD, NOON

pytestmark = pytest.mark.django_db
JSON = {"content_type": "application/json"}


def bad_request(ada, case_id):
    return ada.post("cases", "{")


def strange_host(ada, case_id):
    return ada.client.get("/api/v1/me", headers={**ada.headers, "Host": "evil.example"})


def without_token(ada, case_id):
    return ada.client.get("/api/v1/me")


def strange_token(ada, case_id):
    return ada.client.get("/api/v1/me", headers={"Authorization": "Bearer interdict_none"})


def foreign_origin(ada, case_id):
    return ada.client.post("/api/v1/cases", {}, **JSON, headers={**ada.headers, "Sec-Fetch-Site": "cross-site"})


def not_for_the_role(ada, case_id):
    return type(ada)(BEN).post(f"cases/{case_id}/triage", {"reason": "x"})


def not_for_the_token(ada, case_id):
    return type(ada)(ADA, "cases:read").get("events")


def not_there(ada, case_id):
    return ada.get("nowhere")


def no_such_method(ada, case_id):
    return ada.client.put(f"/api/v1/cases/{case_id}", {}, **JSON, headers=ada.headers)


def no_such_answer(ada, case_id):
    return ada.client.get("/api/v1/me", headers={**ada.headers, "Accept": "text/html"})


def refused_by_the_state(ada, case_id):
    return ada.post(f"cases/{case_id}/reopen", {"reason": "x"})


def stale(ada, case_id):
    return ada.post(f"cases/{case_id}/triage", {"reason": "x"}, if_match='"1"')


def too_large(ada, case_id):
    return ada.post("cases", {"title": "x" * 5_000_000})


def strange_body(ada, case_id):
    return ada.client.post("/api/v1/cases", "x", content_type="text/csv", headers=ada.headers)


def used_key(ada, case_id):
    return [ada.post("cases", {"reference": f"PL-2026-00{n}", "title": "x"}, key="k") for n in (1, 2)][-1]


ASKED = [
    (bad_request, 400, "parse-error"),
    (strange_host, 400, "bad-request"),
    (without_token, 401, "not-authenticated"),
    (strange_token, 401, "authentication-failed"),
    (foreign_origin, 403, "foreign-origin"),
    (not_for_the_role, 403, "not-permitted"),
    (not_for_the_token, 403, "out-of-scope"),
    (not_there, 404, "not-found"),
    (no_such_method, 405, "method-not-allowed"),
    (no_such_answer, 406, "not-acceptable"),
    (refused_by_the_state, 409, "wrong-stage"),
    (stale, 412, "wrong-expected-version"),
    (too_large, 413, "too-large"),
    (strange_body, 415, "unsupported-media-type"),
    (used_key, 422, "reused-command"),
]


def problem_of(answer) -> dict[str, object]:
    """The body of a problem, whose form is held to RFC 9457 and whose type has a page."""
    assert answer["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert told.keys() >= {"type", "title", "status", "detail", "instance"}
    assert told["status"] == answer.status_code
    assert told["instance"] == f"urn:uuid:{answer['X-Request-ID']}"
    assert told["type"].removeprefix("/api/v1/problems/") in kinds()
    return told


@pytest.mark.parametrize(("ask", "status", "name"), ASKED, ids=[name for _, _, name in ASKED])
def test_a_refusal_is_a_problem(case_id, caller, ask, status, name):
    told = problem_of(ask(caller(ADA), case_id))

    assert (told["status"], told["type"]) == (status, f"/api/v1/problems/{name}")


def test_a_writer_in_the_way_is_a_problem_that_says_when_to_come_back(case_id, caller, monkeypatch):
    def busy(*_, **__):
        raise OperationalError("database is locked")

    monkeypatch.setattr("cases.api.run_once", busy)
    answer = caller(ADA).post("cases", {"reference": "PL-2026-001", "title": "x"})

    assert problem_of(answer)["status"] == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer["Retry-After"] == "2"


def test_a_failure_of_ours_is_a_problem_without_a_word_of_it(case_id, caller, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr("cases.api.case_call", broken)
    answer = caller(ADA).get(f"cases/{case_id}")

    assert problem_of(answer)["type"] == "/api/v1/problems/failure"
    assert b"secret" not in answer.content


@pytest.mark.parametrize("body", ['{"a":' * 50_000, "[" * 100_000, '{"title": ' + "9" * 5000 + "}"])
def test_a_body_that_cannot_be_read_is_a_problem(case_id, caller, body):
    assert problem_of(caller(ADA).post("cases", body))["status"] == HTTPStatus.BAD_REQUEST


def test_every_field_that_is_wrong_is_pointed_at(case_id, caller):
    body = {"statements": [{"property": "name"}, {"value": "x", "citations": [{"pin": "p.1"}]}]}

    told = problem_of(caller(ADA).post(f"cases/{case_id}/entities", body))

    assert {error["pointer"] for error in told["errors"]} == {
        "/kind",
        "/statements/0/value",
        "/statements/1/property",
        "/statements/1/citations/0/exhibit",
    }


@pytest.mark.parametrize("name", ["wrong-stage", "bad-input", "key-malformed", "throttled", "busy", "failure"])
def test_a_type_is_the_address_of_its_page(case_id, caller, name):
    page = caller(ADA).get(f"problems/{name}").json()

    assert (page["type"], page["status"], page["detail"]) == (
        f"/api/v1/problems/{name}",
        kinds()[name].status,
        kinds()[name].meaning,
    )


def test_there_is_no_page_of_what_is_no_type(case_id, caller):
    assert caller(ADA).get("problems/unheard-of").status_code == HTTPStatus.NOT_FOUND


def test_every_type_says_what_it_means():
    assert [kind.name for kind in kinds().values() if not re.fullmatch(r"[A-Z“].{9,}[.)]", kind.meaning)] == []


def test_the_committed_list_of_problems_is_whole():
    call_command("problem_catalogue", "--check")


def test_a_stranger_s_problem_is_that_of_nobody(case_id, caller):
    services.wall_case(case_id=case_id, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    for path in (f"cases/{case_id}", "cases/00000000-0000-4000-8000-00000000ffff", "nowhere"):
        told = problem_of(caller(CYD).get(path))
        assert (told["status"], told["detail"]) == (404, "There is nothing here that you may see.")
