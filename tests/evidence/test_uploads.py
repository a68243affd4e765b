"""Files in pieces, as tus 1.0 has it: nothing that was answered is lost, nothing half arrived is an exhibit."""

import base64
import fcntl
import hashlib
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import services as accounts
from cases import services as cases
from cases.domain.roles import CaseRole
from evidence import queries, services, store, uploads
from evidence.models import Chunk, Upload
from jobs import claims
from jobs.execution import run_job
from jobs.models import Job
from jobs.outcomes import GiveUp, LeaseLost
from jobs.run import Run
from jobs.services import promise_periodic
from ledger import store as log
from ledger.domain.errors import NotFound
from rest.endpoints import SCOPES
from tests import builders
from tests.chaos.sender import SAID, metadata
from tests.evidence.builders import differences, receive, work_off
from tests.people import ADA, BEN, CYD, DEE, EVE, NOON

pytestmark = pytest.mark.django_db
CONTENT = b"a seal number, and a great many words after it"
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(uploads, "CHUNK_BYTES", 16)


@pytest.fixture
def case_id():
    builders.people()
    return builders.a_case()


class Sender:
    """A program that speaks tus with a person's token."""

    def __init__(self, person_id, *, scopes=SCOPES):
        token = accounts.make_token(
            person_id=person_id, name="t", scopes=scopes, lifetime=timedelta(days=1), by=person_id, at=timezone.now()
        )
        self.client, self.token = Client(raise_request_exception=False), token
        self.headers = {"Authorization": f"Bearer {token.secret}", **TUS}

    def begin(self, case_id, *, size=46, name="list.txt", **said):
        headers = {
            **self.headers,
            "Upload-Length": str(size),
            "Upload-Metadata": metadata(**{"case": str(case_id), "filename": name, **SAID, **said}),
        }
        return self.client.post(reverse("evidence:uploads"), headers=headers)

    def piece(self, address, body, *, offset=0, **headers):
        given = {**self.headers, "Upload-Offset": str(offset), **headers}
        return self.client.patch(address, body, content_type="application/offset+octet-stream", headers=given)

    def send(self, case_id, content=CONTENT, **said):
        """Begin, send everything, and let the workers do the rest."""
        address = self.begin(case_id, size=len(content), **said)["Location"]
        assert self.piece(address, content).status_code == 204
        work_off()
        return self.get(address)

    def get(self, address):
        return self.client.get(address, headers=self.headers).json()


def sha256(content):
    return {"Upload-Checksum": f"sha256 {base64.b64encode(hashlib.sha256(content).digest()).decode()}"}


def begun(case_id, content=CONTENT):
    said = {"title": "t", "source": "s", "acquired_at": NOON, "acquired_by": "Ada", "marking": services.Marking.AMBER}
    return uploads.begin(
        case_id=case_id, file_name="a.txt", size_bytes=len(content), said=said, by=ADA, at=timezone.now()
    )


def append(upload_id, content, *, offset, body=None, **more):
    return uploads.append(
        upload_id, body or io.BytesIO(content), offset=offset, length=len(content), at=timezone.now(), **more
    )


def in_quarantine():
    return [path.name for path in store.quarantine().iterdir()]


def test_a_file_in_two_pieces_becomes_an_exhibit_when_all_is_there(case_id):
    ada = Sender(ADA)
    made = ada.begin(case_id, title="Packing list")
    first = ada.piece(made["Location"], CONTENT[:20], **sha256(CONTENT[:20]))
    between = ada.client.head(made["Location"], headers=ada.headers)
    last = ada.piece(made["Location"], CONTENT[20:], offset=20, **sha256(CONTENT[20:]))

    assert (made.status_code, first.status_code, between.status_code, last.status_code) == (201, 204, 200, 204)
    assert (between["Upload-Offset"], between["Upload-Length"], "Upload-Expires" in between) == ("20", "46", True)
    assert (last["Upload-State"], queries.exhibits_of(case_id)) == ("checking", [])

    work_off()

    found = ada.get(made["Location"])
    row = queries.exhibit(found["exhibit"])
    assert (found["state"], found["number"], row.title) == ("taken_in", "X-01", "Packing list")
    assert store.path_of(row.sha256).read_bytes() == CONTENT
    assert found["chunks"] == [hashlib.sha256(CONTENT[at : at + 16]).hexdigest() for at in (0, 16, 32)]
    assert in_quarantine() == []
    assert differences() == []


def test_the_server_says_what_it_can_do(case_id):
    answer = Sender(ADA).client.options(reverse("evidence:uploads"), headers=Sender(ADA).headers)

    assert answer["Tus-Extension"] == "creation,checksum,expiration,termination"
    assert answer["Tus-Checksum-Algorithm"] == "sha256,sha1"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(1, len(CONTENT) - 1), unique=True).map(sorted))
