"""Search finds what one may read, and nothing else."""

import io
import re

import pytest
from django.test import override_settings

from accounts.domain.markings import Marking
from accounts.queries import person
from cases import services as cases
from dossiers import services as dossiers
from dossiers.domain.dossier import Terms
from entities import services as entities
from entities.services import Saying
from evidence import services as evidence
from ledger import consumers, store
from search import answers
from search.consumers import fill
from search.domain.documents import Want
from tests import builders
from tests.people import ADA, BEN, CYD, FAY, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(tmp_path):
    with override_settings(SEARCH_URL=f"fts5://{tmp_path / 'search'}", EVIDENCE_STORE=str(tmp_path / "evidence")):
        builders.people()
        case_id = builders.a_case()
        cases.write_note(case_id=case_id, html="<p>Crates were <b>repacked</b> at night</p>", by=ADA, at=NOON)
        for name in ("Jadewick Harbour Trading (HK) Limited", "Jadewick Harbor Florist"):
            entities.create_entity(
                case_id=case_id, kind="Company", statements=[Saying(property="name", value=name)], by=ADA, at=NOON
            )
        yield case_id


def received(case_id, content):
    return evidence.receive_exhibit(
        case_id=case_id,
        file=io.BytesIO(content),
        file_name="tip.txt",
        title=f"Material of {content.decode()}",
        source="Source",
        acquired_at=NOON,
        acquired_by="Ada",
        marking=Marking.AMBER,
        by=ADA,
        at=NOON,
    ).exhibit_id


def found(text, who):
    consumers.catch_up("search")
    return [hit.root or hit.id for hit in answers.search(text, who=person(who), want=Want()).found.hits]


def kinds(text, who):
    return [id.split(":")[0] for id in found(text, who)]


def test_a_member_finds_notes_and_names(world):
    assert kinds("repacked", BEN) == ["note"]
    assert kinds("Jadewick Harbor", BEN) == ["entity", "entity"]


def test_a_stranger_finds_nothing(world):
    answer = answers.search("repacked", who=person(CYD), want=Want())

    assert answer.found.total == 0
    assert not any(answer.found.facets.values())


def test_a_custodian_does_not_find_records(world):
    assert found("repacked", FAY) == []


def test_a_right_that_is_taken_is_gone_at_once(world):
    assert found("repacked", BEN)
    cases.recuse(case_id=world, person_id=BEN, reason="Conflict", by=BEN, at=NOON)

    assert answers.search("repacked", who=person(BEN), want=Want()).found.total == 0


