"""The feed: nothing twice, nothing missing, nothing for strangers, and a word when access ends."""

from contextlib import suppress
from http import HTTPStatus
from threading import Thread
from time import monotonic, sleep

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import services as accounts
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.markings import Marking
from accounts.queries import person
from cases import feed, services
from cases.domain.proposal import Subject
from cases.domain.roles import CaseRole
from cases.permissions import RULES, Action, readable_by
from cases.proposals import carry_out, propose, review
from ledger import store
from ledger.domain.errors import DomainError
from rest import waiting
from tests import builders
from tests.api.test_evidence import send
from tests.people import ADA, BEN, CYD, DEE, EVE, FAY, HAL, NOON

pytestmark = pytest.mark.django_db
WHY = {"reason": "Why", "by": ADA, "at": NOON}


def all_of(caller, **query: str) -> list[dict[str, object]]:
    """Everything that the feed tells, page by page."""
    found, after = [], ""
    while True:
        page = caller.get("events", after=after, limit="7", **query).json()
        found += page["events"]
        if page["is_end"]:
            return found
        after = page["next"]


def ends(caller) -> list[tuple[str, str]]:
    """Which cases the caller is told to have lost."""
    return [(item["case"], item["subject"]) for item in all_of(caller) if item["type"] == "access.ended"]


def leave(case_id):
    services.remove_member(case_id=case_id, person_id=BEN, role=CaseRole.ANALYST, **WHY)


def recuse(case_id):
    services.recuse(case_id=case_id, person_id=BEN, **WHY)


def wall(case_id):
    services.wall_case(case_id=case_id, reader_ids=[ADA, HAL], **WHY)


def lower_clearance(case_id):
    accounts.set_clearance(person_id=BEN, marking=Marking.GREEN, reason="Why", by=SYSTEM_ID, at=NOON)


def raise_marking(case_id):
    accounts.set_clearance(person_id=BEN, marking=Marking.AMBER, reason="Why", by=SYSTEM_ID, at=NOON)
    services.raise_marking(case_id=case_id, marking=Marking.RED, **WHY)


@pytest.mark.parametrize("end", [leave, recuse, wall, lower_clearance, raise_marking])
def test_losing_access_is_told_once_and_nothing_more(case_id, caller, end):
    before = caller(BEN).get("events").json()["next"]
    end(case_id)
    services.describe_case(case_id=case_id, title="Secret", summary="", by=ADA, at=NOON)

    ben = caller(BEN)
    page = ben.get("events", after=before).json()

    assert [(item["type"], item["case"], item["data"]) for item in page["events"]] == [
        ("access.ended", str(case_id), {})
    ]
    assert page["events"][0]["actor"] is None
    assert ben.get("events", after=page["next"]).json()["events"] == []
    assert ends(ben) == [(str(case_id), f"case-{case_id}")]
    assert ends(caller(CYD)) == ends(caller(ADA, cases=(str(case_id),))) == []


def test_access_that_came_back_is_no_loss(case_id, caller):
    leave(case_id)
    services.add_member(case_id=case_id, person_id=BEN, role=CaseRole.ANALYST, **WHY)

    assert ends(caller(BEN)) == []
    assert len(all_of(caller(BEN))) == len(all_of(caller(ADA)))


def test_a_wall_ends_the_access_of_a_wildcard_token_alone(case_id, caller):
    before = caller(ADA).get("events").json()["next"]
    wall(case_id)

    assert [item["type"] for item in caller(ADA).get("events", after=before).json()["events"]] == ["access.ended"]
    named = caller(ADA, cases=(str(case_id),)).get("events", after=before).json()["events"]
    assert [item["type"] for item in named] == ["case.walled"]


