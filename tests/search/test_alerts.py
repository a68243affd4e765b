"""Watched searches tell their owners of what is new, as far as they may read it."""

import pytest
from django.test import override_settings

from accounts.queries import person
from cases import services as cases
from cases import worklist
from ledger import consumers, projections
from search import alerts, parser, queries, services
from search.models import Alert, Search
from tests import builders
from tests.people import ADA, BEN, CYD, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id(tmp_path):
    with override_settings(SEARCH_URL=f"fts5://{tmp_path / 'search'}"):
        builders.people()
        case_id = builders.a_case()
        write(case_id, "crates of long ago")
        consumers.catch_up("search")
        yield case_id


def write(case_id, text, *, by=ADA):
    return cases.write_note(case_id=case_id, html=f"<p>{text}</p>", by=by, at=NOON)


def watch(text, who=BEN):
    search_id = services.ask(text=text, by=who, at=NOON)
    services.keep(search_id=search_id, name=f"All of {text}", is_watched=True, by=who)
    return search_id


def told(who=BEN, *, unseen_only=False):
    consumers.catch_up("search")
    return [row.doc.body for row in alerts.shown(person(who), unseen_only=unseen_only)]


def test_a_watched_search_tells_of_what_is_new_and_only_of_that(case_id):
    watch("crates")
    assert told() == []
    write(case_id, "crates at night")
    write(case_id, "nothing of interest")

    assert told() == ["crates at night"]
    assert alerts.count_unseen(person(BEN)) == 1


def test_a_search_that_is_only_kept_tells_nothing(case_id):
    search_id = services.ask(text="crates", by=BEN, at=NOON)
    services.keep(search_id=search_id, name="Crates", by=BEN)
    write(case_id, "crates at night")

    assert told() == []


def test_one_s_own_writing_is_no_news(case_id):
    watch("crates")
    write(case_id, "crates", by=BEN)

    assert told() == []


def test_a_thing_is_told_of_once_however_often_the_log_is_read(case_id):
    watch("crates")
    note_id = write(case_id, "crates at night")
    told()
    cases.revise_note(case_id=case_id, note_id=note_id, html="<p>crates by day</p>", by=ADA, at=NOON)
    consumers.catch_up("search")
    consumers.reset("search")

    assert told() == ["crates by day"]
    assert Alert.objects.count() == 1


def test_what_one_may_not_read_raises_nothing(case_id):
    watch("crates", CYD)
    write(case_id, "crates at night")
    consumers.catch_up("search")

    assert not Alert.objects.exists()


def test_a_right_that_was_taken_hides_the_alert(case_id):
    watch("crates")
    write(case_id, "crates at night")
    assert told() == ["crates at night"]
    cases.wall_case(case_id=case_id, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    assert alerts.shown(person(BEN)) == []
    assert alerts.count_unseen(person(BEN)) == 0
    assert told() == []


def test_what_was_seen_counts_no_longer_and_only_the_owner_can_see(case_id):
    watch("crates")
    write(case_id, "crates at night")
    assert told() == ["crates at night"]
    ids = [row.alert.id for row in alerts.shown(person(BEN))]
    services.see_alerts(ids, by=ADA, at=NOON)
    assert alerts.count_unseen(person(BEN)) == 1

    services.see_alerts(ids, by=BEN, at=NOON)
    services.see_alerts(ids, by=BEN, at=NOON)

    assert alerts.count_unseen(person(BEN)) == 0
    assert told() == ["crates at night"]


def test_a_forgotten_search_tells_nothing_more(case_id):
    search_id = watch("crates")
    write(case_id, "crates at night")
    consumers.catch_up("search")
    services.forget(search_id=search_id, by=BEN)
    write(case_id, "more crates")

    assert told() == []


def test_a_search_that_is_read_differently_today_is_shown_and_rests_until_it_is_kept_again(
    case_id, sign_in, monkeypatch
):
    search_id = watch("crates")
    Search.objects.filter(pk=search_id).update(understood='"crates"')
    assert [search.id for search in queries.watched()] == [search_id]
    monkeypatch.setattr(queries, "PARSER_VERSION", parser.PARSER_VERSION + 1)
    write(case_id, "crates at night")

    assert told() == []
    page = sign_in(BEN).get("/search/").content.decode()
    assert "All of crates" in page
    assert "is read differently today" in page
    services.keep(search_id=search_id, name="All of crates", is_watched=True, by=BEN)
    assert "is read differently today" not in sign_in(BEN).get("/search/").content.decode()


def test_the_table_of_alerts_is_what_a_rebuild_makes(case_id):
    watch("crates")
    write(case_id, "crates at night")
    told()
    services.see_alerts([row.alert.id for row in alerts.shown(person(BEN))], by=BEN, at=NOON)

    assert projections.compare(Alert).is_empty


def test_the_page_leads_to_what_was_found_and_marks_it_as_seen(case_id, sign_in):
    client = sign_in(BEN)
    address = client.post("/search/", {"query": "crates"})["Location"]
    client.post(address + "keep/", {"name": "Crates", "watch": "on"})
    write(case_id, "crates at night")
    consumers.catch_up("search")

    assert "1 new alert" in client.get("/search/").content.decode()
    page = client.get("/search/alerts/").content.decode()
    alert = alerts.shown(person(BEN))[0].alert
    assert f"/cases/{case_id}/agenda/" in page
    assert str(alert.id) in page
    assert client.post("/search/alerts/", {"alert": [str(alert.id), "nonsense"]}).status_code == 303

    assert "0 new alerts" in client.get("/search/").content.decode()
    assert "No alerts" in sign_in(CYD).get("/search/alerts/").content.decode()


def test_the_worklist_counts_and_shows_what_is_new(case_id, sign_in):
    watch("crates")
    write(case_id, "crates at night")
    consumers.catch_up("search")
    client = sign_in(BEN)

    assert worklist.count(worklist.View.MATCHES, asked(BEN)) == 1
    page = client.get("/waits/matches/").content.decode()
    assert "found by your search “All of crates”" in page
    client.post("/waits/matches/")

    assert worklist.count(worklist.View.MATCHES, asked(CYD)) == 0
    assert "found by your search" not in client.get("/waits/matches/").content.decode()


def asked(who):
    return worklist.Asked(who=person(who), today=NOON.date())
