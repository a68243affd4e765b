"""How far a token reaches: its scopes, its cases, its networks, its time, and never further than its person."""

from datetime import timedelta
from http import HTTPStatus
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from accounts import queries as accounts
from cases import services
from cases.domain.roles import CaseRole
from ledger import consumers
from search.consumers import fill
from tests import builders
from tests.dossiers.worlds import as_if_made
from tests.people import ADA, BEN, CYD, DEE, NOON

pytestmark = pytest.mark.django_db
TERMS = {"recipient": "Port authority", "authority": "Section 5", "purpose": "Referral"}


@pytest.fixture
def other_id(case_id):
    """A second case of the same team."""
    return builders.a_case(reference="PL-2025-002")


def references(caller) -> list[str]:
    """Which cases a caller finds."""
    return [row["reference"] for row in caller.get("cases").json()["results"]]


def wall(case_id) -> None:
    services.wall_case(case_id=case_id, reader_ids=[ADA, BEN], reason="Informant", by=ADA, at=NOON)


def test_a_token_for_named_cases_reaches_no_other(case_id, other_id, caller):
    bound = caller(ADA, cases=(str(case_id),))

    assert references(bound) == ["PL-2025-001"]
    assert bound.get(f"cases/{other_id}").status_code == HTTPStatus.NOT_FOUND
    assert bound.post(f"cases/{other_id}/entities", {"kind": "Company"}).status_code == HTTPStatus.NOT_FOUND
    assert bound.post(f"cases/{case_id}/entities", {"kind": "Company"}).status_code == HTTPStatus.CREATED
    assert {item["case"] for item in bound.get("events").json()["events"]} == {str(case_id)}
    opened = bound.post("cases", {"reference": "PL-2026-007", "title": "Second lantern"})
    assert opened.status_code == HTTPStatus.FORBIDDEN
    assert bound.get("me").json()["cases"] == [str(case_id)]


