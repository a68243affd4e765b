"""Bad files through the page and through the interface: a clear refusal or a recorded finding, nothing half written."""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence import queries, store
from jobs.execution import run_job
from jobs.models import Job
from tests import builders
from tests.api.conftest import Caller
from tests.evidence.builders import differences
from tests.evidence.processing import corpus
from tests.evidence.test_uploads import Sender
from tests.people import ADA

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SAID = {"source": "Agency", "acquired_by": "Ada", "marking": "TLP:AMBER"}
PAGE = {**SAID, "acquired_at": "2026-03-01T09:30", "acquired_precision": "minute"}
WIRE = {**SAID, "acquired_at": "2026-03-01T09:30:00Z"}
JPEG = corpus.saved(corpus.picture(), format="JPEG")
NUL = b"serial\x00number\n" + b"of the unit in question\n" * 30


@dataclass(frozen=True, kw_only=True)
class Bad:
    """A file that is taken in all the same, and how one step ends or what is found."""

    content: bytes
    step: str
    outcome: str
    words: str


TAKEN = {
    "cut.jpg": Bad(content=JPEG[: len(JPEG) // 2], step="images", outcome="refused", words="cut short"),
    "huge.png": Bad(content=corpus.png_that_claims(30_000, 30_000), step="images", outcome="refused", words="pixels"),
    "bomb.zip": Bad(content=corpus.flat_bomb(), step="archive", outcome="refused", words="times larger"),
    "deep.xml": Bad(content=corpus.nested_xml(200), step="text", outcome="refused", words="deeper than"),
    "locked.pdf": Bad(content=corpus.encrypted_pdf(), step="text", outcome="encrypted", words="password"),
    "nul.txt": Bad(content=NUL, step="text", outcome="extracted", words="NUL"),
}


@pytest.fixture
def faces(sign_in):
    """The two ways in, each with a case of its own."""
    builders.people()
    return Faces(sign_in(ADA), Caller(ADA))


class Faces:
    def __init__(self, client, caller):
        self.client, self.caller = client, caller
        self.by_page, self.by_wire = builders.a_case(), builders.a_case(reference="DH-2025-014")

    def send(self, name, content, **more):
        """Statuses of page and interface for the same file."""
        return self.page(name, content, **more).status_code, self.wire(name, content, **more).status_code

    def page(self, name, content, **more):
        given = {**PAGE, **more, "files": [SimpleUploadedFile(name, content)]}
        return self.client.post(reverse("evidence:receive", args=[self.by_page]), given)

    def wire(self, name, content, **more):
        given = {**WIRE, "title": "t", **more, "file": SimpleUploadedFile(name, content)}
        headers = {**self.caller.headers, "Idempotency-Key": uuid4().hex}
        return self.caller.client.post(f"/api/v1/cases/{self.by_wire}/exhibits", given, headers=headers)

    def rows(self):
        return [*queries.exhibits_of(self.by_page), *queries.exhibits_of(self.by_wire)]


def kept(settings):
    return [path for path in Path(settings.EVIDENCE_STORE).rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", TAKEN)
def test_a_bad_file_is_kept_as_it_is_and_what_is_wrong_is_said(faces, name):
    bad = TAKEN[name]

    assert faces.send(name, bad.content) == (303, 201)

    rows = faces.rows()
    assert [row.number for row in rows] == ["X-01", "X-01"]
    assert run_job(Job.objects.get(kind="evidence.process", scope_id=faces.by_page).pk)
    steps = {step.step: step for step in queries.steps(rows[0].id)}
    step = steps[bad.step]
    said = f"{step.reason} {step.findings} {rows[0].file_name}"
    assert (step.outcome, bad.words.lower() in said.lower()) == (bad.outcome, True), said
    assert "" not in {step.outcome for step in steps.values()}
    assert store.path_of(rows[0].sha256).read_bytes() == bad.content
    assert faces.client.get(reverse("evidence:exhibit", args=[rows[0].id])).status_code == 200
    assert differences() == []


@pytest.mark.parametrize(
    ("name", "shown", "words"),
    [("../../x", "../../x", "path"), ("invoice\u202efdp.exe", "invoice<U+202E>fdp.exe", "reading direction")],
)
def test_a_hostile_name_is_harmless_by_form_and_found_by_pieces(faces, name, shown, words):
    assert faces.send(name, b"plain words") == (303, 201)
    sender = Sender(ADA)
    found = sender.send(faces.by_wire, b"other words", filename=name)

    exhibit = queries.exhibit(found["exhibit"])
    identified = next(step for step in queries.steps(exhibit.id) if step.step == "identify")
    assert exhibit.file_name == shown
    assert words in str(identified.findings)
    for row in faces.rows():
        assert "/" not in row.safe_name
        assert "\u202e" not in row.safe_name


def test_a_file_without_bytes_is_refused_and_nothing_is_kept(faces, settings):
    shown, answered = faces.page("nothing.txt", b""), faces.wire("nothing.txt", b"")

    assert "no bytes" in shown.content.decode()
    assert "no bytes" in answered.json()["detail"]
    assert (shown.status_code, answered.status_code) == (422, 409)
    assert (faces.rows(), kept(settings)) == ([], [])


def test_a_wrong_declared_hash_is_a_quarantine_that_both_faces_show(faces):
    assert faces.send("a.txt", b"words", declared_sha256="0" * 64) == (303, 201)

    assert all("is not that of the file" in row.quarantine_reason for row in faces.rows())
    page = faces.client.get(reverse("evidence:exhibit", args=[faces.rows()[0].id])).content.decode()
    assert "In quarantine, cannot be cited" in page


@pytest.mark.parametrize("declared", ["abc", "z" * 64, "0" * 65])
def test_a_declared_hash_that_is_none_is_pointed_at(faces, declared, settings):
    assert faces.send("a.txt", b"words", declared_sha256=declared) == (422, 400)
    assert (faces.rows(), kept(settings)) == ([], [])


def test_a_duplicate_is_named_by_both_faces(faces):
    faces.send("a.txt", b"words")

    shown, answered = faces.page("b.txt", b"words"), faces.wire("b.txt", b"words")

    assert "as X-01" in shown.content.decode()
    assert "as X-01" in answered.json()["detail"]
    assert (shown.status_code, answered.status_code) == (422, 409)
    assert len(faces.rows()) == 2