def test_who_leaves_the_wall_s_list_is_told(case_id, caller):
    services.wall_case(case_id=case_id, reader_ids=[ADA, BEN], **WHY)
    ben = caller(BEN, cases=(str(case_id),))
    before = ben.get("events").json()["next"]
    services.shut_out_of_wall(case_id=case_id, person_id=BEN, **WHY)

    assert [item["type"] for item in ben.get("events", after=before).json()["events"]] == ["access.ended"]


def test_a_page_holds_what_its_limit_says_and_the_pages_hold_all(case_id, caller):
    whole = caller(ADA).get("events").json()["events"]

    assert [item["id"] for item in all_of(caller(ADA))] == [item["id"] for item in whole]
    assert len(caller(ADA).get("events", limit="2").json()["events"]) == 2


def test_the_past_of_the_feed_ends_at_its_moment(case_id, caller):
    ada = caller(ADA)
    first = ada.get("events", limit="2").json()

    past = ada.get("events", as_of=first["next"]).json()

    assert past["events"] == first["events"]
    assert past["is_end"]


def test_an_erased_field_is_named_in_the_old_event_and_comes_as_a_new_one(case_id, caller):
    note = services.write_note(case_id=case_id, html="<p>A name</p>", by=BEN, at=NOON)
    assert note
    position = store.head_position()
    order = {"position": str(position), "field": "html", "legal_basis": "GDPR Article 17"}
    proposal_id = propose(
        case_id=case_id, subject=Subject.ERASE_FIELD, target_id=case_id, terms=order, reason="Why", by=BEN, at=NOON
    )
    review(proposal_id=proposal_id, remark="", by=DEE, at=NOON)
    carry_out(proposal_id=proposal_id, by=EVE, at=NOON)

    found = {item["type"]: item for item in all_of(caller(ADA))}

    assert found["case.note_written"]["data"]["html"] == "[erased]"
    assert found["case.note_written"]["erasedfields"] == "html"
    executed = found["erasure.executed"]["data"]
    assert (executed["field"], executed["position"]) == ("html", found["case.note_written"]["position"])
    assert found["proposal.made"]["data"]["terms"]["position"] == executed["position"]


def test_a_citation_of_a_walled_exhibit_is_withheld(case_id, caller, tmp_path, settings):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    exhibit = send(caller(ADA), case_id).json()["id"]
    body = {"property": "name", "value": "Halcyon", "citations": [{"exhibit": "X-01", "pin": "p.3"}]}
    caller(ADA).post(f"cases/{case_id}/entities", {"kind": "Company", "statements": [body]})
    from evidence import services as evidence

    evidence.wall_exhibit(exhibit_id=exhibit, reader_ids=[ADA], **WHY)

    def told(asker):
        return next(item for item in all_of(asker) if item["type"] == "entity.statement_made")["data"]["citations"]

    assert [one["exhibit_id"] for one in told(caller(ADA))] == [exhibit]
    assert told(caller(BEN)) == [{"exhibit_id": None, "pin": None}]
    assert exhibit not in str(all_of(caller(BEN)))


@pytest.mark.slow
def test_a_call_waits_at_most_as_long_as_it_said(case_id, caller):
    ada = caller(ADA)
    end, began = ada.get("events").json()["next"], monotonic()

    page = ada.get("events", after=end, wait="1")

    assert (page.json()["events"], "Retry-After" in page) == ([], False)
    assert 0.9 < monotonic() - began < 5


def test_the_fifth_who_waits_is_sent_away_at_once(case_id, caller):
    ada = caller(ADA)
    end = ada.get("events").json()["next"]
    for _ in range(waiting.SEATS):
        assert waiting._seats.acquire(blocking=False)
    try:
        began = monotonic()
        page = ada.get("events", after=end, wait="25")
        assert monotonic() - began < 5
    finally:
        for _ in range(waiting.SEATS):
            waiting._seats.release()

    assert (page.json()["events"], page["Retry-After"]) == ([], "1")


