"""The contract that integrations rely on, line by line: a program that knows nothing but these lines succeeds.

It sends a token and a body, and no other header.
"""

from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, override_settings

from dossiers import store as dossiers
from ledger import consumers, store
from rest.positions import position_text
from search.consumers import fill
from tests.dossiers.worlds import as_if_made

pytestmark = pytest.mark.django_db


class Integrator:
    """A program with nothing but a token from the command line."""

    def __init__(self, actor: str) -> None:
        out = StringIO()
        call_command("create_token", "--actor", actor, "--scopes", "all", stdout=out, stderr=StringIO())
        self.headers = {"Authorization": f"Bearer {out.getvalue().strip()}"}
        self.client = Client()

    def get(self, path: str, **query: str) -> Any:
        """The body of a reading; files as bytes."""
        answer = self.client.get(f"/api/v1/{path}", query, headers=self.headers)
        assert answer.status_code == 200, (path, answer.content)
        return b"".join(answer.streaming_content) if answer.streaming else answer.json()

    def post(self, path: str, body: Any = None) -> Any:
        """The body of a command's answer, which carries `id` and `position`."""
        answer = self.client.post(f"/api/v1/{path}", body or {}, content_type="application/json", headers=self.headers)
        assert answer.status_code in {200, 201}, (path, answer.content)
        return answer.json()

    def send(self, path: str, **fields: Any) -> Any:
        """The body of the answer to a form with a file."""
        answer = self.client.post(f"/api/v1/{path}", fields, headers=self.headers)
        assert answer.status_code == 201, answer.content
        return answer.json()


@pytest.fixture(autouse=True)
def _home(tmp_path, settings):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")


@pytest.fixture
def ada(case_id) -> Integrator:
    return Integrator("ada")


def an_exhibit(who: Integrator, case_id: Any, **fields: str) -> Any:
    given = {"title": "Packing list", "source": "Forwarder", "acquired_at": "2026-03-01T09:00:00+08:00"}
    file = SimpleUploadedFile("list.txt", b"Eight crates of accelerators\n")
    return who.send(f"cases/{case_id}/exhibits", file=file, **{"acquired_by": "Ada", **given, **fields})


def is_done(answer: dict[str, Any]) -> bool:
    """Command answers carry `id` and `position`."""
    return bool(answer["id"]) and answer["position"].startswith("pos_")


def test_a_case_is_opened_read_and_moved(ada):
    made = ada.post("cases", {"reference": "PL-2026-007", "title": "Second lantern", "summary": "Crates"})

    assert is_done(made)
    assert made["id"] in [row["id"] for row in ada.get("cases")["results"]]
    read = ada.get(f"cases/{made['id']}")
    assert (read["reference"], read["title"], read["summary"]) == ("PL-2026-007", "Second lantern", "Crates")
    assert is_done(ada.post(f"cases/{made['id']}/triage", {"reason": "Credible"}))
    assert ada.get(f"cases/{made['id']}")["stage"] != read["stage"]


def test_an_exhibit_is_sent_read_and_fetched(ada, case_id):
    made = an_exhibit(ada, case_id, marking="TLP:AMBER", declared_sha256="0" * 64)

    assert is_done(made)
    assert [row["id"] for row in ada.get(f"cases/{case_id}/exhibits")["results"]] == [made["id"]]
    read = ada.get(f"exhibits/{made['id']}")
    assert (read["title"], read["source"], read["acquired_by"]) == ("Packing list", "Forwarder", "Ada")
    assert (read["marking"], read["declared_sha256"]) == ("TLP:AMBER", "0" * 64)
    assert ada.get(f"exhibits/{made['id']}/original") == b"Eight crates of accelerators\n"


def test_a_day_of_acquisition_is_known_to_the_day(ada, case_id):
    read = ada.get(f"exhibits/{an_exhibit(ada, case_id, acquired_at='2026-03-01')['id']}")

    assert (read["acquired_at"], read["acquired_precision"]) == ("2026-03-01T00:00:00Z", "day")