def test_a_wall_hides_what_was_found_before(world):
    cases.wall_case(case_id=world, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    assert found("repacked", BEN) == []
    assert kinds("repacked", ADA) == ["note"]


def test_a_walled_exhibit_is_found_by_its_readers_only(world):
    exhibit_id = received(world, b"sparrow")
    assert kinds("sparrow", BEN) == ["exhibit"]
    evidence.wall_exhibit(exhibit_id=exhibit_id, reader_ids=[ADA], reason="Source", by=ADA, at=NOON)

    assert found("sparrow", BEN) == []
    assert kinds("sparrow", ADA) == ["exhibit"]


def test_a_new_index_finds_the_same(world):
    before = found("Jadewick", BEN)
    fill()

    assert found("Jadewick", BEN) == before


def test_an_answer_says_which_position_it_reflects(world):
    found("repacked", BEN)

    assert answers.search("repacked", who=person(BEN), want=Want()).found.position == store.head_position()


def test_what_is_asked_does_not_stand_in_the_address(world, sign_in):
    consumers.catch_up("search")
    client = sign_in(BEN)
    asked = client.post("/search/", {"query": "repacked"})

    assert asked.status_code == 303
    assert "repacked" not in asked["Location"]
    page = client.get(asked["Location"]).content.decode()
    assert "<mark>repacked</mark>" in page, page[page.index("<h1>") :]
    assert "PL-2025-001" in page
    assert sign_in(ADA).get(asked["Location"]).status_code == 404


def test_every_kind_of_thing_leads_to_its_page(world, sign_in):
    received(world, b"jadewick")
    cases.add_task(case_id=world, title="Ask jadewick", by=ADA, at=NOON)
    cases.ask_question(case_id=world, text="Who is jadewick?", by=ADA, at=NOON)
    consumers.catch_up("search")
    client = sign_in(ADA)

    page = client.get(client.post("/search/", {"query": "jadewick"})["Location"]).content.decode()

    links = set(re.findall(r'<li data-row>\s*<p><a href="([^"]+)"', page))
    assert len(links) == 4, page
    assert {client.get(link).status_code for link in links} == {200}


def test_a_search_is_kept_under_a_name(world, sign_in):
    client = sign_in(BEN)
    address = client.post("/search/", {"query": "crates"})["Location"]
    client.post(address + "keep/", {"name": "Crates"})

    assert "Crates" in client.get("/search/").content.decode()


def test_a_query_with_loose_ends_is_repaired_in_words(world, sign_in):
    client = sign_in(BEN)
    address = client.post("/search/", {"query": '"crates (were'})["Location"]

    page = client.get(address)
    assert page.status_code == 200
    assert "closed" in page.content.decode()


def test_results_are_narrowed_by_what_stands_beside_them(world, sign_in):
    consumers.catch_up("search")
    client = sign_in(BEN)
    address = client.post("/search/", {"query": "jadewick OR repacked"})["Location"]

    whole = client.get(address).content.decode()
    notes = client.get(address, {"kind": "note", "case": str(world)}).content.decode()
    none = client.get(address, {"case": str(BEN)}).content.decode()

    assert [page.count("<li data-row>") for page in (whole, notes, none)] == [3, 1, 0]
    assert 'aria-current="true"' in notes
    assert "Nothing is left after narrowing" in none


def test_a_page_mark_that_is_none_is_refused(world, sign_in):
    client = sign_in(BEN)
    address = client.post("/search/", {"query": "jadewick"})["Location"]

    assert client.get(address, {"after": "nonsense"}).status_code in {400, 422}


def test_a_search_is_kept_no_longer(world, sign_in):
    client = sign_in(BEN)
    address = client.post("/search/", {"query": "crates"})["Location"]
    client.post(address + "keep/", {"name": "Crates"})
    client.post(address + "forget/")

    assert "Crates" not in client.get("/search/").content.decode()


def test_further_results_stand_on_further_pages(world, sign_in):
    for number in range(22):
        cases.add_task(case_id=world, title=f"Ask number{number} again", by=ADA, at=NOON)
    consumers.catch_up("search")
    client = sign_in(BEN)
    address = client.post("/search/", {"query": "ask again"})["Location"]

    first = client.get(address).content.decode()
    more = re.search(r'href="(\?after=[^"]+)">More results', first)
    second = client.get(address + more.group(1)).content.decode()

    shown = [set(re.findall(r"number\d+", page)) for page in (first, second)]
    assert [len(page) for page in shown] == [20, 2]
    assert shown[0].isdisjoint(shown[1])
    assert "More results" not in second


def test_a_dossier_is_found_by_its_readers_and_leads_to_its_page(world, sign_in):
    terms = Terms(
        title="Crates for the court", recipient="Court", authority="Act 1", purpose="Hearing", marking=Marking.AMBER
    )
    dossier_id = dossiers.request_dossier(terms, case_id=world, by=ADA, at=NOON)

    assert found("kind:dossier court", BEN) == [f"dossier:{dossier_id}"]
    assert found("kind:dossier court", FAY) == found("kind:dossier court", CYD) == []
    client = sign_in(BEN)
    page = client.get(client.post("/search/", {"query": "kind:dossier court"})["Location"]).content.decode()
    assert f'href="/dossiers/{dossier_id}/"' in page
