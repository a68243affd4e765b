"""What holds for every address of the interface: a new one without a line here fails."""

from http import HTTPStatus

import pytest
from django.urls import URLPattern, get_resolver

from cases import services
from dossiers import store as dossiers
from ledger import store
from rest.moments import AS_OF
from rest.positions import position_text
from tests.api.test_evidence import send
from tests.dossiers.worlds import as_if_made
from tests.people import ADA, BEN, CYD, DEE, NOON

pytestmark = pytest.mark.django_db
TERMS = {"recipient": "Port authority", "authority": "Section 5", "purpose": "Referral"}
THINGS = {
    "case": ("get", "cases/{case}", {}),
    "move": ("post", "cases/{case}/triage", {"reason": "x"}),
    "exhibits": ("get", "cases/{case}/exhibits", {}),
    "exhibit": ("get", "exhibits/{exhibit}", {}),
    "original": ("get", "exhibits/{exhibit}/original", {}),
    "custody": ("get", "exhibits/{exhibit}/custody", {}),
    "entities": ("get", "cases/{case}/entities", {}),
    "entity": ("get", "entities/{entity}", {}),
    "merge": ("post", "entities/{entity}/merge", {"into": "{other}", "reason": "x"}),
    "unmerge": ("post", "entities/{entity}/unmerge", {"reason": "x"}),
    "links": ("get", "cases/{case}/links", {}),
    "chronology": ("get", "cases/{case}/chronology", {}),
    "dossiers": ("get", "cases/{case}/dossiers", {}),
    "dossier": ("get", "dossiers/{dossier}", {}),
    "dossier_file": ("get", "dossiers/{dossier}/file", {}),
    "review": ("post", "dossiers/{dossier}/review", {}),
    "approve": ("post", "dossiers/{dossier}/approve", {}),
    "release": ("post", "dossiers/{dossier}/release", {}),
    "job": ("get", "jobs/{job}", {}),
}
ADDING = {
    "custody": {"holder": "Ada", "from": "2026-03-01T09:00:00Z", "purpose": "Seizure"},
    "entities": {"kind": "Company"},
    "links": {"kind": "communicated_with", "source": "{entity}", "target": "{other}", "confidence": "high"},
    "chronology": {"date_text": "2025", "zone": "UTC", "summary": "Crates"},
    "dossiers": TERMS,
}
NO_THING = {
    "me": "tells the caller of himself",
    "cases": "lists only the caller's cases",
    "search": "finds only what the caller may read",
    "events": "tells only what the caller may see",
    "problem": "the same for everybody",
    "schema": "the same for everybody",
    "docs": "the same for everybody",
    "nothing": "is not there for anybody",
}
TIMELESS = {"problem", "schema", "docs", "nothing"}


def routes() -> dict[str, URLPattern]:
    """Every address by name."""
    found = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "api/v1/")
    return {entry.name: entry for entry in found.url_patterns}


@pytest.fixture
def world(case_id, caller, tmp_path, settings):
    """Ids of a case's things of every kind."""
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    ada = caller(ADA)
    dossier = ada.post(f"cases/{case_id}/dossiers", TERMS).json()
    return {
        "case": str(case_id),
        "exhibit": send(ada, case_id).json()["id"],
        "entity": ada.post(f"cases/{case_id}/entities", {"kind": "Company"}).json()["id"],
        "other": ada.post(f"cases/{case_id}/entities", {"kind": "Company"}).json()["id"],
        "dossier": dossier["id"],
        "job": dossier["job"],
    }


def filled(body: dict[str, str], world: dict[str, str]) -> dict[str, str]:
    return {name: value.format(**world) for name, value in body.items()}


def ask(who, name: str, *, world: dict[str, str]):
    method, path, body = THINGS[name]
    return getattr(who, method)(path.format(**world), **({"body": filled(body, world)} if method == "post" else {}))


def test_every_address_has_its_line():
    assert routes().keys() == THINGS.keys() | NO_THING.keys()


def test_a_stranger_finds_no_thing_by_any_address(world, caller):
    cyd, absent = caller(CYD), dict.fromkeys(world, "00000000-0000-4000-8000-00000000ffff")

    for name in THINGS:
        hidden, missing = ask(cyd, name, world=world), ask(cyd, name, world=absent)
        assert hidden.status_code == missing.status_code == HTTPStatus.NOT_FOUND, name
        assert {**hidden.json(), "instance": ""} == {**missing.json(), "instance": ""}, name


def test_a_stranger_adds_nothing(world, caller):
    cyd = caller(CYD)
    written = store.head_position()

    for name, body in ADDING.items():
        assert cyd.post(THINGS[name][1].format(**world), filled(body, world)).status_code == 404, name
    assert send(cyd, world["case"], content=b"x").status_code == HTTPStatus.NOT_FOUND
    assert store.head_position() == written


