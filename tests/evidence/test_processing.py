"""Looking into files by jobs: every file reaches a named end, whatever happens to the worker."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from evidence import processes, queries, services, store
from evidence.domain.events import StepFinished
from evidence.domain.exhibit import Exhibit
from evidence.domain.refusals import StepNotFinished
from evidence.models import Derived, FileRecord, Segment
from evidence.processing.results import Isolation
from jobs import claims
from jobs.execution import run_job
from jobs.models import Job
from jobs.outcomes import LeaseLost
from jobs.run import Run
from jobs.services import promise
from ledger import store as log
from ledger.domain.errors import NotPermitted
from ledger.unit_of_work import unit_of_work
from tests import builders
from tests.evidence.builders import differences, receive, work_off
from tests.evidence.processing.corpus import (
    encrypted_pdf,
    flat_bomb,
    nested_xml,
    pdf,
    photograph_with_place,
    picture,
    png_that_claims,
    saved,
    zipped,
)
from tests.people import ADA, DEE, FAY, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    builders.people()
    return builders.a_case()


def outcomes(exhibit_id):
    return {step.step: step.outcome for step in queries.steps(exhibit_id)}


def told(exhibit_id):
    return [item.event.event_type for item in log.read_stream(f"exhibit-{exhibit_id}")]


def test_a_document_gives_text_with_pages_and_pictures(case_id, sign_in):
    got = receive(case_id, pdf("Bill of lading ZZXU1042170", "Second page"), file_name="bill.pdf")
    work_off()

    assert outcomes(got.exhibit_id) == {"identify": "extracted", "text": "extracted", "images": "extracted"}
    assert [segment.pin["page"] for segment in queries.segments(got.exhibit_id)] == [1, 2]
    assert [row.number for row in queries.derived(got.exhibit_id, kind="page")] == [1, 2]
    page = sign_in(ADA).get(reverse("evidence:derived", args=[got.exhibit_id, "page", 1]))
    assert (page["Content-Type"], b"".join(page.streaming_content)[:4]) == ("image/png", b"\x89PNG")
    page.close()


@pytest.mark.parametrize("is_place_shown", [False, True])
def test_a_picture_s_own_records_are_kept_apart_and_its_place_is_shown_by_setting_alone(
    case_id, sign_in, settings, is_place_shown
):
    settings.EVIDENCE_SHOW_PLACES = is_place_shown
    got = receive(case_id, photograph_with_place(), file_name="photo.jpg")
    work_off()

    record = queries.record(got.exhibit_id)
    page = sign_in(ADA).get(reverse("evidence:exhibit", args=[got.exhibit_id])).content.decode()
    assert record.said["picture"]["gps"]["latitude"] == 1.29
    assert record.extractors["Pillow"]
    assert "picture format" in page
    assert ("picture gps latitude" in page) is is_place_shown
    assert ("1.29" in page) is is_place_shown


def test_a_picture_shows_in_the_list(case_id, sign_in):
    got = receive(case_id, saved(picture(), format="PNG"), file_name="photo.png")
    work_off()

    body = sign_in(ADA).get(reverse("evidence:list", args=[case_id])).content.decode()
    assert reverse("evidence:derived", args=[got.exhibit_id, "thumbnail", 240]) in body


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("half.pdf", pdf("Cut in the middle")[:400]),
        ("half.jpg", saved(picture(), format="JPEG")[:900]),
        ("named.pdf", b"this is plain text under another name"),
        ("noise.bin", bytes(range(256)) * 8),
        ("table.csv", b'a,b\n"never closed'),
        ("bomb.zip", flat_bomb()),
        ("nothing.zip", zipped({})),
        ("pixels.png", png_that_claims(30_000, 30_000)),
        ("deep.xml", nested_xml(200)),
        ("locked.pdf", encrypted_pdf()),
        ("nul.txt", b"serial\x00number\x00" * 20 + b"of the unit in question\n" * 20),
    ],
)
def test_a_bad_file_reaches_a_named_end_and_loses_nothing(case_id, name, content):
    got = receive(case_id, content, file_name=name)
    work_off()

    assert Job.objects.get(kind="evidence.process").state == "done"
    assert "" not in outcomes(got.exhibit_id).values()
    assert store.path_of(queries.exhibit(got.exhibit_id).sha256).read_bytes() == content


def test_a_name_that_contradicts_the_content_is_a_finding(case_id):
    got = receive(case_id, b"plain words", file_name="invoice.pdf")
    work_off()

    findings = [code for step in queries.steps(got.exhibit_id) for code, _ in step.findings]
    assert "type_not_as_named" in findings


def test_a_killed_worker_loses_no_step_and_repeats_none(case_id):
    got = receive(case_id)
    job_id = Job.objects.get(kind="evidence.process").pk
    first = Run(claims.claim(job_id))
    processes._take(first, queries.exhibit(got.exhibit_id), step_run=queries.steps(got.exhibit_id)[0], others=[])
    Job.objects.filter(pk=job_id).update(lease_until=timezone.now() - timedelta(minutes=5))

    assert run_job(job_id)

    assert outcomes(got.exhibit_id) == {"identify": "extracted", "text": "extracted"}
    assert told(got.exhibit_id).count("exhibit.step_finished") == 2


def test_a_worker_that_lost_its_job_records_nothing(case_id):
    got = receive(case_id)
    job_id = Job.objects.get(kind="evidence.process").pk
    late = Run(claims.claim(job_id))
    Job.objects.filter(pk=job_id).update(lease_until=timezone.now() - timedelta(minutes=5))
    claims.claim(job_id)

    with pytest.raises(LeaseLost):
        processes._take(late, queries.exhibit(got.exhibit_id), step_run=queries.steps(got.exhibit_id)[0], others=[])

    assert outcomes(got.exhibit_id) == {"identify": ""}


def test_a_step_is_taken_again_with_other_limits(case_id):
    got = receive(case_id, pdf("one", "two", "three"), file_name="three.pdf")
    work_off()

    services.retry_step(
        exhibit_id=got.exhibit_id, step="text", limits={"pages": 1}, reason="Only the cover", by=ADA, at=NOON
    )
    assert outcomes(got.exhibit_id)["text"] == ""
    work_off()

    assert len(queries.segments(got.exhibit_id)) == 1
    assert next(step for step in queries.steps(got.exhibit_id) if step.step == "text").limits["pages"] == "1"


def test_a_step_that_waits_is_not_ordered_again(case_id):
    got = receive(case_id)

    with pytest.raises(StepNotFinished):
        services.retry_step(exhibit_id=got.exhibit_id, step="identify", reason="Hurry", by=ADA, at=NOON)
    with pytest.raises(NotPermitted):
        services.retry_step(exhibit_id=got.exhibit_id, step="identify", reason="Mine", by=DEE, at=NOON)


def test_what_was_drawn_can_be_drawn_again_without_events(case_id):
    got = receive(case_id, pdf("Words"), file_name="a.pdf")
    work_off()
    before, pictures = told(got.exhibit_id), Derived.objects.count()
    said = queries.record(got.exhibit_id).said
    FileRecord.objects.all().delete()
    Segment.objects.all().delete()
    Derived.objects.all().delete()

    call_command("rerun_evidence", verbosity=0)
    work_off()

    assert "Words" in queries.segments(got.exhibit_id)[0].text
    assert Derived.objects.count() == pictures
    assert queries.record(got.exhibit_id).said == said
    assert told(got.exhibit_id) == before


def test_a_changed_original_opens_one_incident_and_stops_citing(case_id):
    got = receive(case_id)
    damage(got.exhibit_id)

    with pytest.raises(CommandError, match="X-01"):
        call_command("fixity", verbosity=0)
    with pytest.raises(CommandError, match="X-01"):
        call_command("fixity", verbosity=0)

    assert not queries.is_citable(got.exhibit_id)
    assert len(queries.incidents(got.exhibit_id)) == 1


def test_a_settled_incident_lets_the_exhibit_be_cited_again(case_id):
    got = receive(case_id)
    path = store.path_of(queries.exhibit(got.exhibit_id).sha256)
    content = path.read_bytes()
    damage(got.exhibit_id)
    assert not services.check_fixity(exhibit_id=got.exhibit_id, by=FAY, at=NOON)
    path.write_bytes(content)

    incident = queries.incidents(got.exhibit_id)[0]
    services.settle_incident(
        exhibit_id=got.exhibit_id, incident_id=incident.id, explanation="Restored", by=FAY, at=NOON
    )

    assert services.check_fixity(exhibit_id=got.exhibit_id, by=FAY, at=NOON)
    assert queries.is_citable(got.exhibit_id)
    assert differences() == []


def test_a_missing_original_parks_the_job_with_a_sentence(case_id):
    got = receive(case_id)
    store.path_of(queries.exhibit(got.exhibit_id).sha256).unlink()
    work_off()

    job = Job.objects.get(kind="evidence.process")
    assert job.state == "parked"
    assert "not there" in job.error


def test_stored_files_that_stand_are_told_so(case_id, capsys):
    receive(case_id)

    call_command("fixity")

    assert "1 checked, 0 damaged." in capsys.readouterr().out


def test_the_weekly_check_looks_at_every_file(case_id):
    good, bad = receive(case_id, b"good"), receive(case_id, b"bad")
    damage(bad.exhibit_id)
    with transaction.atomic():
        job_id = promise(
            kind="evidence.fixity",
            args={},
            queue="ingest",
            scope_id=None,
            requested_by=None,
            correlation_id=uuid4(),
            dedupe_key="evidence.fixity:now",
            at=timezone.now(),
        )

    assert run_job(job_id)

    assert queries.exhibit(good.exhibit_id).fixity_checked_at
    assert [one.reason for one in queries.incidents(bad.exhibit_id)] == ["The stored file has another SHA-256."]


def test_a_job_whose_steps_are_all_taken_ends_at_once(case_id):
    got = receive(case_id)
    (job_id,) = Job.objects.filter(kind="evidence.process").values_list("pk", flat=True)
    with unit_of_work(actor_id=ADA, at=NOON) as work:
        ended = StepFinished(
            step="identify", outcome="crashed", reason="By hand.", isolation="", media_type="", tools={}, limits={},
            findings=(), next_steps=(),
        )  # fmt: skip
        work.load(Exhibit, got.exhibit_id).finish_step(ended)

    assert run_job(job_id)

    assert Job.objects.get(pk=job_id).state == "done"
    assert told(got.exhibit_id).count("exhibit.step_finished") == 1


def test_where_bubblewrap_is_required_and_absent_no_file_is_opened(case_id, settings, monkeypatch):
    settings.EVIDENCE_ISOLATION_REQUIRED = True
    monkeypatch.setattr(processes, "strongest_isolation", lambda: Isolation.RLIMITS)
    got = receive(case_id)
    work_off()

    job = Job.objects.get(kind="evidence.process")
    assert (job.state, "bubblewrap" in job.error) == ("parked", True)
    assert outcomes(got.exhibit_id) == {"identify": ""}


def damage(exhibit_id):
    path = store.path_of(queries.exhibit(exhibit_id).sha256)
    path.chmod(0o644)
    path.write_bytes(b"altered")
