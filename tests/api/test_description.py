"""The description holds: what it allows is answered, what it forbids is refused, nobody gets another's things."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from config.management.commands.api_schema import described
from tests.api.conftest import Caller
from tests.api.serving import served
from tests.api.test_evidence import send
from tests.people import ADA, CYD

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEED, SECONDS, EXAMPLES = 20260302, 55, 4
AN_ID = re.compile(r"/[0-9a-f-]{36}")
PEERS = {"ada": ADA, "cyd": CYD}  # the owner and a stranger; what teammates share is no leak
REFUSED = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429]
ANSWERED = ["2xx", "3xx", 401, 403, 404, 409, 429]
NOT_SAYABLE = {
    "/as_of": "only positions that were given out are positions",
    "/after": "only positions that were given out are positions",
    "/cursor": "a cursor belongs to its list",
    "/types": "types with commas",
    "/outcome": "which fields a transition needs depends on the transition",
    "/legal_basis": "which fields a transition needs depends on the transition",
    "/authority": "which fields a transition needs depends on the transition",
    "/review_on": "which fields a transition needs depends on the transition",
    "/lead_id": "a person of the installation",
    "/date_text": "dates as people write them",
    "/precision": "no finer than what is written",
    "/zone": "zones of the tz database",
    "/property": "which properties there are depends on the kind",
    "/properties": "which properties there are depends on the kind",
    "/value": "how a value is written depends on the property",
    "/language": "names of languages",
    "/script": "names of scripts",
    "/number": "numbers as the office writes them",
    "/valid_from": "days of the calendar",
    "/valid_to": "days of the calendar, not before the beginning",
    "/citations": "exhibits of the case",
    "/pin": "places in an exhibit",
    "/entities": "entities of the case",
    "/held_until": "not before the beginning",
    "/left_out": "exhibits of the case",
    "/declared_sha256": "digits of a hash, or nothing at all",
    "/reader_ids": "readers of a wall, a lead of the case among them",
}
NO_TEXT = {"blank", "null_characters_not_allowed", "surrogate_characters_not_allowed", "overflow"}


def is_of_the_schema(failure: Any, *, case: Any, response: Any) -> bool:
    """False for an empty parameter, which says nothing, and for the refusal of a value whose rule no schema can say."""
    if failure.title == "Schema-violating request accepted" and "" in (case.query or {}).values():
        return False
    if failure.title != "Schema-valid request rejected":
        return True
    if response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        return not response.json()["type"].endswith("/reused-command")
    errors = response.json().get("errors", [{"pointer": "", "code": ""}])
    return not all(one["pointer"] in NOT_SAYABLE or one["code"] in NO_TEXT for one in errors)


def people_file(folder: Path) -> Path:
    """Tokens of both in the form of Web Fuzzing Commons."""
    people = [
        {"name": name, "fixedHeaders": [{"name": "Authorization", "value": Caller(id).headers["Authorization"]}]}
        for name, id in PEERS.items()
    ]
    path = folder / "people.json"
    path.write_text(json.dumps({"auth": people}))
    return path


@pytest.fixture
def schema(case_id, tmp_path, settings):
    """The description, over a case with a thing of each kind."""
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    settings.SEARCH_URL = f"fts5://{tmp_path / 'search'}"
    ada = Caller(ADA)
    exhibit = send(ada, case_id).json()["id"]
    ada.post(f"exhibits/{exhibit}/custody", {"holder": "Ada", "from": "2026-03-01T09:00:00Z", "purpose": "Seizure"})
    one, two = (ada.post(f"cases/{case_id}/entities", {"kind": "Company"}).json()["id"] for _ in range(2))
    link = {"kind": "communicated_with", "source": one, "target": two, "confidence": "high"}
    ada.post(f"cases/{case_id}/links", link)
    ada.post(f"cases/{case_id}/chronology", {"date_text": "2025", "zone": "UTC", "summary": "Crates"})
    terms = {"recipient": "Port authority", "authority": "Section 5", "purpose": "Referral"}
    ada.post(f"cases/{case_id}/dossiers", terms)
    config = SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "cache": {"enabled": False},
            "max-time": SECONDS,
            "auth": {"wfc": {"path": str(people_file(tmp_path)), "peers": list(PEERS)}},
            "checks": {
                "enabled": True,
                "negative_data_rejection": {"expected-statuses": [*REFUSED, HTTPStatus.PRECONDITION_FAILED.value]},
                "positive_data_acceptance": {"expected-statuses": [*ANSWERED, HTTPStatus.PRECONDITION_FAILED.value]},
            },
            "parameters": {"query.wait": 0},
            "generation": {"max-examples": EXAMPLES, "deterministic": False, "no-shrink": True},
            "phases": {"stateful": {"enabled": True}, "fuzzing": {"enabled": True}},
        }
    )
    path = tmp_path / "openapi.yaml"
    path.write_text(described())
    with served() as address:
        config.projects.default.base_url = address
        yield schemathesis.openapi.from_path(path, config=config)


@dataclass
class Run:
    """What a run gave: which checks ran how often, what failed, and which things were asked for by whom."""

    checks: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    readers: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def take(self, event: events.EngineEvent) -> None:
        """Write down what an event of the engine tells."""
        if isinstance(event, events.NonFatalError):
            self.failures.append(event.info.format())
        elif isinstance(event, events.ScenarioFinished):
            for node in chain.from_iterable(event.recorder.checks.values()):
                self.checks[node.name] += 1
                if node.failure_info:
                    self.failures.append(f"{node.failure_info.failure}\n{node.failure_info.code_sample}")
            for case in event.recorder.find_all_cases():
                if case.method == "GET" and case.auth_identity:
                    self.readers[case.formatted_path].add(case.auth_identity)


def test_the_interface_is_what_its_description_says(schema):
    schema.hook("filter_failure")(
        lambda context, failure, case, response: is_of_the_schema(failure, case=case, response=response)
    )
    run = Run()

    for event in from_schema(schema).execute():
        run.take(event)

    assert not run.failures, "\n\n".join(run.failures)
    assert run.checks["object_level_authorization"]
    assert [path for path, people in run.readers.items() if AN_ID.search(path) and {"ada", "cyd"} <= people]
