"""From a request to a PDF, through review and approval to the hand-over, with real rendering."""

import pytest
from django.urls import reverse

from dossiers import queries, services, store
from dossiers.domain.refusals import ContentChanged, NotAwaited
from jobs.models import Job, State
from ledger.audit import audit
from tests.dossiers import worlds
from tests.people import ADA, DEE, EVE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]


@pytest.fixture
def case_id():
    return worlds.a_case()


def test_a_job_makes_the_pdf_of_a_requested_dossier(case_id):
    dossier_id = worlds.made(case_id)

    row = queries.dossier(dossier_id)
    assert Job.objects.get(pk=row.job_id).error == ""
    assert (row.state, row.edition) == ("rendered", "draft")
    assert store.path_of(row.sha256).read_bytes().startswith(b"%PDF-1.")
    assert row.pages > 4
    assert len(row.content_sha256) == 64


def test_three_people_bring_a_dossier_to_its_recipient_and_every_table_equals_its_rebuild(case_id):
    dossier_id = worlds.released(case_id)

    row = queries.dossier(dossier_id)
    assert (row.state, row.edition) == ("released", "final")
    (copy,) = queries.disclosures(case_id)
    assert (copy.sha256, copy.recipient, copy.released_by) == (row.sha256, "Markets desk", EVE)
    assert list(audit(with_projections=True)) == []


def test_the_final_edition_has_the_approved_content_and_other_bytes(case_id):
    dossier_id = worlds.made(case_id)
    draft = queries.dossier(dossier_id)
    services.review_dossier(dossier_id=dossier_id, content_sha256=draft.content_sha256, by=DEE, at=NOON)
    services.approve_dossier(dossier_id=dossier_id, content_sha256=draft.content_sha256, by=EVE, at=NOON)
    worlds.work_off(dossier_id)

    final = queries.dossier(dossier_id)
    assert final.content_sha256 == draft.content_sha256
    assert final.sha256 != draft.sha256


def test_a_dossier_is_rendered_again_from_the_record_with_the_same_bytes(case_id):
    dossier_id = worlds.approved(case_id)

    worlds.work_off_job(services.compare_dossier(dossier_id=dossier_id, by=ADA, at=NOON))

    row = queries.dossier(dossier_id)
    assert (row.is_reproducible, row.state) == (True, "approved")


def test_a_revision_voids_the_review(case_id):
    dossier_id = worlds.made(case_id)
    read = worlds.content(dossier_id)
    services.review_dossier(dossier_id=dossier_id, content_sha256=read, by=DEE, at=NOON)

    services.revise_dossier(
        worlds.terms(bottom_line="Unlikely."), dossier_id=dossier_id, reason="New count", by=ADA, at=NOON
    )
    worlds.work_off(dossier_id)

    with pytest.raises(NotAwaited):
        services.approve_dossier(dossier_id=dossier_id, content_sha256=read, by=EVE, at=NOON)
    with pytest.raises(ContentChanged):
        services.review_dossier(dossier_id=dossier_id, content_sha256=read, by=DEE, at=NOON)


def test_a_cancelled_dossier_keeps_nothing_of_its_job(case_id):
    dossier_id = worlds.requested(case_id)
    job_id = queries.dossier(dossier_id).job_id

    services.cancel_dossier(dossier_id=dossier_id, reason="Not wanted", by=ADA, at=NOON)
    worlds.work_off(dossier_id)

    assert Job.objects.get(pk=job_id).state == State.CANCELLED
    assert queries.dossier(dossier_id).sha256 == ""


def test_the_file_is_downloaded_by_readers_alone(case_id, sign_in):
    dossier_id = worlds.made(case_id)
    address = reverse("dossiers:file", args=[dossier_id])

    answer = sign_in(DEE).get(address)

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.")
    assert "PL-2025-001-D-1-v1.pdf" in answer["Content-Disposition"]
