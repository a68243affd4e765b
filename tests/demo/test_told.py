"""The demo, told through services, shows the scenario's figures."""

import re

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from accounts.models import User
from accounts.queries import person
from cases import queries as cases
from cases.permissions import Action, may, readable_by
from demo.people import person_id
from entities import queries as entities
from entities.sightings import seen_elsewhere
from evidence import queries as evidence
from evidence.permissions import readable_exhibits
from ledger import consumers
from ledger.audit import audit
from search.answers import search
from search.domain.documents import Want
from tests.conftest import BACKEND
from tests.demo.relevance import labels, ndcg

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo told once for this module, and taken back after it."""
    home = tmp_path_factory.mktemp("demo")
    stores = {"SEARCH_URL": f"fts5://{home / 'search'}", "EVIDENCE_STORE": str(home / "evidence"), "BROKER_URL": ""}
    around = transaction.atomic()
    around._from_testcase = True  # as Django's own TestCase does, so that units may be durable inside
    with override_settings(**stores), django_db_blocker.unblock(), around:
        call_command("seed_demo")
        consumers.catch_up("search")
        consumers.catch_up_all()
        yield cases.case_by_reference("PL-2025-001")
        transaction.set_rollback(True)


@pytest.fixture
def exhibits(told):
    return {exhibit.number: exhibit for exhibit in evidence.exhibits_of(told.id)}


def found(text, name="Ada"):
    answer = search(text, who=person(person_id(name)), want=Want())
    main = str(cases.case_by_reference("PL-2025-001").id)
    return [hit for hit in answer.found.hits if hit.kind == "entity" and hit.case.startswith(main)]


def test_the_case_stands_where_the_scenario_leaves_it(told):
    assert (told.stage, told.priority, told.marking) == ("dossier_review", 1, "TLP:AMBER")
    assert len(entities.entities(told.id)) == 18


def test_there_are_23_links_of_which_one_is_derived(told):
    asserted = entities.links(told.id)
    derived = entities.derived_links(entities.entities(told.id), entities.statements(told.id))

    assert (len(asserted), len(derived)) == (22, 1)


def test_custody_shows_one_gap_one_overlap_and_one_unacknowledged_transfer(told, exhibits):
    irregular = {}
    for number, exhibit in exhibits.items():
        if findings := evidence.custody_findings(exhibit.id):
            irregular[number.split(".")[0]] = [finding.kind for finding in findings]

    assert {number: len(kinds) for number, kinds in irregular.items()} == {"X-05": 1, "X-08": 1, "X-13": 1}


def test_names_are_found_in_every_script(told):
    assert [hit.title for hit in found("翡烛港")] == [hit.title for hit in found("翡烛港贸易")]
    assert len(found("翡烛港")) == 1
    assert found("Jadewick Harbor")[0].title.startswith("E06")
    assert len(found("青阑微")) == 1


def test_the_florist_is_rejected_with_a_reason_that_is_remembered(told):
    trading = next(row for row in entities.entities(told.id) if row.number == "E06")

    found = seen_elsewhere([trading.id], case_id=told.id, who=person(person_id("Ada")))

    assert [(one.reference, "florist" in reason) for one, reason in found.rejected] == [("GR-2024-030", True)]
    assert {one.reference for one in found.matches} == {"HR-2025-022"}
    assert entities.open_matches_for([told.id]) == {}


def test_the_walled_tip_is_there_for_its_readers_only(told, exhibits):
    def reads(name):
        return readable_exhibits(person(person_id(name))).filter(number__startswith="X-11").exists()

    assert {name: reads(name) for name in ("Ada", "Ben", "Dee", "Eve", "Gil", "Hal", "Fay", "Cyd")} == {
        **dict.fromkeys(("Ada", "Ben", "Dee", "Eve", "Gil"), True),
        **dict.fromkeys(("Hal", "Fay", "Cyd"), False),
    }


def test_the_disclosure_case_is_for_counsel(told):
    assert readable_by(person(person_id("Hal"))).filter(reference="NV-2025-003").exists()
    assert not readable_by(person(person_id("Ada"))).filter(reference="NV-2025-003").exists()


def test_the_approver_reads_dossiers_and_exhibits_only(told):
    eve = person(person_id("Eve"))

    assert may(eve, Action.READ_EXHIBITS, told)
    assert may(eve, Action.READ_DOSSIERS, told)
    assert not may(eve, Action.READ_RECORDS, told)


def test_a_stranger_gets_404(told):
    client = Client()
    client.force_login(User.objects.get(username="cyd"), backend=BACKEND)

    assert client.get(f"/cases/{told.id}/").status_code == 404


def test_the_log_and_every_table_hold(told):
    assert list(audit(with_projections=True)) == []


def test_a_second_telling_changes_nothing(told):
    before = cases.case(told.id).version
    call_command("seed_demo")

    assert cases.case(told.id).version == before


def relevance_of(query):
    """nDCG@10 of Ada's answer to a labelled query."""
    answer, wanted = search(query, who=person(person_id("Ada")), want=Want(size=10, facets=())), labels()[query]
    return ndcg([wanted.get(thing_of(hit, answer), 0) for hit in answer.found.hits], list(wanted.values()))


def thing_of(hit, answer):
    """How the labels name what was found."""
    reference = answer.references[hit.case.partition("#")[0]]
    number = re.sub("</?mark>", "", hit.title).split()[0]
    if hit.kind in {"task", "question"}:
        number = f"{hit.kind}-{number.lower()}"
    return reference if hit.kind == "case" else f"{reference[:2]} {number}"


def test_what_is_asked_for_comes_first(told):
    relevance = {query: relevance_of(query) for query in labels()}

    assert len(relevance) >= 60
    assert sum(relevance.values()) / len(relevance) >= 0.80, sorted(relevance.items(), key=lambda one: one[1])[:10]


def test_the_company_stands_above_the_florist_of_a_like_name(told):
    answer = search("Jadewick Harbor", who=person(person_id("Ada")), want=Want())
    things = [thing_of(hit, answer) for hit in answer.found.hits]

    assert things.index("PL E06") < things.index("GR E01")
