"""Cases over the wire: the same refusals and rights as the pages."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from cases import queries, services
from rest.positions import position_text
from tests.people import ADA, BEN, CYD, NOON

pytestmark = pytest.mark.django_db
OPEN = {"reference": "PL-2026-007", "title": "Second lantern"}


def test_a_caller_opens_a_case_and_reads_it(case_id, caller):
    ada = caller(ADA)

    made = ada.post("cases", OPEN)

    assert made.status_code == HTTPStatus.CREATED
    assert made.json()["position"].startswith("pos_")
    read = ada.get(f"cases/{made.json()['id']}")
    assert read.json()["title"] == "Second lantern"
    assert read["ETag"] == f'"{read.json()["version"]}"'
    assert read["Cache-Control"] == "no-store"


def test_cases_come_in_pages_with_a_cursor_of_their_own(case_id, caller):
    ada = caller(ADA)
    ada.post("cases", OPEN)

    first = ada.get("cases", limit="1")
    second = ada.get("cases", limit="1", cursor=first.json()["next"])

    assert [row["reference"] for row in first.json()["results"]] == ["PL-2025-001"]
    assert [row["reference"] for row in second.json()["results"]] == ["PL-2026-007"]
    assert second.json()["next"] is None
    assert 'rel="next"' in first["Link"]
    assert caller(BEN).get("cases", cursor=first.json()["next"]).status_code == HTTPStatus.BAD_REQUEST


def test_a_stranger_and_nobody_find_the_same_nothing(case_id, caller):
    cyd = caller(CYD)

    hidden = cyd.get(f"cases/{case_id}")
    absent = cyd.get("cases/00000000-0000-4000-8000-00000000ffff")

    assert hidden.status_code == absent.status_code == HTTPStatus.NOT_FOUND
    assert {**hidden.json(), "instance": ""} == {**absent.json(), "instance": ""}
    assert cyd.get("cases").json()["results"] == []
    assert cyd.post(f"cases/{case_id}/triage", {"reason": "x"}, if_match="*").status_code == HTTPStatus.NOT_FOUND


def test_a_transition_holds_to_the_version_that_was_seen(case_id, caller):
    ada = caller(ADA)
    tag = ada.get(f"cases/{case_id}")["ETag"]

    moved = ada.post(f"cases/{case_id}/triage", {"reason": "Credible"}, if_match=tag)
    stale = ada.post(f"cases/{case_id}/open_preliminary", {"reason": "Go on"}, if_match=tag)

    assert moved.status_code == HTTPStatus.OK
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED
    assert f'"{stale.json()["current_version"]}"' == moved["ETag"] == ada.get(f"cases/{case_id}")["ETag"]


@pytest.mark.parametrize("tag", ["3", 'W/"3"', '"3", "4"', "", "yes"])
def test_a_tag_that_is_none_is_refused(case_id, caller, tag):
    refused = caller(ADA).post(f"cases/{case_id}/triage", {"reason": "Credible"}, if_match=tag)

    assert refused.status_code == HTTPStatus.PRECONDITION_FAILED
    assert "leave it out" in refused.json()["detail"]


def test_the_state_refuses_with_its_sentence(case_id, caller):
    refused = caller(ADA).post(f"cases/{case_id}/refer", {"reason": "x", "authority": "BIS"}, if_match="*")

    assert refused.status_code == HTTPStatus.CONFLICT
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["type"] == "/api/v1/problems/wrong-stage"


def test_a_missing_field_of_a_transition_is_pointed_at(case_id, caller):
    refused = caller(ADA).post(f"cases/{case_id}/close", {"reason": "Done"}, if_match="*")

    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert refused.json()["errors"][0]["pointer"] == "/outcome"


def test_a_reader_without_the_role_is_told_so(case_id, caller):
    refused = caller(BEN).post(f"cases/{case_id}/close", {"reason": "x", "outcome": "unfounded"}, if_match="*")

    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_a_past_moment_is_read_by_position_or_time(case_id, caller):
    ada = caller(ADA)
    before = ada.get(f"cases/{case_id}").json()["as_of_position"]
    services.describe_case(case_id=case_id, title="Renamed", summary="", by=ADA, at=datetime(2026, 3, 3, tzinfo=UTC))

    assert ada.get(f"cases/{case_id}", as_of=before).json()["title"] == "Paper lantern"
    assert ada.get(f"cases/{case_id}").json()["title"] == "Renamed"
    assert ada.get("cases", as_of=before).json()["results"][0]["title"] == "Paper lantern"
    by_time = ada.get(f"cases/{case_id}", as_of="2026-03-02T23:00:00Z")
    assert by_time.json()["title"] == "Paper lantern"


def test_a_day_stands_for_its_end(case_id, caller):
    services.describe_case(case_id=case_id, title="Renamed", summary="", by=ADA, at=datetime(2026, 3, 3, tzinfo=UTC))

    assert caller(ADA).get(f"cases/{case_id}", as_of="2026-03-02").json()["title"] == "Paper lantern"
    assert caller(ADA).get(f"cases/{case_id}", as_of="2026-03-03").json()["title"] == "Renamed"


def test_cases_of_one_stage_are_asked_for(case_id, caller):
    ada = caller(ADA)

    assert [row["id"] for row in ada.get("cases", stage="intake").json()["results"]] == [str(case_id)]
    assert ada.get("cases", stage="closed").json()["results"] == []
    assert ada.get("cases", stage="closed", as_of="2031-01-01").json()["results"] == []
    assert ada.get("cases", stage="elsewhere").status_code == HTTPStatus.BAD_REQUEST


def test_a_case_is_closed_with_its_outcome(case_id, caller):
    closed = caller(ADA).post(f"cases/{case_id}/close", {"reason": "Nothing in it", "outcome": "unfounded"})

    assert closed.status_code == HTTPStatus.OK
    assert caller(ADA).get(f"cases/{case_id}").json()["outcome"] == "unfounded"
    assert caller(ADA).post(f"cases/{case_id}/explode", {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "moment", ["2026-02-30", "2026-03-02T23:00:00", "yesterday", "pos_x", "2026-13-40T00:00:00Z", "17"]
)
def test_a_moment_that_is_none_is_refused(case_id, caller, moment):
    assert caller(ADA).get(f"cases/{case_id}", as_of=moment).status_code == HTTPStatus.BAD_REQUEST


def test_a_moment_before_the_case_is_refused(case_id, caller):
    refused = caller(ADA).get(f"cases/{case_id}", as_of="2020-01-01T00:00:00Z")

    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert refused.json()["errors"][0]["pointer"] == "/as_of"


def test_a_wall_hides_the_case_from_the_interface_too(case_id, caller):
    services.wall_case(case_id=case_id, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    assert caller(BEN).get(f"cases/{case_id}").status_code == HTTPStatus.NOT_FOUND


def test_the_feed_tells_what_the_caller_may_read_and_goes_on_from_its_end(case_id, caller):
    ada = caller(ADA)
    page = ada.get("events", limit="3").json()
    rest = ada.get("events", after=page["next"]).json()

    assert page["events"][0]["type"] == "case.opened"
    assert page["events"][0]["specversion"] == "1.0"
    assert not page["is_end"]
    assert rest["is_end"]
    assert {item["id"] for item in page["events"]}.isdisjoint(item["id"] for item in rest["events"])
    services.describe_case(case_id=case_id, title="Renamed", summary="", by=ADA, at=NOON)
    assert [item["type"] for item in ada.get("events", after=rest["next"]).json()["events"]] == ["case.described"]
    assert caller(CYD).get("events").json()["events"] == []


def test_the_feed_takes_only_known_types(case_id, caller):
    ada = caller(ADA)

    found = ada.get("events", types="case.opened").json()["events"]

    assert {item["type"] for item in found} == {"case.opened"}
    assert ada.get("events", types="case.exploded").status_code == HTTPStatus.BAD_REQUEST


def test_a_position_says_nothing_of_how_much_was_written():
    assert position_text(1)[:20] != position_text(2)[:20]
    assert position_text(1) == position_text(1)


def test_a_refused_command_leaves_nothing(case_id, caller):
    caller(ADA).post("cases", {"reference": "nonsense", "title": "x"})

    assert queries.case_by_reference("nonsense") is None


def test_a_stage_and_a_transition_that_are_none_are_not_there(case_id, caller):
    ada = caller(ADA)

    assert ada.get("cases", stage="lunch").status_code == HTTPStatus.BAD_REQUEST
    assert ada.post(f"cases/{case_id}/vanish", {"reason": "x"}, if_match="*").status_code == HTTPStatus.NOT_FOUND


def test_a_note_makes_no_version_stale(case_id, caller):
    ada = caller(ADA)
    tag = ada.get(f"cases/{case_id}")["ETag"]
    services.write_note(case_id=case_id, html="<p>Seen</p>", by=BEN, at=NOON)

    assert ada.post(f"cases/{case_id}/triage", {"reason": "Credible"}, if_match=tag).status_code == HTTPStatus.OK