def test_pieces_of_any_size_give_the_same_chunks_and_bytes(case_id, cuts):
    upload = begun(case_id)
    for start, end in zip([0, *cuts], [*cuts, len(CONTENT)], strict=True):
        append(upload.id, CONTENT[start:end], offset=start)

    assert uploads.path_of(upload.id).read_bytes() == CONTENT
    assert uploads.chunks(upload.id) == [hashlib.sha256(CONTENT[at : at + 16]).hexdigest() for at in (0, 16, 32)]


@pytest.mark.parametrize("body", [b"something else entirely", CONTENT[:10]])
def test_a_damaged_piece_is_thrown_away_whole(case_id, body):
    ada = Sender(ADA)
    address = ada.begin(case_id)["Location"]

    refused = ada.piece(address, body, **sha256(CONTENT[:23]))

    assert refused.status_code == 460
    assert "damaged" in refused.json()["detail"]
    assert ada.get(address)["offset"] == 0
    assert ada.piece(address, CONTENT[:23], **sha256(CONTENT[:23]))["Upload-Offset"] == "23"


class Breaking(io.BytesIO):
    """A line that dies after some bytes."""

    def read(self, size=-1):
        if block := super().read(size):
            return block
        raise OSError("the line is dead")


def test_what_arrived_before_the_line_broke_stays(case_id):
    upload = begun(case_id)

    append(upload.id, CONTENT, offset=0, body=Breaking(CONTENT[:37]))

    upload.refresh_from_db()
    assert (upload.offset, uploads.chunks(upload.id)[1]) == (37, hashlib.sha256(CONTENT[16:32]).hexdigest())
    append(upload.id, CONTENT[37:], offset=37)
    assert uploads.path_of(upload.id).read_bytes() == CONTENT


def test_bytes_that_were_never_answered_for_do_not_count(case_id):
    upload = begun(case_id)
    append(upload.id, CONTENT[:20], offset=0)
    with uploads.path_of(upload.id).open("ab") as torn:
        torn.write(b"written just before the server stopped")

    append(upload.id, CONTENT[20:], offset=20)

    assert uploads.path_of(upload.id).read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Upload-Offset": "5"}, CONTENT, 409),
        ({"Upload-Offset": "-1"}, CONTENT, 400),
        ({"Upload-Offset": "0"}, CONTENT + b"more", 413),
        ({"Upload-Checksum": "md5 AAAA"}, CONTENT, 400),
        ({"Upload-Checksum": "sha256 !"}, CONTENT, 400),
        ({"Tus-Resumable": "0.2.2"}, CONTENT, 412),
    ],
)
def test_a_piece_that_does_not_fit_changes_nothing(case_id, headers, body, status):
    ada = Sender(ADA)
    address = ada.begin(case_id)["Location"]

    assert ada.piece(address, body, **headers).status_code == status
    assert ada.get(address)["offset"] == 0


def test_a_form_is_no_piece(case_id):
    ada = Sender(ADA)
    address = ada.begin(case_id)["Location"]

    answer = ada.client.patch(
        address, CONTENT, content_type="text/plain", headers={**ada.headers, "Upload-Offset": "0"}
    )
    assert answer.status_code == 415


def test_two_requests_do_not_write_at_once(case_id):
    ada = Sender(ADA)
    address = ada.begin(case_id)["Location"]
    with uploads.path_of(Upload.objects.get().id).open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        assert ada.piece(address, CONTENT).status_code == 423


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"case": "nonsense"}, "case"),
        ({"source": ""}, "source"),
        ({"acquired_at": "yesterday"}, "acquired_at"),
        ({"colour": "red"}, "colour"),
        ({"marking": "SECRET"}, "marking"),
    ],
)
def test_what_is_said_wrongly_is_pointed_at(case_id, said, field):
    ada = Sender(ADA)
    pairs = {"case": str(case_id), "filename": "a.txt", **SAID, **said}
    headers = {**ada.headers, "Upload-Length": "3", "Upload-Metadata": metadata(**pairs)}

    refused = ada.client.post(reverse("evidence:uploads"), headers=headers)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["pointer"] == f"/{field}"
    assert in_quarantine() == []


@pytest.mark.parametrize("value", ["title !!!", "title /w=="])
def test_metadata_that_is_no_base64_is_refused(case_id, value):
    ada = Sender(ADA)
    headers = {**ada.headers, "Upload-Length": "3", "Upload-Metadata": value}

    assert ada.client.post(reverse("evidence:uploads"), headers=headers).status_code == 400


