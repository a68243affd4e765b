"""Search over the wire."""

from http import HTTPStatus

import pytest
from django.test import override_settings

from cases import services
from ledger import consumers
from search import api
from search.consumers import fill
from tests.people import ADA, BEN, CYD, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(case_id, tmp_path, monkeypatch):
    """The case with a note, in an index of its own."""
    monkeypatch.setattr(api, "LONGEST_WAIT_SECONDS", 0.0)
    with override_settings(SEARCH_URL=f"fts5://{tmp_path / 'search'}"):
        services.write_note(case_id=case_id, html="<p>Crates of accelerators</p>", by=ADA, at=NOON)
        fill()
        consumers.catch_up("search")
        yield case_id


def test_what_was_written_is_found_by_its_readers_alone(indexed, caller):
    found = caller(BEN).post("search", {"query": "accelerators"}, key="").json()

    assert [(hit["kind"], hit["case"]) for hit in found["hits"]] == [("note", str(indexed))]
    assert found["hits"][0]["reference"] == "PL-2025-001"
    assert found["facets"]["case"] == [{"key": str(indexed), "count": 1}]
    assert found["next"] is None
    assert caller(CYD).post("search", {"query": "accelerators"}).json()["hits"] == []


def test_a_search_is_narrowed_by_kind_and_case(indexed, caller):
    ben = caller(BEN)

    assert ben.post("search", {"query": "accelerators", "kinds": ["exhibit"]}).json()["hits"] == []
    assert len(ben.post("search", {"query": "accelerators", "case": "PL-2025-001"}).json()["hits"]) == 1
    assert len(ben.post("search", {"query": "accelerators", "case": str(indexed)}).json()["hits"]) == 1
    assert caller(CYD).post("search", {"query": "x", "case": str(indexed)}).status_code == HTTPStatus.NOT_FOUND
    assert ben.post("search", {"query": "x", "case": "nowhere"}).status_code == HTTPStatus.NOT_FOUND


def test_an_unbalanced_query_is_repaired_and_says_so(indexed, caller):
    found = caller(BEN).post("search", {"query": '"accelerators AND ('})

    assert found.status_code == HTTPStatus.OK
    assert found.json()["notes"]


def test_a_search_can_wait_for_what_was_written(indexed, caller):
    ada = caller(ADA)
    written = ada.post("cases", {"reference": "PL-2026-007", "title": "Second lantern"}).json()["position"]

    early = ada.post("search", {"query": "lantern", "after": written})
    consumers.catch_up("search")
    later = ada.post("search", {"query": "second", "after": written})

    assert early.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert int(early["Retry-After"]) >= 1
    assert [hit["kind"] for hit in later.json()["hits"]] == ["case"]


@pytest.mark.parametrize("wrong", [{"after": "nonsense"}, {"after": "pos_x"}, {"as_of": "x"}, {"limit": 0}])
def test_a_mark_that_is_none_is_refused(indexed, caller, wrong):
    refused = caller(BEN).post("search", {"query": "accelerators", **wrong})

    assert refused.status_code == HTTPStatus.BAD_REQUEST


def test_the_past_is_not_searched(indexed, caller):
    ada = caller(ADA)
    past = ada.get("events", limit="1").json()["next"]

    assert ada.post("search", {"query": "crates", "as_of": past}).status_code == HTTPStatus.BAD_REQUEST


def test_a_token_needs_the_scope(indexed, caller):
    assert caller(BEN, "cases:read").post("search", {"query": "x"}).status_code == HTTPStatus.FORBIDDEN