def test_a_teammate_behind_a_wall_finds_no_thing_either(world, caller):
    services.wall_case(case_id=world["case"], reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    ben = caller(BEN, cases=(world["case"],))

    for name in THINGS:
        assert ask(ben, name, world=world).status_code == HTTPStatus.NOT_FOUND, name


def test_nobody_is_answered_without_a_token(world, client):
    for name, (method, path, _) in THINGS.items():
        assert getattr(client, method)(f"/api/v1/{path.format(**world)}").status_code == 401, name


def test_every_reading_takes_a_moment_and_no_command_does(world, caller):
    for name, entry in routes().items():
        view = entry.callback.cls
        if hasattr(view, "get") and name not in TIMELESS:
            assert view.parameters >= AS_OF, name
    ada = caller(ADA)
    for name, (method, path, _) in THINGS.items():
        if method == "post":
            asked = ada.post(f"{path.format(**world)}?as_of=2026-03-02", {})
            assert asked.json()["type"] == "/api/v1/problems/unknown-parameter", name


def test_nothing_is_there_before_it_was(world, caller, tmp_path, monkeypatch):
    monkeypatch.setattr(dossiers, "path_of", lambda _: tmp_path / "made.pdf")
    (tmp_path / "made.pdf").write_bytes(b"%PDF-2.0")
    ada, before = caller(ADA), next(iter(store.read_scope(world["case"]))).meta.position
    as_if_made(world["dossier"])

    for name in ("exhibit", "original", "custody", "entity", "dossier", "dossier_file", "job"):
        path = THINGS[name][1].format(**world)
        assert ada.get(path, as_of=position_text(before)).status_code == HTTPStatus.NOT_FOUND, name
        found = ada.get(path, as_of=position_text(store.head_position()))
        assert found.status_code == HTTPStatus.OK, name
        found.close()


@pytest.mark.parametrize("room", ["exhibits", "entities", "links", "chronology", "dossiers"])
def test_a_list_comes_in_pages_that_hold_each_thing_once(world, caller, room):
    ada, path = caller(ADA), f"cases/{world['case']}/{room}"
    for number in (1, 2):
        if room == "exhibits":
            send(ada, world["case"], content=b"%d" % number)
        elif room == "links":
            ada.post(path, filled({**ADDING[room], "remark": str(number)}, world))
        else:
            ada.post(path, filled(ADDING[room], world))
    whole, found, cursor = [row["id"] for row in ada.get(path).json()["results"]], [], ""

    while cursor is not None:
        page = ada.get(path, limit="1", **({"cursor": cursor} if cursor else {})).json()
        assert len(page["results"]) <= 1
        found, cursor = found + [row["id"] for row in page["results"]], page["next"]

    assert len(whole) >= 2
    assert found == whole


def test_a_cursor_belongs_to_its_list_its_filter_and_its_reader(world, caller):
    ada = caller(ADA)
    cursor = ada.get(f"cases/{world['case']}/entities", limit="1").json()["next"]

    for asker, path, more in (
        (ada, f"cases/{world['case']}/links", {}),
        (ada, f"cases/{world['case']}/entities", {"as_of": "2031-01-01"}),
        (caller(DEE), f"cases/{world['case']}/entities", {}),
        (ada, f"cases/{world['case']}/entities", {"cursor": cursor[:-1]}),
    ):
        assert asker.get(path, **{"cursor": cursor, **more}).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("limit", ["0", "501", "-1", "many", "1.5", "00001"])
def test_a_limit_that_is_none_is_refused(case_id, caller, limit):
    assert caller(ADA).get("cases", limit=limit).status_code == HTTPStatus.BAD_REQUEST


def test_looking_and_fetching_leave_the_tag_and_a_change_does_not(world, caller):
    ada, path = caller(ADA), f"exhibits/{world['exhibit']}"
    tag = ada.get(path)["ETag"]
    ada.get(f"{path}/original").close()

    assert ada.get(path)["ETag"] == tag
    ada.post(f"{path}/custody", ADDING["custody"])
    assert ada.get(path)["ETag"] != tag


@pytest.mark.parametrize(
    ("reading", "command", "body"),
    [
        ("cases/{case}", "cases/{case}/triage", {"reason": "x"}),
        ("entities/{entity}", "entities/{entity}/merge", {"into": "{other}", "reason": "x"}),
        ("dossiers/{dossier}", "dossiers/{dossier}/review", {}),
    ],
)
def test_a_command_holds_to_the_tag_that_was_read(world, caller, reading, command, body):
    as_if_made(world["dossier"])
    who = caller(DEE) if "dossier" in command else caller(ADA)
    tag, path = who.get(reading.format(**world))["ETag"], command.format(**world)

    stale = who.post(path, filled(body, world), if_match='"0"')
    kept = who.post(path, filled(body, world), if_match=tag)

    assert (stale.status_code, f'"{stale.json()["current_version"]}"') == (HTTPStatus.PRECONDITION_FAILED, tag)
    assert kept.status_code == HTTPStatus.OK