@pytest.mark.parametrize(("size", "status"), [(0, 409), (2 * 10**11, 413)])
def test_a_file_of_no_size_or_too_much_is_refused_before_a_byte_comes(case_id, size, status):
    assert Sender(ADA).begin(case_id, size=size).status_code == status
    assert in_quarantine() == []


def test_only_who_may_take_in_begins_and_only_who_began_goes_on(case_id):
    ada, ben = Sender(ADA), Sender(BEN)
    address = ada.begin(case_id)["Location"]

    assert Sender(CYD).begin(case_id).status_code == 404
    assert Sender(DEE).begin(case_id).status_code == 403
    assert Sender(BEN, scopes=["evidence:read"]).begin(case_id).status_code == 403
    assert Client().post(reverse("evidence:uploads"), headers=TUS).status_code == 401
    for stranger in (ben, Sender(CYD)):
        assert stranger.client.head(address, headers=stranger.headers).status_code == 404
        assert stranger.piece(address, CONTENT).status_code == 404
        assert stranger.client.delete(address, headers=stranger.headers).status_code == 404
    assert ada.get(address)["offset"] == 0


def test_a_right_that_is_taken_away_stops_an_upload_at_its_next_piece(case_id):
    ben = Sender(BEN)
    address = ben.begin(case_id)["Location"]
    ben.piece(address, CONTENT[:20])
    leave(case_id, BEN)

    assert ben.piece(address, CONTENT[20:], offset=20).status_code == 404


def test_a_right_that_is_taken_away_after_the_last_byte_makes_no_exhibit(case_id):
    ben = Sender(BEN)
    address = ben.begin(case_id)["Location"]
    ben.piece(address, CONTENT)
    leave(case_id, BEN)
    work_off()

    upload = Upload.objects.get()
    assert (upload.state, bool(upload.sentence)) == ("refused", True)
    assert queries.exhibits_of(case_id) == []
    assert in_quarantine() == []


def leave(case_id, person_id):
    cases.remove_member(case_id=case_id, person_id=person_id, role=CaseRole.ANALYST, reason="Left", by=ADA, at=NOON)


def test_a_duplicate_is_refused_by_the_name_of_the_first(case_id):
    receive(case_id, CONTENT)

    found = Sender(ADA).send(case_id)

    assert (found["state"], "X-01" in found["sentence"]) == ("refused", True)
    assert in_quarantine() == []


def test_a_difference_to_the_declared_hash_is_quarantine(case_id):
    found = Sender(ADA).send(case_id, declared_sha256="0" * 64)

    assert "is not that of the file" in queries.exhibit(found["exhibit"]).quarantine_reason


def test_a_file_for_some_alone_is_never_open_to_others(case_id):
    found = Sender(ADA).send(case_id, readers=f"{ADA} {EVE}")

    told = [item.event.event_type for item in log.read_stream(f"exhibit-{found['exhibit']}")]
    assert told[:2] == ["exhibit.received", "exhibit.walled"]
    assert set(queries.readers(found["exhibit"])) == {ADA, EVE}


def test_a_page_sends_with_its_session_and_its_form(case_id, sign_in):
    client = sign_in(ADA)
    form = {"source": "Agency", "acquired_by": "Ada", "acquired_at": "2026-03-01T09:30", "acquired_precision": "minute"}
    pairs = metadata(case=str(case_id), filename="bill.txt", marking="TLP:GREEN", **form)
    made = client.post(reverse("evidence:uploads"), headers={**TUS, "Upload-Length": "46", "Upload-Metadata": pairs})
    piece = {**TUS, "Upload-Offset": "0"}
    client.patch(made["Location"], CONTENT, content_type="application/offset+octet-stream", headers=piece)
    work_off()

    row = queries.exhibits_of(case_id)[0]
    assert (row.title, row.marking, row.acquired_at.isoformat()) == (
        "bill.txt",
        "TLP:GREEN",
        "2026-03-01T09:30:00+00:00",
    )
    assert client.get(made["Location"]).json()["number"] == "X-01"


def test_a_page_s_form_is_held_to_its_rules(case_id, sign_in):
    pairs = metadata(case=str(case_id), filename="bill.txt", source="Agency")
    headers = {**TUS, "Upload-Length": "46", "Upload-Metadata": pairs}

    refused = sign_in(ADA).post(reverse("evidence:uploads"), headers=headers)

    assert refused.status_code == 400
    assert "required" in refused.json()["detail"]


def test_a_session_without_its_csrf_token_sends_nothing(case_id):
    client = Client(enforce_csrf_checks=True)
    client.force_login(accounts.User.objects.get(pk=ADA), backend="allauth.account.auth_backends.AuthenticationBackend")
    pairs = metadata(case=str(case_id), **SAID)

    refused = client.post(reverse("evidence:uploads"), headers={**TUS, "Upload-Length": "3", "Upload-Metadata": pairs})
    assert refused.status_code == 403


