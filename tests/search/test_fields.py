"""Every field of the language finds what it says, and says so when a value stands for nothing."""

import pytest
from django.test import override_settings

from accounts.domain.markings import Marking
from accounts.queries import person
from cases import services as cases
from entities import services as entities
from entities.domain.chronology import Happening
from entities.services import Saying
from ledger import consumers
from search import answers
from search.domain.documents import Want
from tests import builders
from tests.evidence.builders import receive
from tests.people import ADA, BEN, CYD, NOON

pytestmark = pytest.mark.django_db

FOUND = {
    "kind:note": ["note"],
    "kind:NOTE,entry": ["entry", "note"],
    "lantern case:PL-2025-001": ["case", "entity", "entry", "exhibit", "note"],
    "lantern case:pl-2025-001 -kind:case": ["entity", "entry", "exhibit", "note"],
    "author:ben": ["note"],
    "author:Ben kind:note,entity": ["note"],
    "tag:uncited": ["entry"],
    "name:lantern": ["entity"],
    "id:85200000177": ["entity"],
    "id:0177": ["entity"],
    "after:2025-08-02 before:2025-08-03": ["entry"],
    "lantern before:2025-09": ["entry"],
    "lantern after:2026": ["case", "entity", "exhibit", "note"],
    "marking:red": ["exhibit"],
    "marking:TLP:RED,clear": ["exhibit"],
    "lantern -marking:amber": ["exhibit"],
}
NO_CASE = "There is no case “{}” that you may open."


@pytest.fixture
def world(tmp_path):
    """Two cases of Ada's, the second a secret to Ben, with one thing of every sort in the first."""
    with override_settings(SEARCH_URL=f"fts5://{tmp_path / 'search'}", EVIDENCE_STORE=str(tmp_path / "evidence")):
        builders.people()
        case_id = builders.a_case()
        builders.a_case(reference="PL-2025-002", with_team=False)
        cases.write_note(case_id=case_id, html="<p>lantern crates</p>", by=BEN, at=NOON)
        entities.create_entity(
            case_id=case_id,
            kind="Company",
            statements=[
                Saying(property="name", value="Lantern Trading"),
                Saying(property="phone", value="+852 0000 0177"),
            ],
            by=ADA,
            at=NOON,
        )
        entities.enter_chronology(
            case_id=case_id,
            happening=Happening(date_text="2025-08-02", zone="UTC", summary="lantern export"),
            by=ADA,
            at=NOON,
        )
        receive(case_id, b"lantern", title="lantern list", marking=Marking.RED)
        consumers.catch_up("search")
        yield case_id


def asked(text, who=BEN):
    return answers.search(text, who=person(who), want=Want())


def kinds(text, who=BEN):
    return sorted(hit.kind for hit in asked(text, who).found.hits)


def test_every_field_finds_what_it_says(world):
    assert {text: kinds(text) for text in FOUND} == FOUND
    assert not any(asked(text).parsed.notes for text in FOUND)


def test_a_case_can_be_named_by_its_id(world):
    assert kinds(f"lantern case:{world}") == kinds("lantern case:PL-2025-001")


def test_a_secret_case_and_one_that_is_not_there_are_answered_alike(world):
    secret, absent = asked("case:PL-2025-002"), asked("case:PL-2025-003")

    assert asked("case:PL-2025-002", ADA).found.total == 1
    assert secret.parsed.notes == (NO_CASE.format("PL-2025-002"),)
    assert absent.parsed.notes == (NO_CASE.format("PL-2025-003"),)
    assert secret.found == absent.found
    assert secret.found.total == 0
    assert asked("lantern -case:PL-2025-002").found == asked("lantern -case:PL-2025-003").found


def test_a_stranger_s_case_is_nobody_s(world):
    assert asked("case:PL-2025-001", CYD).parsed.notes == (NO_CASE.format("PL-2025-001"),)


def test_a_value_that_stands_for_nothing_is_named(world):
    letter, pink = asked("kind:letter"), asked("marking:pink")

    assert (letter.found.total, pink.found.total) == (0, 0)
    assert letter.parsed.notes == (
        "There is no kind “letter”. Kinds are case, note, task, question, exhibit, entity, link, entry, dossier.",
    )
    assert pink.parsed.notes == ("There is no marking “pink”. Markings are clear, green, amber, amber+strict, red.",)


def test_the_query_as_understood_keeps_the_reader_s_words(world):
    assert asked("case:PL-2025-001 lantern").parsed.as_understood == "case:PL-2025-001 lantern"
