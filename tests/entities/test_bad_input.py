"""Bad input by page and by interface: a clear refusal or a recorded doubt, and nothing half written."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from entities import queries, services
from ledger import store
from tests import builders
from tests.api.conftest import Caller
from tests.entities import world
from tests.people import ADA, NOON

pytestmark = pytest.mark.django_db
GRADE = {"reliability": "F", "credibility": "6"}
NUL = "Jade\x00wick"


@pytest.fixture
def ends(case_id):
    return world.an_entity(case_id, "Jadewick"), world.an_entity(case_id, "Northquill")


@pytest.fixture
def elsewhere(case_id):
    """An entity of another case of Ada's."""
    there = builders.a_case(reference="DH-2025-014", with_team=False)
    return services.create_entity(case_id=there, kind="Company", by=ADA, at=NOON)


class Doors:
    """The page and the interface, for Ada."""

    def __init__(self, client, case_id):
        self.client, self.case_id, self.caller = client, case_id, Caller(ADA)

    def page(self, address, /, *ids, query="", **typed):
        """Post a form; the answer's status and what it says."""
        answer = self.client.post(reverse(f"entities:{address}", args=[self.case_id, *ids]) + query, typed)
        return answer.status_code, answer.content.decode()

    def api(self, room, body):
        """Post a body; the answer's status and its document."""
        answer = self.caller.post(f"cases/{self.case_id}/{room}", body)
        return answer.status_code, answer.json()


@pytest.fixture
def doors(case_id, sign_in):
    return Doors(sign_in(ADA), case_id)


def refused(doors, *, page, api, words):
    """Both doors refuse in the same words and the log stays as it was."""
    before = store.head_position()
    status, shown = page()
    assert (status, words in shown) == (HTTPStatus.UNPROCESSABLE_ENTITY, True), shown[:2000]
    status, problem = api()
    assert status in {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT}
    assert words in str(problem)
    assert store.head_position() == before


@pytest.mark.parametrize(
    ("date_text", "zone", "words"),
    [
        ("9999-12-31 23:59", "UTC", "is not between 1700 and 2199"),
        ("0001-01-01", "UTC", "is not between 1700 and 2199"),
        ("2025-02-30", "UTC", "No calendar and no clock"),
        ("2025-07-29 25:00", "UTC", "No calendar and no clock"),
        ("2025-07-29 02:14", "", "Say in which zone"),
        ("2025-07-29 02:14", "Mars/Olympus", "is no time zone"),
        ("29/07/2025", "UTC", "could be exchanged"),
    ],
)
def test_a_time_that_is_none_is_refused(doors, date_text, zone, words):
    refused(
        doors,
        page=lambda: doors.page("create_entry", date_text=date_text, zone=zone, summary="Crates leave"),
        api=lambda: doors.api("chronology", {"date_text": date_text, "zone": zone, "summary": "Crates leave"}),
        words=words,
    )


@pytest.mark.parametrize(
    ("date_text", "flag", "words"),
    [("2025-11-02 01:30", "ambiguous", "showed this time twice"), ("2025-03-09 02:30", "did_not_exist", "skipped")],
)
def test_a_time_at_a_change_of_clocks_is_kept_and_flagged(doors, case_id, date_text, flag, words):
    said = {"date_text": date_text, "zone": "America/New_York", "summary": "Crates leave"}

    status, _ = doors.page("create_entry", **said)
    assert status == HTTPStatus.SEE_OTHER
    status, made = doors.api("chronology", said)
    assert (status, made["flags"]) == (HTTPStatus.CREATED, [flag])

    assert [row.flags for row in queries.chronology(case_id)] == [[flag], [flag]]
    shown = doors.client.get(reverse("entities:chronology", args=[case_id])).content.decode()
    assert shown.count(words) == 2


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "words"),
    [
        ("1066", "", "is not between 1700 and 2199"),
        ("2025-13", "", "There is no day 2025-13"),
        ("soon", "", "Write the date as"),
        ("2025", "2024", "The end lies before the beginning"),
    ],
)
def test_a_link_s_time_that_is_none_is_refused(doors, ends, valid_from, valid_to, words):
    times = {"valid_from": valid_from, "valid_to": valid_to}
    link = {"source_id": ends[0], "target_id": ends[1], "confidence": "high", **times}
    body = {"kind": "paid", "source": str(ends[0]), "target": str(ends[1]), "confidence": "high", **times}

    refused(
        doors,
        page=lambda: doors.page("create_link", query="?kind=paid", **link),
        api=lambda: doors.api("links", body),
        words=words,
    )


