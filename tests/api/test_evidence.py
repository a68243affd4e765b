"""Exhibits over the wire."""

import hashlib
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import ADA, BEN, CYD, DEE

pytestmark = pytest.mark.django_db
FIELDS = {
    "title": "Packing list",
    "source": "Freight forwarder",
    "acquired_at": "2026-03-01T09:00:00+08:00",
    "acquired_by": "Ada",
}
TEXT = b"Eight crates, serials below\n"


@pytest.fixture(autouse=True)
def _store(tmp_path, settings):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")


def send(caller, case_id, *, content=TEXT, key=None, name="list.txt", **fields):
    return caller.client.post(
        f"/api/v1/cases/{case_id}/exhibits",
        {**FIELDS, **fields, "file": SimpleUploadedFile(name, content)},
        headers={**caller.headers, "Idempotency-Key": key or uuid4().hex},
    )


def test_a_file_is_taken_in_and_read_back(case_id, caller):
    ada = caller(ADA)

    made = send(ada, case_id)

    assert made.status_code == HTTPStatus.CREATED
    assert made.json()["number"] == "X-01"
    row = ada.get(f"exhibits/{made.json()['id']}").json()
    assert row["acquired_at"] == "2026-03-01T01:00:00Z"
    assert [one["number"] for one in ada.get(f"cases/{case_id}/exhibits").json()["results"]] == ["X-01"]
    original = ada.get(f"exhibits/{made.json()['id']}/original")
    assert b"".join(original.streaming_content) == TEXT
    assert original["Content-Type"] == "application/octet-stream"
    assert [item["type"] for item in ada.get("events").json()["events"]][-1] == "exhibit.original_downloaded"


def test_a_file_without_a_title_is_called_by_its_name(case_id, caller):
    ada = caller(ADA)

    assert ada.get(f"exhibits/{send(ada, case_id, title='').json()['id']}").json()["title"] == "list.txt"


def test_the_same_upload_again_takes_effect_once(case_id, caller):
    ada = caller(ADA)
    first = send(ada, case_id, key="k")

    again = send(ada, case_id, key="k")
    other = send(ada, case_id, content=b"other", key="k")

    assert again.json() == first.json()
    assert other.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_duplicate_is_named(case_id, caller):
    ada = caller(ADA)
    send(ada, case_id)

    refused = send(ada, case_id)

    assert refused.status_code == HTTPStatus.CONFLICT
    assert "X-01" in refused.json()["detail"]


def test_an_empty_file_is_refused_and_leaves_nothing(case_id, caller):
    ada = caller(ADA)

    refused = send(ada, case_id, content=b"")

    assert refused.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT}
    assert ada.get(f"cases/{case_id}/exhibits").json()["results"] == []


def test_a_wrong_declared_hash_is_kept_in_quarantine(case_id, caller):
    made = send(caller(ADA), case_id, declared_sha256=hashlib.sha256(b"other").hexdigest())

    assert made.status_code == HTTPStatus.CREATED
    assert made.json()["quarantine_reason"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("acquired_at", "2026-03-01T09:00:00"),
        ("acquired_at", "0001-01-01T00:00:00+14:00"),
        ("marking", "SECRET"),
        ("colour", "red"),
        ("acquired_at", "2026-02-30"),
        ("title", "x" * 301),
    ],
)
def test_a_wrong_field_is_pointed_at(case_id, caller, field, value):
    refused = send(caller(ADA), case_id, **{field: value})

    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert refused.json()["errors"][0]["pointer"] == f"/{field}"


@pytest.mark.parametrize("name", ["../../x", "invoice\u202efdp.exe", "a" * 900 + ".txt"])
def test_a_hostile_name_is_made_harmless(case_id, caller, name):
    ada = caller(ADA)

    made = send(ada, case_id, name=name)

    row = ada.get(f"exhibits/{made.json()['id']}").json()
    assert "/" not in row["safe_name"]
    assert "\u202e" not in row["safe_name"]


def test_a_stranger_finds_no_exhibit(case_id, caller):
    made = send(caller(ADA), case_id).json()
    cyd = caller(CYD)

    for path in (f"exhibits/{made['id']}", f"exhibits/{made['id']}/original", f"exhibits/{made['id']}/custody"):
        assert cyd.get(path).status_code == HTTPStatus.NOT_FOUND
    assert send(cyd, case_id).status_code == HTTPStatus.NOT_FOUND
    assert send(caller(DEE), case_id, content=b"x").status_code == HTTPStatus.FORBIDDEN


def test_a_token_without_the_scope_gets_no_original(case_id, caller):
    made = send(caller(ADA), case_id).json()

    assert caller(BEN, "evidence:read").get(f"exhibits/{made['id']}/original").status_code == HTTPStatus.FORBIDDEN


def test_a_browser_gets_no_original_here(case_id, caller, sign_in):
    made = send(caller(ADA), case_id).json()

    assert sign_in(ADA).get(f"/api/v1/exhibits/{made['id']}/original").status_code == HTTPStatus.FORBIDDEN


def test_custody_shows_its_breaks(case_id, caller):
    ada = caller(ADA)
    path = f"exhibits/{send(ada, case_id).json()['id']}/custody"
    before = ada.get(path).json()["as_of_position"]
    first = {"holder": "Ada", "from": "2026-03-01T09:00:00Z", "until": "2026-03-01T10:00:00Z", "purpose": "Seizure"}
    later = {"holder": "Lab", "from": "2026-03-01T12:00:00Z", "purpose": "Imaging", "acknowledged": True}

    made = [ada.post(path, one) for one in (first, later)]

    assert [one.status_code for one in made] == [HTTPStatus.CREATED] * 2
    found = ada.get(path).json()
    assert [one["holder"] for one in found["results"]][-2:] == ["Ada", "Lab"]
    assert "2026-03-01T10:00:00Z" in [gap["since"] for gap in found["gaps"]]
    assert made[0].json()["id"] in [one["after"] for one in found["unacknowledged"]]
    assert len(ada.get(path, as_of=before).json()["results"]) == len(found["results"]) - 2
    assert ada.post(path, {**first, "from": "2026-03-01T09:00:00"}).status_code == HTTPStatus.BAD_REQUEST


def test_exhibits_are_read_as_of_the_past(case_id, caller):
    ada = caller(ADA)
    before = ada.get(f"cases/{case_id}").json()["as_of_position"]
    made = send(ada, case_id).json()

    assert ada.get(f"cases/{case_id}/exhibits", as_of=before).json()["results"] == []
    assert ada.get(f"exhibits/{made['id']}", as_of=before).status_code == HTTPStatus.NOT_FOUND
    assert ada.get(f"exhibits/{made['id']}", as_of=made["position"]).json()["number"] == "X-01"