def test_an_entity_is_stated_with_every_field_merged_and_unmerged(ada, case_id):
    exhibit = an_exhibit(ada, case_id)["id"]
    statement = {
        "property": "name",
        "value": "Halcyon",
        "citations": [{"exhibit": exhibit, "pin": "p.3"}],
        "reliability": "B",
        "credibility": "2",
        "valid_from": "2025-03-02",
        "valid_to": None,
    }
    one = ada.post(f"cases/{case_id}/entities", {"kind": "Company", "statements": [statement]})
    two = ada.post(
        f"cases/{case_id}/entities", {"kind": "Company", "statements": [{"property": "name", "value": "Halcion"}]}
    )

    assert is_done(one)
    found = {row["id"]: row for row in ada.get(f"cases/{case_id}/entities")["results"]}
    stated = found[one["id"]]["statements"][0]
    assert {name: stated[name] for name in ("property", "value", "reliability", "credibility", "valid_from")} == {
        name: statement[name] for name in ("property", "value", "reliability", "credibility", "valid_from")
    }
    assert (stated["citations"][0]["exhibit"], stated["citations"][0]["pin"]) == (exhibit, "p.3")
    assert is_done(ada.post(f"entities/{two['id']}/merge", {"into": one["id"], "reason": "Same register number"}))
    assert is_done(ada.post(f"entities/{two['id']}/unmerge", {"reason": "Different seals"}))


def test_custody_is_written_and_its_breaks_are_listed(ada, case_id):
    path = f"exhibits/{an_exhibit(ada, case_id)['id']}/custody"
    first = {
        "holder": "Ada",
        "from": "2026-03-01T09:00:00Z",
        "until": "2026-03-01T10:00:00Z",
        "purpose": "Seizure",
        "acknowledged": True,
    }

    assert is_done(ada.post(path, first))
    ada.post(path, {**first, "holder": "Lab", "from": "2026-03-01T12:00:00Z", "until": None, "acknowledged": False})
    ada.post(path, {**first, "holder": "Court", "from": "2026-03-01T13:00:00Z", "until": None})

    found = ada.get(path)
    assert {"holder", "from", "until", "purpose", "acknowledged"} <= found["results"][0].keys()
    assert found["gaps"]
    assert found["overlaps"]
    assert found["unacknowledged"]


def test_the_chronology_answers_utc_and_flags(ada, case_id):
    exhibit = an_exhibit(ada, case_id)["id"]
    party = ada.post(f"cases/{case_id}/entities", {"kind": "Company"})["id"]
    body = {
        "date_text": "2025-10-26 02:30",
        "zone": "Europe/Berlin",
        "precision": "minute",
        "summary": "Crates leave",
        "entities": [party],
        "citations": [{"exhibit": exhibit, "pin": "row 118"}],
    }

    made = ada.post(f"cases/{case_id}/chronology", body)

    assert is_done(made)
    assert (made["utc"], made["flags"]) == ("2025-10-26T00:30:00Z", ["ambiguous"])
    row = ada.get(f"cases/{case_id}/chronology")["results"][0]
    assert {name: row[name] for name in ("date_text", "zone", "precision", "summary", "entities")} == {
        name: body[name] for name in ("date_text", "zone", "precision", "summary", "entities")
    }
    assert (row["utc"], row["flags"]) == (made["utc"], made["flags"])
    assert ada.post(f"cases/{case_id}/chronology", {**body, "date_text": "2025-10-26", "precision": "day"})


def test_a_link_is_asserted_with_every_field(ada, case_id):
    exhibit = an_exhibit(ada, case_id)["id"]
    one, two = (ada.post(f"cases/{case_id}/entities", {"kind": "Company"})["id"] for _ in range(2))
    body = {
        "kind": "communicated_with",
        "source": one,
        "target": two,
        "valid_from": "2024-05-01",
        "valid_to": "2024-06",
        "confidence": "high",
        "properties": {},
        "citations": [{"exhibit": exhibit, "pin": "whole"}],
    }

    assert is_done(ada.post(f"cases/{case_id}/links", body))
    row = ada.get(f"cases/{case_id}/links")["results"][0]
    assert {name: row[name] for name in body if name != "citations"} == {
        name: body[name] for name in body if name != "citations"
    }
    assert row["citations"][0]["exhibit"] == exhibit