@pytest.mark.parametrize("wait", ["26", "-1", "soon", "1.5"])
def test_a_wait_that_is_none_is_refused(case_id, caller, wait):
    assert caller(ADA).get("events", wait=wait).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_news_wakes_who_waits_and_no_connection_is_held_meanwhile(caller, monkeypatch):
    from django.db import connection

    builders.people()
    case_id = builders.a_case()
    ada, closed, waits = caller(ADA), [], []
    end = ada.get("events").json()["next"]
    real = waiting._news.wait

    def spied(seconds):
        waits.append(len(closed))
        return real(seconds)

    monkeypatch.setattr(waiting._news, "wait", spied)
    monkeypatch.setattr(connection, "close", lambda: closed.append(True))

    def write():
        while not waits:
            sleep(0.01)
        services.describe_case(case_id=case_id, title="Renamed", summary="", by=ADA, at=timezone.now())

    writer, began = Thread(target=write), monotonic()
    writer.start()
    page = ada.get("events", after=end, wait="20").json()
    writer.join()

    assert [item["type"] for item in page["events"]] == ["case.described"]
    assert monotonic() - began < 10
    assert waits == list(range(1, len(waits) + 1))


ACTS = {
    "add": lambda case_id, who: services.add_member(case_id=case_id, person_id=who, role=CaseRole.ANALYST, **WHY),
    "remove": lambda case_id, who: services.remove_member(case_id=case_id, person_id=who, role=CaseRole.ANALYST, **WHY),
    "recuse": lambda case_id, who: services.recuse(case_id=case_id, person_id=who, **WHY),
    "admit": lambda case_id, who: services.end_recusal(case_id=case_id, person_id=who, **WHY),
    "wall": lambda case_id, who: services.wall_case(case_id=case_id, reader_ids=[ADA, who], **WHY),
    "let": lambda case_id, who: services.let_through_wall(case_id=case_id, person_id=who, **WHY),
    "shut": lambda case_id, who: services.shut_out_of_wall(case_id=case_id, person_id=who, **WHY),
    "mark": lambda case_id, _: services.raise_marking(case_id=case_id, marking=Marking.RED, **WHY),
    "clear": lambda _, who: accounts.set_clearance(
        person_id=who, marking=Marking.AMBER, reason="Why", by=SYSTEM_ID, at=NOON
    ),
}
PEOPLE = (BEN, CYD, DEE, EVE, FAY, HAL)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(PEOPLE)), max_size=8))
def test_for_every_role_the_feed_is_the_history_or_an_end(case_id, acts):
    """Who may read the history gets all of it; who lost it gets its end and nothing; who never had it gets nothing."""
    for who in PEOPLE:
        accounts.set_clearance(person_id=who, marking=Marking.RED, reason="Why", by=SYSTEM_ID, at=NOON)
    start, case_id = store.head_position(), builders.a_case(reference=f"PL-2025-{store.head_position():06}")
    had = {who: has_history(who, case_id) for who in PEOPLE}
    for act, who in acts:
        with suppress(DomainError):
            ACTS[act](case_id, who)
        had = {one: had[one] or has_history(one, case_id) for one in PEOPLE}

    whole = [str(item.meta.event_id) for item in store.read_scope(case_id)]
    for who in PEOPLE:
        told = feed.page(person(who), after=start, upto=None, limit=500, types=None).items
        of_case = [item for item in told if item["case"] == str(case_id)]
        if has_history(who, case_id):
            assert [item["id"] for item in of_case] == whole
        else:
            assert {item["type"] for item in of_case} == ({feed.ACCESS_ENDED} if had[who] else set())


def has_history(who, case_id) -> bool:
    return readable_by(person(who), Action.READ_HISTORY).filter(pk=case_id).exists()


@pytest.mark.parametrize("role", sorted(CaseRole))
def test_a_role_that_reads_no_history_is_told_nothing(case_id, caller, role):
    services.add_member(case_id=case_id, person_id=CYD, role=role, **WHY)

    assert bool(all_of(caller(CYD))) == (role in RULES[Action.READ_HISTORY])
