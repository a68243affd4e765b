"""The leak oracle: with and without a walled case, every byte of search that a stranger to it receives is the same.

Taken out before comparing, each because it is drawn anew for every answer: nonces, CSRF tokens and ids of stored
searches; and positions of the log, which are opaque and of the same length.
"""

import re

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from accounts.models import User
from cases import services as cases
from entities import services as entities
from entities.domain.grades import Confidence
from entities.services import Saying
from evidence import services as evidence
from ledger import consumers
from search.backends.fts5_writing import Writer
from search.consumers import fill
from tests import builders
from tests.api.conftest import Caller
from tests.conftest import BACKEND
from tests.evidence.builders import receive
from tests.people import ADA, BEN, CYD, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DRAWN = re.compile(
    r'nonce(="[^"]+"|-[\w-]+|": ?"[^"]+")|csrfmiddlewaretoken" value="\w+"|X-CSRFToken[^}]+}'
    r'|name="csrf" content="\w+"|/search/[0-9a-f-]{36}/|pos_[\w-]{32}'
)
QUERIES = [
    "", "lanten", "sparow", "lantern OR crates OR repacked", "Jadewick Harbor", "翡烛港 OR harbour~", "id:ABC-1234",
    "jadew* -crates", "case:PL-2025-009", "case:PL-2025-001 marking:amber", "author:ada tag:owns after:2026",
]  # fmt: skip
READERS = [BEN, CYD]


@pytest.fixture
def case_id(tmp_path):
    """A case that Ben reads and Cyd does not, in an index of its own."""
    stores = {"SEARCH_URL": f"fts5://{tmp_path / 'search'}", "EVIDENCE_STORE": str(tmp_path / "evidence")}
    with override_settings(**stores):
        cache.clear()
        builders.people()
        case_id = builders.a_case()
        fill_with(case_id, "lantern crates were repacked")
        consumers.catch_up("search")
        yield case_id


def fill_with(case_id, text, *, times=3):
    for number in range(times):
        cases.write_note(case_id=case_id, html=f"<p>{text} {number}</p>", by=ADA, at=NOON)
    names = ("Jadewick Harbour Trading", "翡烛港贸易有限公司")
    parties = [
        entities.create_entity(
            case_id=case_id, kind="Company", statements=[Saying(property="name", value=name)], by=ADA, at=NOON
        )
        for name in names
    ]
    entities.assert_link(
        case_id=case_id,
        kind="owns",
        source_id=parties[0],
        target_id=parties[1],
        confidence=Confidence.HIGH,
        by=ADA,
        at=NOON,
    )
    receive(case_id, f"{text} ABC-1234".encode(), title=text)


def add_a_walled_case():
    """Rare words, near spellings and the same names, many times over."""
    secret = builders.a_case(reference="PL-2025-009", with_team=False)
    cases.wall_case(case_id=secret, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)
    fill_with(secret, "sparrow lantern lanterns Jadewick Harbour ABC-1234 翡烛港", times=9)


def add_a_walled_exhibit(case_id):
    exhibit_id = receive(case_id, b"sparrow lantern lanterns", title="sparrow").exhibit_id
    evidence.wall_exhibit(exhibit_id=exhibit_id, reader_ids=[ADA], reason="Source", by=ADA, at=NOON)


def received_bytes(queries=QUERIES) -> dict[tuple[str, str], list[str]]:
    """The lines that every reader gets to every query, from pages and the interface."""
    found = {}
    for reader in READERS:
        cache.clear()
        client, caller = Client(), Caller(reader, "search:read")
        client.force_login(User.objects.get(pk=reader), backend=BACKEND)
        for text in queries:
            address = client.post("/search/", {"query": text})["Location"]
            found[str(reader), text] = lines(client.get(address))
            found[str(reader), f"{text} by api"] = lines(caller.post("search", {"query": text, "limit": 2}, key=""))
        for page in (f"{address}?kind=note&month=2026-03", "/search/", "/search/alerts/"):
            found[str(reader), page.partition("?")[2] or page] = lines(client.get(page))
    return found


def lines(response) -> list[str]:
    assert response.status_code == 200, response.content[:200]
    return DRAWN.sub("*", response.content.decode()).splitlines()


def differences(one, other) -> list[tuple[tuple[str, str], list[str], list[str]]]:
    """Where two readings differ: what was asked, and the lines of either that the other lacks."""
    found = []
    for key in one:
        lost = [line for line in one[key] if line not in other[key]]
        new = [line for line in other[key] if line not in one[key]]
        if one[key] != other[key]:
            found.append((key, lost, new))
    return found


def test_walled_things_change_no_byte_for_strangers(case_id):
    before = received_bytes()
    add_a_walled_case()
    add_a_walled_exhibit(case_id)
    consumers.catch_up("search")
    with_them = received_bytes()
    fill()

    assert differences(before, with_them) == []
    assert differences(before, received_bytes()) == []
    assert any("<mark>lantern</mark>" in line for found in before.values() for line in found)


def test_the_oracle_sees_a_shared_index(case_id, monkeypatch):
    """Negative control: with one table for all, hidden words move scores or suggestions."""
    before = received_bytes(QUERIES[:4])
    monkeypatch.setattr(Writer, "_pool", lambda *_: 0)
    add_a_walled_case()
    consumers.catch_up("search")

    assert differences(before, received_bytes(QUERIES[:4]))