def test_a_search_answers_hits_with_all_their_parts(ada, case_id, tmp_path):
    with override_settings(SEARCH_URL=f"fts5://{tmp_path / 'search'}"):
        ada.post(
            f"cases/{case_id}/entities", {"kind": "Company", "statements": [{"property": "name", "value": "Zephyr"}]}
        )
        fill()
        consumers.catch_up("search")
        found = ada.post("search", {"query": "zephyr", "kinds": ["entity"], "case": str(case_id), "after": None})

    assert found["hits"][0].keys() >= {"kind", "id", "case", "title", "fragments", "pin"}
    assert (found["hits"][0]["kind"], found["hits"][0]["case"]) == ("entity", str(case_id))
    assert found.keys() >= {"hits", "facets", "notes", "as_of_position", "next"}


def test_a_search_takes_a_moment_that_is_not_past(ada, case_id, tmp_path):
    with override_settings(SEARCH_URL=f"fts5://{tmp_path / 'search'}"):
        fill()
        for moment in (position_text(store.head_position()), "2031-01-01T00:00:00Z"):
            assert ada.post("search", {"query": "zephyr", "as_of": moment})["hits"] == []


def test_a_dossier_goes_through_three_pairs_of_hands(ada, case_id, tmp_path):
    dee, eve = Integrator("dee"), Integrator("eve")
    terms = {"recipient": "Port authority", "authority": "Section 5", "purpose": "Referral"}
    made = ada.post(f"cases/{case_id}/dossiers", terms)
    path = f"dossiers/{made['id']}"

    assert is_done(made)
    assert ada.get(f"jobs/{made['job']}")["state"] == "queued"
    assert [row["id"] for row in ada.get(f"cases/{case_id}/dossiers")["results"]] == [made["id"]]
    as_if_made(made["id"])
    assert is_done(dee.post(f"{path}/review"))
    assert is_done(eve.post(f"{path}/approve"))
    as_if_made(made["id"])
    assert is_done(eve.post(f"{path}/release"))
    assert ada.get(path)["state"] == "released"


def test_the_feed_is_followed(ada, case_id):
    first = ada.get("events", after="", limit="2")
    second = ada.get("events", after=first["next"], limit="2")

    assert len(first["events"]) == 2
    assert {item["id"] for item in first["events"]}.isdisjoint(item["id"] for item in second["events"])


def test_the_caller_is_told_who_he_is(ada):
    assert ada.get("me")["username"] == "ada"


def test_every_reading_takes_a_past_moment(ada, case_id, monkeypatch, tmp_path):
    exhibit = an_exhibit(ada, case_id)["id"]
    entity = ada.post(f"cases/{case_id}/entities", {"kind": "Company"})["id"]
    terms = {"recipient": "Port authority", "authority": "Section 5", "purpose": "Referral"}
    dossier = ada.post(f"cases/{case_id}/dossiers", terms)
    as_if_made(dossier["id"])
    monkeypatch.setattr(dossiers, "path_of", lambda sha256: tmp_path / "made.pdf")
    (tmp_path / "made.pdf").write_bytes(b"%PDF-2.0")
    now = position_text(store.head_position())
    paths = [
        *("me", "cases", "events", f"cases/{case_id}", f"jobs/{dossier['job']}"),
        *(f"cases/{case_id}/{room}" for room in ("exhibits", "entities", "links", "chronology", "dossiers")),
        *(f"exhibits/{exhibit}", f"exhibits/{exhibit}/custody", f"exhibits/{exhibit}/original"),
        *(f"entities/{entity}", f"dossiers/{dossier['id']}", f"dossiers/{dossier['id']}/file"),
    ]

    for path in paths:
        found = ada.get(path, as_of=now)
        assert isinstance(found, bytes) or found["as_of_position"] == now, path


@pytest.mark.parametrize(("path", "said"), [("/health/live", "live"), ("/health/ready", "ready")])
def test_supervisors_learn_how_it_is(path, said, db):
    assert Client().get(path).json() == {"status": said}
