"""Taking in: every file is hashed by the server, numbered once, and looked into."""

import hashlib

import pytest

from evidence import queries, store
from jobs.models import Job
from ledger.projections import compare, projected_models
from tests import builders
from tests.evidence.builders import CSV, receive, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    builders.people()
    return builders.a_case()


def test_a_file_is_stored_under_its_hash_and_numbered(case_id):
    got = receive(case_id)

    row = queries.exhibit(got.exhibit_id)
    assert (got.number, row.number) == ("X-01", "X-01")
    assert row.sha256 == hashlib.sha256(CSV).hexdigest()
    assert store.path_of(row.sha256).read_bytes() == CSV
    assert got.position > 0


def test_a_file_is_looked_into_by_the_promised_job(case_id):
    got = receive(case_id)

    work_off()

    assert Job.objects.get(kind="evidence.process").state == "done"
    assert {step.step: step.outcome for step in queries.steps(got.exhibit_id)} == {
        "identify": "extracted",
        "text": "extracted",
    }
    assert "ZZXU1042179" in " ".join(segment.text for segment in queries.segments(got.exhibit_id))
    assert queries.exhibit(got.exhibit_id).media_type == "text/csv"
    assert [found for found in map(compare, projected_models()) if not found.is_empty] == []