@pytest.mark.parametrize(
    ("kind", "property", "value", "expected"),
    [
        ("Document", "airWaybill", "000-44115360", "3"),
        ("Document", "containerNumber", "ZZXU1042170", "9"),
        ("Company", "leiCode", "FICT00JADEWICKHK0643", "42"),
        ("Company", "iban", "AE060000000000000712345", "05"),
    ],
)
def test_a_wrong_check_digit_is_kept_and_flagged(doors, case_id, kind, property, value, expected):
    made = world.an_entity(case_id, "Paper", kind=kind)
    status, _ = doors.page("entity_act", made, "state", property=property, value=value, **GRADE)
    assert status == HTTPStatus.SEE_OTHER
    body = {"kind": kind, "statements": [{"property": property, "value": value}]}
    status, other = doors.api("entities", body)
    assert status == HTTPStatus.CREATED

    shown = doors.client.get(reverse("entities:entity", args=[case_id, made])).content.decode()
    assert f"expected {expected}" in shown
    (stated,) = doors.caller.get(f"entities/{other['id']}").json()["statements"]
    assert (stated["value"], stated["check"]["is_valid"], stated["check"]["expected"]) == (value, False, expected)
    assert stated["check"]["possible_matches"]


def test_what_is_no_identifier_has_no_check(doors, case_id):
    made = world.an_entity(case_id, "Paper", leiCode="FICT00JADEWICKHK0642")

    checks = {one["property"]: one["check"] for one in doors.caller.get(f"entities/{made}").json()["statements"]}

    assert checks["name"] is None
    assert (checks["leiCode"]["is_valid"], checks["leiCode"]["note"]) == (True, "")


def test_a_link_to_itself_is_refused(doors, ends):
    link = {"source_id": ends[0], "target_id": ends[0], "confidence": "high"}
    body = {"kind": "paid", "source": str(ends[0]), "target": str(ends[0]), "confidence": "high"}

    refused(
        doors,
        page=lambda: doors.page("create_link", query="?kind=paid", **link),
        api=lambda: doors.api("links", body),
        words="A link needs two different entities.",
    )


def test_a_link_across_cases_is_refused(doors, ends, elsewhere):
    before = store.head_position()
    link = {"source_id": ends[0], "target_id": elsewhere, "confidence": "high"}
    body = {"kind": "paid", "source": str(ends[0]), "target": str(elsewhere), "confidence": "high"}

    status, shown = doors.page("create_link", query="?kind=paid", **link)
    assert (status, "Select a valid choice" in shown) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    status, problem = doors.api("links", body)
    assert (status, "must belong to this case" in str(problem)) == (HTTPStatus.CONFLICT, True)
    assert store.head_position() == before


def test_a_party_of_another_case_is_refused(doors, elsewhere):
    before = store.head_position()
    said = {"date_text": "2025-07-29", "zone": "UTC", "summary": "Crates leave"}

    assert doors.page("create_entry", **said, parties=[elsewhere])[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert doors.api("chronology", {**said, "entities": [str(elsewhere)]})[0] == HTTPStatus.BAD_REQUEST
    assert store.head_position() == before


def test_a_derived_link_is_never_asserted(doors, ends):
    before = store.head_position()
    body = {"kind": "shares_phone", "source": str(ends[0]), "target": str(ends[1]), "confidence": "high"}

    assert doors.page("create_link", query="?kind=shares_phone", source_id=ends[0])[0] in {400, 409, 422}
    assert doors.api("links", body)[0] in {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT}
    assert store.head_position() == before


@pytest.mark.parametrize("text", [NUL, "\ud800 alone"])
def test_text_that_no_log_can_hold_is_refused_wherever_it_is_typed(doors, case_id, ends, text):
    link = world.a_link(case_id, ends)
    before = store.head_position()
    said = {"date_text": "2025-07-29", "zone": "UTC", "summary": text}
    typed = (
        [
            doors.page("create", kind="Company", name=text, **GRADE),
            doors.page("entity_act", ends[0], "state", property="alias", value=text, **GRADE),
            doors.page("entity_act", ends[0], "describe", description=text),
            doors.page("link_act", link, "withdraw", reason=text),
            doors.page("create_entry", **said),
            doors.page("match", *ends, answer="no", reason=text),
        ]
        if "\x00" in text
        else []
    )
    sent = [
        doors.api("entities", {"kind": "Company", "statements": [{"property": "name", "value": text}]}),
        doors.api("chronology", said),
    ]

    assert {status for status, _ in typed} <= {HTTPStatus.UNPROCESSABLE_ENTITY}
    assert {status for status, _ in sent} == {HTTPStatus.BAD_REQUEST}
    assert store.head_position() == before


@pytest.mark.slow
def test_an_address_with_bad_text_is_no_error_of_ours(doors, case_id, ends):
    for name in ("list", "graph", "timeline", "identifiers", "chronology", "paths", "create_link"):
        for query in (
            "kind=%00",
            "about=%00&open=%00.paid&since=%00",
            "page=%00&as_of=",
            "start=%00&goal=x",
            "sort=%00",
        ):
            answer = doors.client.get(f"{reverse(f'entities:{name}', args=[case_id])}?{query}")
            assert answer.status_code in {200, 400, 404, 422}, (name, query)
