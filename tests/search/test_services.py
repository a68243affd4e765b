"""What the commands of search and its configuration refuse."""

import io

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import override_settings

from ledger.domain.errors import BadInput, NotFound
from search import queries, services
from search.engine import engine
from tests import builders
from tests.people import ADA, BEN, NOON


@pytest.fixture
def search_id(db):
    return services.ask(text="crates", by=ADA, at=NOON)


def test_a_search_is_somebody_s_own(search_id):
    for command in (
        lambda: services.keep(search_id=search_id, name="Mine", by=BEN),
        lambda: services.forget(search_id=search_id, by=BEN),
        lambda: queries.of_owner(search_id, owner_id=BEN),
    ):
        with pytest.raises(NotFound):
            command()


def test_a_kept_search_needs_a_name(search_id):
    with pytest.raises(BadInput):
        services.keep(search_id=search_id, name="  ", by=ADA)


def test_a_search_has_an_end(db):
    with pytest.raises(BadInput):
        services.ask(text="x" * 2_001, by=ADA, at=NOON)


def test_a_forgotten_search_is_kept_no_longer(search_id):
    services.keep(search_id=search_id, name="Crates", by=ADA)
    assert [row.name for row in queries.kept(ADA)] == ["Crates"]

    services.forget(search_id=search_id, by=ADA)

    assert queries.kept(ADA) == []


def test_an_unknown_engine_is_refused():
    with override_settings(SEARCH_URL="http://localhost:9200"), pytest.raises(ImproperlyConfigured):
        engine()


def test_a_new_index_is_made_by_command(db, tmp_path):
    with override_settings(SEARCH_URL=f"fts5://{tmp_path}"):
        builders.people()
        builders.a_case()
        said = io.StringIO()
        call_command("rebuild_search", stdout=said)

    assert said.getvalue() == "1 documents indexed.\n"
