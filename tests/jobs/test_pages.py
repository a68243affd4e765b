"""Pages of promised work: who sees what, progress, cancelling, running again."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from jobs import claims, permissions, services
from jobs.models import Job, State
from jobs.queries import progress
from jobs.run import Run
from tests.jobs.promises import let_pass, promised, row
from tests.people import ADA, BEN, CYD, DEE, NAMES

pytestmark = pytest.mark.django_db
CASE = uuid4()


@pytest.fixture(autouse=True)
def _rights(settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.jobs.urls"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    readers = {BEN: {CASE}, DEE: {CASE, None}}
    monkeypatch.setattr(permissions._rights, "readable_scopes", lambda person: readers.get(person, set()))
    monkeypatch.setattr(permissions._rights, "may_steer", lambda person, scope: person == DEE)


def visit(person):
    user, _ = get_user_model().objects.get_or_create(
        pk=person, defaults={"username": NAMES[person], "name": NAMES[person]}
    )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(name, job_id):
    return reverse(f"jobs:{name}", args=[job_id])


@pytest.mark.parametrize(("person", "status"), [(ADA, 200), (BEN, 200), (CYD, 404)])
def test_a_job_is_seen_by_who_asked_and_by_readers_of_its_case(person, status):
    job_id = promised(scope_id=CASE)

    assert visit(person).get(page("detail", job_id)).status_code == status
    assert visit(person).get(page("progress", job_id)).status_code == status


def test_strangers_and_no_such_job_read_the_same():
    stranger = visit(CYD)

    assert (
        stranger.get(page("detail", promised())).status_code == stranger.get(page("detail", uuid4())).status_code == 404
    )


def test_nobody_sees_jobs_without_signing_in():
    assert Client().get(reverse("jobs:list")).status_code == 302


def test_the_list_shows_what_one_asked_for_and_the_work_of_ones_cases():
    of_case, of_nobody = promised(scope_id=CASE), promised(requested_by=None)

    assert listed(ADA) == {of_case}
    assert listed(BEN) == {of_case}
    assert listed(CYD) == set()
    assert listed(DEE) == {of_case, of_nobody}


def listed(person):
    return {job.job_id for job, _ in visit(person).get(reverse("jobs:list")).context["rows"]}


def test_the_list_can_be_narrowed_to_what_is_parked():
    promised()
    parked = promised()
    claims.park(claims.claim(parked), error="The file is encrypted.")

    answer = visit(ADA).get(reverse("jobs:list"), {"show": "parked"})

    assert [job.job_id for job, _ in answer.context["rows"]] == [parked]
    assert b"The file is encrypted." in answer.content


def test_a_running_job_shows_its_step_and_is_looked_at_again():
    job_id = promised()
    Run(claims.claim(job_id)).progress("Reading pages", done=3, total=9)

    text = visit(ADA).get(page("progress", job_id)).content.decode()

    assert "Reading pages" in text
    assert "3 of 9" in text
    assert 'hx-trigger="every 2s"' in text


def test_a_long_job_is_looked_at_less_often():
    job_id = promised()
    claims.claim(job_id)
    job = row(job_id)
    Job.objects.update(started_at=job.started_at.replace(year=job.started_at.year - 1))

    assert b'hx-trigger="every 10s"' in visit(ADA).get(page("progress", job_id)).content


def test_nothing_is_sent_while_nothing_changes():
    job_id = promised()
    run = Run(claims.claim(job_id))
    ada = visit(ADA)
    first = ada.get(page("progress", job_id))

    same = ada.get(page("progress", job_id), headers={"If-None-Match": first["ETag"]})
    run.progress("Reading pages")
    other = ada.get(page("progress", job_id), headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, same.content) == (304, b"")
    assert "Content-Security-Policy" not in same
    assert first["Cache-Control"] == "private, no-cache"
    assert other.status_code == 200


@pytest.mark.parametrize("end", ["cancelled", "parked"])
def test_a_job_that_stands_still_is_not_looked_at_again(end):
    job_id = promised()
    if end == "parked":
        claims.park(claims.claim(job_id), error="The file is encrypted.")
    else:
        services.cancel(job_id=job_id, by=ADA)

    assert b"hx-trigger" not in visit(ADA).get(page("progress", job_id)).content


def test_who_asked_can_cancel():
    job_id = promised(scope_id=CASE)

    answer = visit(ADA).post(page("cancel", job_id))

    assert (answer.status_code, answer["Location"]) == (303, page("detail", job_id))
    assert row(job_id).state == State.CANCELLED
    assert visit(ADA).post(page("cancel", job_id)).status_code == 409


def test_a_reader_sees_why_the_button_is_off_and_is_refused():
    job_id = promised(scope_id=CASE)
    ben = visit(BEN)

    assert b"Only who asked for this work" in ben.get(page("detail", job_id)).content
    assert ben.post(page("cancel", job_id)).status_code == 403
    assert ben.post(page("run_again", job_id)).status_code == 403
    assert row(job_id).state == State.QUEUED


def test_who_leads_the_case_lets_parked_work_run_again():
    job_id = promised(scope_id=CASE)
    claims.park(claims.claim(job_id), error="The file is encrypted.")

    assert visit(DEE).post(page("run_again", job_id)).status_code == 303
    assert row(job_id).state == State.QUEUED


def test_the_bar_counts_open_work():
    assert visit(ADA).get(reverse("jobs:count")).content == b""
    promised()

    assert visit(ADA).get(reverse("jobs:count")).content == b"1"


def test_progress_counts_from_the_start_of_the_last_attempt():
    job_id = promised()
    assert progress(job_id).elapsed_seconds == 0
    claims.claim(job_id)
    let_pass(job_id, number=61)

    assert progress(job_id).state == State.RUNNING
    assert progress(job_id).can_cancel
    assert not progress(job_id).can_run_again


def test_the_list_asks_the_database_equally_often_for_many_rows(django_assert_max_num_queries):
    for _ in range(30):
        promised()
    ada = visit(ADA)

    with django_assert_max_num_queries(11):
        ada.get(reverse("jobs:list"))