def test_no_wildcard_reaches_a_walled_case(case_id, other_id, caller):
    wall(case_id)

    assert references(caller(ADA)) == ["PL-2025-002"]
    assert caller(ADA).get(f"cases/{case_id}").status_code == HTTPStatus.NOT_FOUND
    assert caller(ADA).post(f"cases/{case_id}/triage", {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert references(caller(ADA, cases=("*", str(case_id)))) == ["PL-2025-001", "PL-2025-002"]
    assert caller(ADA, cases=(str(case_id),)).get(f"cases/{case_id}").status_code == HTTPStatus.OK


def test_a_named_case_is_still_asked_of_the_person(case_id, caller):
    wall(case_id)

    assert caller(CYD, cases=(str(case_id),)).get(f"cases/{case_id}").status_code == HTTPStatus.NOT_FOUND
    assert caller(DEE, cases=(str(case_id),)).get(f"cases/{case_id}").status_code == HTTPStatus.NOT_FOUND


def test_a_session_of_the_person_is_not_held_to_the_token(case_id, other_id, caller, sign_in):
    caller(ADA, cases=(str(case_id),)).get("cases")

    found = sign_in(ADA).get("/api/v1/cases").json()["results"]
    assert [row["reference"] for row in found] == ["PL-2025-001", "PL-2025-002"]


def test_work_of_another_case_is_not_told_to_the_token(case_id, other_id, caller):
    job = caller(ADA).post(f"cases/{other_id}/dossiers", TERMS).json()["job"]

    assert caller(ADA).get(f"jobs/{job}").status_code == HTTPStatus.OK
    assert caller(ADA, cases=(str(case_id),)).get(f"jobs/{job}").status_code == HTTPStatus.NOT_FOUND


def test_a_search_finds_nothing_beyond_the_token(case_id, other_id, caller, tmp_path):
    with override_settings(SEARCH_URL=f"fts5://{tmp_path / 'search'}"):
        services.write_note(case_id=case_id, html="<p>Crates of accelerators</p>", by=ADA, at=NOON)
        fill()
        consumers.catch_up("search")

        def hits(asker):
            return len(asker.post("search", {"query": "accelerators"}).json()["hits"])

        assert hits(caller(ADA, cases=(str(case_id),))) == 1
        assert hits(caller(ADA, cases=(str(other_id),))) == 0


@pytest.mark.parametrize(
    ("networks", "status"),
    [
        (("192.0.2.0/24",), HTTPStatus.UNAUTHORIZED),
        (("127.0.0.0/8", "192.0.2.0/24"), HTTPStatus.OK),
        (("::1/128",), HTTPStatus.UNAUTHORIZED),
    ],
)
def test_a_token_works_only_in_its_networks(case_id, caller, networks, status):
    assert caller(ADA, networks=networks).get("me").status_code == status


def test_behind_a_proxy_the_address_that_it_saw_counts(case_id, caller, settings):
    ada = caller(ADA, networks=("192.0.2.0/24",))
    ada.headers["X-Forwarded-For"] = "198.51.100.7, 192.0.2.9"
    assert ada.get("me").status_code == HTTPStatus.UNAUTHORIZED

    settings.BEHIND_TLS = True

    assert ada.get("me").status_code == HTTPStatus.OK
    ada.headers["X-Forwarded-For"] = "192.0.2.9, 198.51.100.7"
    assert ada.get("me").status_code == HTTPStatus.UNAUTHORIZED
    ada.headers["X-Forwarded-For"] = "unknown"
    assert ada.get("me").status_code == HTTPStatus.UNAUTHORIZED


def test_an_expired_token_is_refused(case_id, caller):
    assert caller(ADA, lifetime=timedelta(seconds=-1)).get("me").status_code == HTTPStatus.UNAUTHORIZED


def test_use_is_noted(case_id, caller):
    ada = caller(ADA)
    ada.get("me")

    row = next(row for row in accounts.tokens(ADA) if row.id == ada.token.id)
    assert timezone.now() - row.last_used_at < timedelta(minutes=1)


def test_decisions_on_dossiers_need_a_scope_of_their_own(case_id, caller):
    made = caller(ADA).post(f"cases/{case_id}/dossiers", TERMS).json()
    as_if_made(made["id"])

    refused = caller(DEE, "dossiers:read", "dossiers:request").post(f"dossiers/{made['id']}/review")
    agreed = caller(DEE, "dossiers:decide").post(f"dossiers/{made['id']}/review")

    assert refused.json()["type"].endswith("/out-of-scope")
    assert agreed.status_code == HTTPStatus.OK


def test_the_preparer_s_token_cannot_agree_to_its_own_dossier(case_id, caller):
    made = caller(ADA).post(f"cases/{case_id}/dossiers", TERMS).json()
    as_if_made(made["id"])
    services.add_member(
        case_id=case_id, person_id=ADA, role=CaseRole.REVIEWER, reason="Short of people", by=ADA, at=NOON
    )

    assert caller(ADA).post(f"dossiers/{made['id']}/review").json()["type"].endswith("/same-hands")


def printed(*words: str) -> tuple[str, str]:
    """What a command says, on both channels."""
    out, error = StringIO(), StringIO()
    call_command(*words, stdout=out, stderr=error)
    return out.getvalue(), error.getvalue()


def test_the_command_line_makes_tokens_for_cases_and_networks_and_ends_them(case_id, other_id):
    secret, said = printed(
        *("create_token", "--actor", "Ada", "--scopes", "cases:read", "--case", "PL-2025-002"),
        *("--network", "127.0.0.1"),
    )
    headers = {"Authorization": f"Bearer {secret.strip()}"}

    found = Client().get("/api/v1/cases", headers=headers).json()["results"]
    assert [row["reference"] for row in found] == ["PL-2025-002"]
    token_id = said.split()[1]
    assert token_id in printed("revoke_token", "--actor", "Ada", "--token", token_id, "--reason", "Lost")[0]
    assert Client().get("/api/v1/cases", headers=headers).status_code == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize(
    "wrong",
    [
        ("create_token", "--actor", "ada", "--scopes", "all", "--case", "PL-1999-001"),
        ("create_token", "--actor", "ada", "--scopes", "all", "--network", "everywhere"),
        ("revoke_token", "--actor", "ada", "--token", "none", "--reason", "x"),
        ("revoke_token", "--actor", "zed", "--token", "none", "--reason", "x"),
    ],
)
def test_the_command_line_refuses_what_cannot_be(case_id, wrong):
    with pytest.raises(CommandError):
        printed(*wrong)
