"""Entities, links and the chronology over the wire."""

from http import HTTPStatus

import pytest

from cases import services as cases
from cases.domain.stages import Outcome
from tests.api.test_evidence import send
from tests.people import ADA, BEN, CYD, DEE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(tmp_path, settings):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")


def company(name, **statement):
    return {"kind": "Company", "statements": [{"property": "name", "value": name, **statement}]}


def test_an_entity_is_stated_with_its_citation_and_read_back(case_id, caller):
    ada = caller(ADA)
    exhibit = send(ada, case_id).json()

    made = ada.post(
        f"cases/{case_id}/entities",
        company("Halcyon", citations=[{"exhibit": "X-01", "pin": "p.3"}], reliability="B", valid_from="2025-03"),
    )

    assert made.status_code == HTTPStatus.CREATED
    read = ada.get(f"entities/{made.json()['id']}").json()
    assert (read["name"], read["kind"], read["number"]) == ("Halcyon", "Company", made.json()["number"])
    stated = read["statements"][0]
    assert stated["citations"] == [{"exhibit": exhibit["id"], "number": "X-01", "pin": "p.3"}]
    assert (stated["reliability"], stated["credibility"], stated["valid_from"]) == ("B", "6", "2025-03")
    assert ada.get(f"cases/{case_id}/entities").json()["results"][0]["id"] == made.json()["id"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "Spaceship"}, 400),
        (company("x", citations=[{"exhibit": "X-99"}]), 400),
        (company("x", reliability="Z"), 400),
        (company("x", citations=[{"exhibit": "X-01", "pin": {"page": 3}}]), 400),
        (company("x", valid_from="2025-13"), 400),
        (company("x", valid_from="2026", valid_to="2025"), 400),
        (company("x", colour="red"), 400),
        (company(""), 400),
        ({"kind": "Company", "statements": {}}, 400),
    ],
)
def test_what_cannot_be_stated_is_refused_and_leaves_nothing(case_id, caller, body, status):
    ada = caller(ADA)

    refused = ada.post(f"cases/{case_id}/entities", body)

    assert refused.status_code == status
    assert refused["Content-Type"] == "application/problem+json"
    assert ada.get(f"cases/{case_id}/entities").json()["results"] == []


def test_a_choice_that_is_none_names_those_there_are(case_id, caller):
    refused = caller(ADA).post(f"cases/{case_id}/entities", company("x", reliability="Z")).json()

    assert refused["errors"][0] == {
        "pointer": "/statements/0/reliability",
        "code": "invalid_choice",
        "detail": "Choose one of: A, B, C, D, E, F.",
    }


def test_entities_are_merged_and_unmerged(case_id, caller):
    ada = caller(ADA)
    one, two = (ada.post(f"cases/{case_id}/entities", company(name)).json()["id"] for name in ("Halcyon", "Halcion"))

    merged = ada.post(f"entities/{two}/merge", {"into": one, "reason": "Same register number"})
    twice = ada.post(f"entities/{two}/merge", {"into": one, "reason": "Again"})
    into = ada.get(f"entities/{two}").json()["merged_into"]
    undone = ada.post(f"entities/{two}/unmerge", {"reason": "Different seals"})

    assert (merged.status_code, into) == (HTTPStatus.OK, one)
    assert twice.status_code == HTTPStatus.CONFLICT
    assert undone.status_code == HTTPStatus.OK
    assert ada.get(f"entities/{two}").json()["merged_into"] is None


def test_a_link_joins_two_entities_of_the_case(case_id, caller):
    ada = caller(ADA)
    one, two = (ada.post(f"cases/{case_id}/entities", company(name)).json()["id"] for name in ("Halcyon", "Orbit"))
    body = {"kind": "communicated_with", "source": one, "target": two, "confidence": "high", "valid_from": "2024"}

    made = ada.post(f"cases/{case_id}/links", body)
    to_itself = ada.post(f"cases/{case_id}/links", {**body, "target": one})

    assert made.status_code == HTTPStatus.CREATED, made.content
    found = ada.get(f"cases/{case_id}/links").json()["results"]
    assert [(row["source"], row["target"], row["valid_from"]) for row in found] == [(one, two, "2024")]
    assert to_itself.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT}


def test_the_chronology_answers_the_instant_and_its_doubts(case_id, caller):
    ada = caller(ADA)
    party = ada.post(f"cases/{case_id}/entities", company("Halcyon")).json()["id"]
    body = {"date_text": "2025-10-26 02:30", "zone": "Europe/Berlin", "summary": "Crates leave", "entities": [party]}

    made = ada.post(f"cases/{case_id}/chronology", body)

    assert made.status_code == HTTPStatus.CREATED, made.content
    assert made.json()["utc"].startswith("2025-10-26T0")
    assert made.json()["flags"]
    row = ada.get(f"cases/{case_id}/chronology").json()["results"][0]
    assert (row["date_text"], row["entities"], row["utc"]) == (body["date_text"], [party], made.json()["utc"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"date_text": "2025-10-26 02:30", "zone": ""},
        {"date_text": "soon"},
        {"zone": "Mars/Olympus"},
        {"date_text": "9999-99-99"},
        {"entities": ["00000000-0000-4000-8000-00000000ffff"]},
    ],
)
def test_a_time_or_party_that_is_none_is_refused(case_id, caller, wrong):
    body = {"date_text": "2025-10-26 12:30", "zone": "Europe/Berlin", "summary": "Crates leave", **wrong}

    assert caller(ADA).post(f"cases/{case_id}/chronology", body).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("room", ["entities", "links", "chronology"])
def test_records_are_for_the_team_and_written_by_its_analysts(case_id, caller, room):
    assert caller(BEN).get(f"cases/{case_id}/{room}").status_code == HTTPStatus.OK
    assert caller(CYD).get(f"cases/{case_id}/{room}").status_code == HTTPStatus.NOT_FOUND
    assert caller(CYD).post(f"cases/{case_id}/{room}", {}).status_code == HTTPStatus.NOT_FOUND
    assert caller(DEE).post(f"cases/{case_id}/{room}", {}).status_code == HTTPStatus.FORBIDDEN


def test_a_closed_case_takes_nothing_new(case_id, caller):
    cases.move_case(case_id=case_id, transition="close", reason="x", outcome=Outcome.UNFOUNDED, by=ADA, at=NOON)

    refused = caller(ADA).post(f"cases/{case_id}/entities", company("Halcyon"))

    assert refused.json()["type"].endswith("/case-not-open")


def test_a_stranger_merges_nothing(case_id, caller):
    one = caller(ADA).post(f"cases/{case_id}/entities", company("Halcyon")).json()["id"]

    for act in ("merge", "unmerge"):
        assert caller(CYD).post(f"entities/{one}/{act}", {"into": one, "reason": "x"}).status_code == 404
    assert caller(CYD).get(f"entities/{one}").status_code == HTTPStatus.NOT_FOUND


def test_records_are_read_as_of_the_past(case_id, caller):
    ada = caller(ADA)
    made = ada.post(f"cases/{case_id}/entities", company("Halcyon")).json()
    ada.post(f"cases/{case_id}/entities", company("Orbit"))

    found = ada.get(f"cases/{case_id}/entities", as_of=made["position"]).json()

    assert [row["name"] for row in found["results"]] == ["Halcyon"]
    assert found["as_of_position"] == made["position"]
