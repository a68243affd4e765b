"""One's own change is waited for, and what is missing is said."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from accounts.queries import person
from cases import services as cases
from ledger import consumers, store
from search import freshness
from search.consumers import fill
from search.engine import engine
from search.freshness import Age, age, reached, wait_for_own
from tests import builders
from tests.people import ADA, BEN, CYD, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id(tmp_path):
    with override_settings(SEARCH_URL=f"fts5://{tmp_path / 'search'}"):
        builders.people()
        case_id = builders.a_case()
        fill()
        yield case_id


def write(case_id, text="crates"):
    cases.write_note(case_id=case_id, html=f"<p>{text}</p>", by=BEN, at=NOON)


def test_one_s_own_change_is_waited_for(case_id, monkeypatch):
    write(case_id)
    monkeypatch.setattr(freshness, "sleep", lambda _: consumers.catch_up("search"))

    assert wait_for_own(person(BEN))
    assert engine().position() == store.head_position()


def test_the_wait_ends(case_id, monkeypatch):
    monkeypatch.setattr(freshness, "PAGES_WAIT_SECONDS", 0.01)
    write(case_id)

    assert not wait_for_own(person(BEN))


def test_other_people_s_changes_are_not_waited_for(case_id, monkeypatch):
    write(case_id)
    monkeypatch.setattr(freshness, "sleep", pytest.fail)

    assert wait_for_own(person(ADA))


def test_a_position_that_is_reached_needs_no_wait(case_id, monkeypatch):
    monkeypatch.setattr(freshness, "sleep", pytest.fail)

    assert reached(engine().position(), within=5.0)


def test_an_answer_is_as_old_as_the_first_event_it_lacks(case_id):
    assert age(engine().position(), who=person(BEN), now=NOON) is None
    write(case_id)
    cases.write_note(case_id=case_id, html="<p>more</p>", by=ADA, at=NOON + timedelta(seconds=5))

    behind = age(engine().position(), who=person(BEN), now=NOON + timedelta(seconds=12))

    assert behind == Age(since=NOON, seconds=12)


def test_what_lags_in_other_people_s_cases_is_not_told(case_id):
    write(case_id)

    assert age(engine().position(), who=person(CYD), now=NOON) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s ago"), (119, "119 s ago"), (180, "3 min ago"), (7_300, "2 h ago"), (2 * 86_400, "2 days ago")],
)
def test_ages_are_said_in_words(seconds, words):
    assert Age(since=NOON, seconds=seconds).words == words


def test_the_page_says_as_of_when(case_id, sign_in, monkeypatch):
    monkeypatch.setattr(freshness, "PAGES_WAIT_SECONDS", 0.01)
    client = sign_in(BEN)
    address = client.post("/search/", {"query": "crates"})["Location"]
    assert "Results as of" not in client.get(address).content.decode()
    cases.write_note(case_id=case_id, html="<p>crates</p>", by=BEN, at=timezone.now())

    page = client.get(address).content.decode()

    assert "Results as of" in page
    assert "your last change is not among them yet" in page
