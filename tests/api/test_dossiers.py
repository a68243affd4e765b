"""Dossiers and jobs over the wire."""

from http import HTTPStatus

import pytest

from jobs.services import cancel
from tests.dossiers.worlds import as_if_made
from tests.people import ADA, CYD, DEE, EVE, FAY

pytestmark = pytest.mark.django_db
TERMS = {
    "title": "Diversion through Halcyon",
    "recipient": "Port authority",
    "authority": "Section 5",
    "purpose": "Referral",
    "marking": "TLP:AMBER",
}


def test_a_dossier_is_requested_and_its_job_is_seen(case_id, caller):
    ada = caller(ADA)

    made = ada.post(f"cases/{case_id}/dossiers", TERMS)

    assert made.status_code == HTTPStatus.CREATED, made.content
    read = ada.get(f"dossiers/{made.json()['id']}")
    assert read.json()["title"] == TERMS["title"]
    assert read["ETag"] == f'"{made.json()["version"]}"'
    assert ada.get(f"jobs/{made.json()['job']}").json()["state"] == "queued"
    assert caller(CYD).get(f"jobs/{made.json()['job']}").status_code == HTTPStatus.NOT_FOUND
    assert [row["id"] for row in ada.get(f"cases/{case_id}/dossiers").json()["results"]] == [made.json()["id"]]
    assert ada.get(f"dossiers/{made.json()['id']}/file").status_code == HTTPStatus.NOT_FOUND


def test_a_marking_below_the_case_s_is_refused(case_id, caller):
    refused = caller(ADA).post(f"cases/{case_id}/dossiers", {**TERMS, "marking": "TLP:GREEN"})

    assert refused.status_code == HTTPStatus.CONFLICT
    assert refused.json()["type"].endswith("/marked-too-low")


def test_steps_are_for_the_roles_and_hold_to_the_version(case_id, caller):
    made = caller(ADA).post(f"cases/{case_id}/dossiers", TERMS).json()
    path = f"dossiers/{made['id']}"

    assert caller(ADA).post(f"{path}/review", {}, if_match="*").status_code == HTTPStatus.FORBIDDEN
    assert caller(DEE).post(f"{path}/review", {}, if_match='"99"').status_code == HTTPStatus.PRECONDITION_FAILED
    early = caller(DEE).post(f"{path}/review", {}, if_match=f'"{made["version"]}"')
    assert early.status_code == HTTPStatus.CONFLICT
    assert caller(DEE).post(f"{path}/approve", {}, if_match="*").status_code == HTTPStatus.FORBIDDEN
    handed = {"recipient": "Port authority", "method": "By hand"}
    assert caller(EVE).post(f"{path}/release", handed, if_match="*").status_code == HTTPStatus.CONFLICT


def test_an_agreement_can_name_what_was_read_and_tells_what_was_agreed_to(case_id, caller):
    made = caller(ADA).post(f"cases/{case_id}/dossiers", TERMS).json()
    as_if_made(made["id"])

    other = caller(DEE).post(f"dossiers/{made['id']}/review", {"content_sha256": "b" * 64})
    agreed = caller(DEE).post(f"dossiers/{made['id']}/review", {"content_sha256": "A" * 64})

    assert other.json()["type"].endswith("/content-changed")
    assert agreed.json()["content_sha256"] == "a" * 64


def test_what_is_not_said_of_a_dossier_is_the_case_s(case_id, caller):
    terms = {name: TERMS[name] for name in ("recipient", "authority", "purpose")}
    read = caller(ADA).get(f"dossiers/{caller(ADA).post(f'cases/{case_id}/dossiers', terms).json()['id']}").json()

    assert (read["title"], read["marking"]) == ("Paper lantern", "TLP:AMBER")


def test_a_job_is_told_as_it_stood(case_id, caller):
    ada = caller(ADA)
    before = ada.get(f"cases/{case_id}").json()["as_of_position"]
    made = ada.post(f"cases/{case_id}/dossiers", TERMS).json()

    assert ada.get(f"jobs/{made['job']}", as_of=before).status_code == HTTPStatus.NOT_FOUND
    cancel(job_id=made["job"], by=ADA)
    assert ada.get(f"jobs/{made['job']}").json()["state"] == "cancelled"
    assert ada.get(f"jobs/{made['job']}", as_of=made["position"]).json()["state"] == "queued"
    assert ada.get(f"jobs/{made['job']}", as_of="2032-01-01").json()["as_of_position"] == made["position"]


@pytest.mark.parametrize("person", [CYD, FAY])
def test_dossiers_are_hidden_from_who_may_not_read_them(case_id, caller, person):
    made = caller(ADA).post(f"cases/{case_id}/dossiers", TERMS).json()
    other = caller(person)

    for path in (f"dossiers/{made['id']}", f"dossiers/{made['id']}/file", f"cases/{case_id}/dossiers"):
        assert other.get(path).status_code == HTTPStatus.NOT_FOUND
    assert other.post(f"dossiers/{made['id']}/release", {}, if_match="*").status_code == HTTPStatus.NOT_FOUND


def test_a_dossier_is_not_there_before_it_was_requested(case_id, caller):
    ada = caller(ADA)
    before = ada.get(f"cases/{case_id}").json()["as_of_position"]
    made = ada.post(f"cases/{case_id}/dossiers", TERMS).json()

    assert ada.get(f"dossiers/{made['id']}", as_of=before).status_code == HTTPStatus.NOT_FOUND
    assert ada.get(f"cases/{case_id}/dossiers", as_of=before).json()["results"] == []
    assert ada.get(f"dossiers/{made['id']}", as_of=made["position"]).status_code == HTTPStatus.OK