def test_an_upload_that_nobody_finished_expires(case_id):
    ada = Sender(ADA)
    address = ada.begin(case_id)["Location"]
    ada.piece(address, CONTENT[:20])
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert ada.client.head(address, headers=ada.headers).status_code == 404

    assert run_job(promise_periodic(kind="evidence.sweep_uploads", queue="ingest", due_at=timezone.now()))
    assert (in_quarantine(), Upload.objects.count(), Chunk.objects.count()) == ([], 0, 0)


def test_only_old_files_that_belong_to_nobody_are_swept(case_id):
    upload = begun(case_id)
    stray = store.quarantine() / str(uuid4())
    stray.touch()
    torn = store.quarantine().parent / "incoming" / "torn"
    torn.parent.mkdir()
    torn.touch()

    assert uploads.sweep(at=timezone.now()) == 0
    assert uploads.sweep(at=timezone.now() + timedelta(days=2)) == 2
    assert not torn.exists()
    assert in_quarantine() == [str(upload.id)]


def test_an_upload_is_thrown_away_on_demand_but_not_once_it_is_whole(case_id):
    ada = Sender(ADA)
    first, second = ada.begin(case_id)["Location"], ada.begin(case_id)["Location"]
    ada.piece(second, CONTENT)

    assert ada.client.delete(first, headers=ada.headers).status_code == 204
    assert ada.client.head(first, headers=ada.headers).status_code == 404
    assert ada.client.delete(second, headers=ada.headers).status_code == 409
    assert len(in_quarantine()) == 1


def test_a_worker_that_loses_its_job_makes_no_exhibit_and_the_next_makes_one(case_id, monkeypatch):
    upload = begun(case_id)
    append(upload.id, CONTENT, offset=0)
    job_id = Job.objects.get(kind="evidence.take_in").pk
    late, adopt, current = Run(claims.claim(job_id)), store.adopt, []

    def stand_still(path):
        Job.objects.filter(pk=job_id).update(lease_until=timezone.now() - timedelta(minutes=5))
        current.append(Run(claims.claim(job_id)))
        return adopt(path)

    monkeypatch.setattr(store, "adopt", stand_still)
    with pytest.raises(LeaseLost):
        uploads.take_in(late, upload.id, at=timezone.now())
    assert queries.exhibits_of(case_id) == []

    monkeypatch.setattr(store, "adopt", adopt)
    uploads.take_in(current[0], upload.id, at=timezone.now())
    assert [row.id for row in queries.exhibits_of(case_id)] == [upload.id]
    with pytest.raises(GiveUp):
        uploads.take_in(current[0], upload.id, at=timezone.now())


def test_a_file_that_is_stored_already_is_compared_and_not_trusted(case_id):
    path = store.path_of(hashlib.sha256(CONTENT).hexdigest())
    path.parent.mkdir(parents=True)
    path.write_bytes(b"evil")
    arrived = store.quarantine() / "arrived"
    arrived.write_bytes(CONTENT)

    with pytest.raises(store.StoreDamaged):
        store.adopt(arrived)
    path.write_bytes(CONTENT)
    assert store.adopt(arrived).size_bytes == len(CONTENT)


class Watching(io.BytesIO):
    """A body that notes whether a transaction is open while it is read."""

    seen: set[bool] = set()

    def read(self, size=-1):
        self.seen.add(connection.in_atomic_block)
        return super().read(size)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_bytes_come_in(monkeypatch):
    builders.people()
    case_id = builders.a_case()
    Watching.seen.clear()
    upload = begun(case_id)
    append(upload.id, CONTENT, offset=0, body=Watching(CONTENT))
    services.receive_exhibit(
        case_id=case_id, file=Watching(b"other"), file_name="b", title="t", source="s", acquired_at=NOON,
        acquired_by="Ada", by=ADA, at=NOON,
    )  # fmt: skip
    put = store.put
    monkeypatch.setattr(store, "put", lambda source: put(Watching(source.read())))
    ada = Sender(ADA)
    body = {**SAID, "title": "t", "file": io.BytesIO(b"third")}
    made = ada.client.post(f"/api/v1/cases/{case_id}/exhibits", body, headers={**ada.headers, "Idempotency-Key": "k"})

    assert made.status_code == 201
    assert Watching.seen == {False}


def test_an_upload_that_is_gone_is_not_found(case_id):
    with pytest.raises(NotFound):
        uploads.find(uuid4(), by=ADA, at=NOON)
    with pytest.raises(uploads.OffsetDiffers):
        append(uuid4(), CONTENT, offset=0)
