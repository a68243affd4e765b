"""Pages of exhibits: who finds them, what they show, what they refuse."""

from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.domain.markings import Marking
from evidence import downloads, queries, services, store
from evidence.commands import COMMANDS
from ledger import store as log
from tests import builders
from tests.evidence.builders import CSV, differences, receive, work_off
from tests.people import ADA, BEN, CYD, DEE, EVE, FAY, NOON

pytestmark = pytest.mark.django_db
FIELDS = {
    "source": "Partner agency",
    "acquired_by": "Ada",
    "acquired_at": "2026-03-01T09:30",
    "acquired_precision": "minute",
    "marking": "TLP:AMBER",
}


@pytest.fixture
def case_id():
    builders.people()
    return builders.a_case()


@pytest.fixture
def exhibit_id(case_id):
    return receive(case_id).exhibit_id


def addresses(case_id, exhibit_id):
    yield reverse("evidence:list", args=[case_id])
    yield reverse("evidence:receive", args=[case_id])
    yield reverse("evidence:exhibit", args=[exhibit_id])
    yield reverse("evidence:original", args=[exhibit_id])
    yield reverse("evidence:retry", args=[exhibit_id, "identify"])
    yield from (
        reverse("evidence:command", args=[exhibit_id, name]) for name, page in COMMANDS.items() if not page.item
    )


def post_files(client, case_id, *files, **more):
    return client.post(reverse("evidence:receive", args=[case_id]), {**FIELDS, "files": list(files), **more})


def test_every_page_is_there_for_the_lead(case_id, exhibit_id, sign_in):
    client = sign_in(ADA)

    assert {address: client.get(address).status_code for address in addresses(case_id, exhibit_id)} == dict.fromkeys(
        addresses(case_id, exhibit_id), 200
    )


def test_no_page_is_there_for_a_stranger(case_id, exhibit_id, sign_in):
    work_off()
    client = sign_in(CYD)
    pictures = [reverse("evidence:derived", args=[exhibit_id, "thumbnail", 240])]

    wanted = [*addresses(case_id, exhibit_id), *pictures]
    assert {client.get(address).status_code for address in wanted} == {404}
    assert {client.post(address).status_code for address in wanted} <= {404, 405}


def test_a_walled_exhibit_is_nowhere_for_who_is_not_named(case_id, exhibit_id, sign_in):
    services.wall_exhibit(exhibit_id=exhibit_id, reader_ids=[ADA], reason="Tip", by=ADA, at=NOON)
    client = sign_in(BEN)

    assert client.get(reverse("evidence:exhibit", args=[exhibit_id])).status_code == 404
    assert "Import entries" not in client.get(reverse("evidence:list", args=[case_id])).content.decode()
    assert "Import entries" not in client.get(reverse("cases:history", args=[case_id])).content.decode()


def test_many_files_each_have_their_result(case_id, exhibit_id, sign_in):
    files = [
        SimpleUploadedFile("new.txt", b"a shipment"),
        SimpleUploadedFile("k1_imports.csv", CSV),
        SimpleUploadedFile("nothing.txt", b""),
    ]

    answer = post_files(sign_in(ADA), case_id, *files)

    body = answer.content.decode()
    assert answer.status_code == 422
    assert "X-02" in body
    assert "as X-01" in body
    assert "no bytes" in body
    assert [row.number for row in queries.exhibits_of(case_id)] == ["X-01", "X-02"]


def test_files_all_taken_in_lead_to_the_list(case_id, sign_in):
    answer = post_files(sign_in(FAY), case_id, SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"two"))

    assert (answer.status_code, answer["Location"]) == (303, reverse("evidence:list", args=[case_id]))
    assert [row.title for row in queries.exhibits_of(case_id)] == ["a.txt", "b.txt"]


def test_a_form_without_files_is_shown_again(case_id, sign_in):
    answer = post_files(sign_in(ADA), case_id)

    assert answer.status_code == 422
    assert "Choose at least one file" in answer.content.decode()


def test_a_reviewer_takes_nothing_in(case_id, sign_in):
    assert post_files(sign_in(DEE), case_id, SimpleUploadedFile("a.txt", b"one")).status_code == 403
    assert queries.exhibits_of(case_id) == []


def test_a_page_shows_text_steps_and_custody_with_its_breaks(case_id, exhibit_id, sign_in):
    work_off()
    client = sign_in(ADA)
    address = reverse("evidence:command", args=[exhibit_id, "custody"])
    client.post(address, {"holder": "Ben", "held_from": "2026-03-01T09:30", "held_until": "2026-03-01T10:00",
                          "purpose": "collection", "is_acknowledged": "on"})  # fmt: skip
    client.post(address, {"holder": "Fay", "held_from": "2026-03-04T01:25", "purpose": "safe keeping"})

    body = client.get(reverse("evidence:exhibit", args=[exhibit_id])).content.decode()
    assert "ZZXU1042179" in body
    assert "for 63 h 25 min" in body
    assert "Unacknowledged" in body
    assert "Extracted" in body or "extracted" in body


def test_opening_an_exhibit_is_recorded_once_a_session(case_id, exhibit_id, sign_in):
    client = sign_in(BEN)
    for _ in range(3):
        client.get(reverse("evidence:exhibit", args=[exhibit_id]))

    told = [item.event.event_type for item in log.read_stream(f"exhibit-{exhibit_id}")]
    assert told.count("exhibit.viewed") == 1


def test_an_original_leaves_by_its_own_host_with_a_reason(case_id, exhibit_id, sign_in, settings):
    client = sign_in(BEN)

    sent = client.post(reverse("evidence:original", args=[exhibit_id]), {"reason": "To compare with the bill"})
    there = urlsplit(sent["Location"])
    answer = Client().get(there.path, headers={"host": settings.FILES_HOST})

    assert there.netloc == settings.FILES_HOST
    assert b"".join(answer.streaming_content) == CSV
    assert answer["Content-Disposition"] == 'attachment; filename="k1_imports.csv"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()
    assert client.get(there.path).status_code == 404, "the pages' own host serves no originals"


def test_the_host_of_files_serves_nothing_else_and_knows_no_cookies(exhibit_id, sign_in, settings):
    client = sign_in(ADA)
    sent = client.post(reverse("evidence:original", args=[exhibit_id]), {"reason": "To compare with the bill"})
    picture = reverse("evidence:derived", args=[exhibit_id, "thumbnail", 240])
    page = reverse("evidence:exhibit", args=[exhibit_id])
    elsewhere = [
        "/",
        "/account/login/",
        "/health/live",
        "/api/v1/me",
        "/static/css/tokens.css",
        "/uploads/",
        page,
        picture,
    ]
    there = {"host": settings.FILES_HOST}

    answers = [client.get(path, headers=there) for path in elsewhere]
    file = client.get(urlsplit(sent["Location"]).path, headers=there)

    assert {answer.status_code for answer in answers} == {404}
    assert client.post("/account/login/", headers=there).status_code == 404
    assert file.status_code == 200
    assert not any(answer.cookies for answer in [*answers, file])
    assert file["Content-Disposition"].startswith("attachment")
    file.close()


def test_an_address_of_an_original_is_good_for_a_minute(exhibit_id, sign_in, settings, monkeypatch):
    sent = sign_in(BEN).post(reverse("evidence:original", args=[exhibit_id]), {"reason": "To compare"})
    monkeypatch.setattr(downloads, "SECONDS", -1)

    answer = Client().get(urlsplit(sent["Location"]).path, headers={"host": settings.FILES_HOST})
    assert answer.status_code == 404


def test_without_a_host_of_files_originals_leave_by_the_pages_own(exhibit_id, sign_in, settings):
    settings.FILES_HOST = ""
    client = sign_in(BEN)
    sent = client.post(reverse("evidence:original", args=[exhibit_id]), {"reason": "To compare"})

    answer = client.get(sent["Location"])

    assert b"".join(answer.streaming_content) == CSV
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    answer.close()


def test_an_address_of_an_original_dies_with_the_session(case_id, exhibit_id, sign_in, settings):
    client = sign_in(BEN)
    sent = client.post(reverse("evidence:original", args=[exhibit_id]), {"reason": "To compare"})
    client.logout()

    answer = Client().get(urlsplit(sent["Location"]).path, headers={"host": settings.FILES_HOST})
    assert answer.status_code == 404


def test_a_forged_address_of_an_original_finds_nothing(settings):
    assert Client().get("/files/made-up/", headers={"host": settings.FILES_HOST}).status_code == 404


def test_no_original_leaves_without_a_reason(exhibit_id, sign_in):
    answer = sign_in(BEN).post(reverse("evidence:original", args=[exhibit_id]), {"reason": " "})

    assert answer.status_code == 422
    assert "exhibit.original_downloaded" not in {
        item.event.event_type for item in log.read_stream(f"exhibit-{exhibit_id}")
    }


def test_the_list_asks_as_many_questions_for_one_exhibit_as_for_many(
    case_id, exhibit_id, sign_in, django_assert_max_num_queries
):
    client, address = sign_in(ADA), reverse("evidence:list", args=[case_id])
    client.get(address)
    with django_assert_max_num_queries(60) as first:
        client.get(address)
    for number in range(8):
        receive(case_id, f"content {number}".encode())
    with django_assert_max_num_queries(len(first)):
        assert "X-09" in client.get(address).content.decode()


def test_the_list_of_a_past_moment_leaves_out_what_came_later(case_id, exhibit_id, sign_in):
    number = log.count_of_scope(case_id)
    receive(case_id, b"later", title="Came later")

    body = sign_in(ADA).get(reverse("evidence:list", args=[case_id]), {"as_of": number}).content.decode()
    assert "Import entries" in body
    assert "Came later" not in body


def test_walling_oneself_out_leads_back_to_the_list(case_id, exhibit_id, sign_in):
    answer = sign_in(ADA).post(
        reverse("evidence:command", args=[exhibit_id, "wall"]), {"reader_ids": [str(EVE)], "reason": "Tip"}
    )

    assert answer["Location"] == reverse("evidence:list", args=[case_id])


def test_a_check_on_the_page_says_what_it_found(exhibit_id, sign_in):
    client, address = sign_in(FAY), reverse("evidence:command", args=[exhibit_id, "fixity"])
    page = reverse("evidence:exhibit", args=[exhibit_id])

    assert "has its SHA-256" in client.post(address, follow=True).content.decode()

    path = store.path_of(queries.exhibit(exhibit_id).sha256)
    path.chmod(0o644)
    path.write_bytes(b"altered")
    assert "not what was received" in client.post(address, follow=True).content.decode()
    assert "An incident is open" in client.get(page).content.decode()


def test_an_incident_is_settled_on_its_page(exhibit_id, sign_in):
    store.path_of(queries.exhibit(exhibit_id).sha256).unlink()
    services.check_fixity(exhibit_id=exhibit_id, by=FAY, at=NOON)
    incident = queries.incidents(exhibit_id)[0]

    sign_in(FAY).post(
        reverse("evidence:item_command", args=[exhibit_id, "settle", incident.id]), {"explanation": "Disk replaced"}
    )

    assert queries.incidents(exhibit_id)[0].explanation == "Disk replaced"


def test_a_step_is_ordered_again_on_the_page(exhibit_id, sign_in):
    work_off()

    sign_in(ADA).post(reverse("evidence:retry", args=[exhibit_id, "text"]), {"reason": "A newer reader"})

    assert {step.step: step.outcome for step in queries.steps(exhibit_id)}["text"] == ""


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("evidence:derived", ["thumbnail", 240]),
        ("evidence:derived", ["entries", 0]),
        ("evidence:retry", ["dance"]),
        ("evidence:command", ["dance"]),
        ("evidence:command", ["settle"]),
    ],
)
def test_what_is_not_there_is_not_found(exhibit_id, sign_in, name, args):
    assert sign_in(ADA).get(reverse(name, args=[exhibit_id, *args])).status_code == 404


def test_an_original_that_is_gone_is_not_found(exhibit_id, sign_in, settings):
    client = sign_in(BEN)
    sent = client.post(reverse("evidence:original", args=[exhibit_id]), {"reason": "To compare"})
    store.path_of(queries.exhibit(exhibit_id).sha256).unlink()

    answer = Client().get(urlsplit(sent["Location"]).path, headers={"host": settings.FILES_HOST})
    assert answer.status_code == 404


def test_the_page_describes_and_releases(exhibit_id, sign_in):
    client = sign_in(ADA)
    do(client, exhibit_id, name="describe", title="Customs entries", description="Two sheets")
    do(client, exhibit_id, name="releasability", releasability="Partner agency", reason="Consent")

    row = queries.exhibit(exhibit_id)
    assert (row.title, row.description, row.releasability) == ("Customs entries", "Two sheets", "Partner agency")
    assert differences() == []


def test_a_holding_is_ended_and_acknowledged_on_its_page(exhibit_id, sign_in):
    client = sign_in(FAY)
    do(client, exhibit_id, name="custody", holder="Fay", held_from="2026-03-04T01:25", purpose="safe keeping")
    entry = queries.custody(exhibit_id)[0]
    do(client, exhibit_id, name="acknowledge", item=entry.id, remark="Seal whole")
    do(client, exhibit_id, name="end-custody", item=entry.id, held_until="2026-03-05T01:25")

    entry = queries.custody(exhibit_id)[0]
    assert (entry.is_acknowledged, entry.remark, entry.held_until.day) == (True, "Seal whole", 5)
    assert queries.custody_findings(exhibit_id) == []
    assert differences() == []


def do(client, exhibit_id, *, name, item=None, **fields):
    named = ["evidence:item_command", [exhibit_id, name, item]] if item else ["evidence:command", [exhibit_id, name]]
    assert client.post(reverse(named[0], args=named[1]), fields).status_code == 303


def test_walled_readers_stand_on_the_page_by_name(exhibit_id, sign_in):
    services.wall_exhibit(exhibit_id=exhibit_id, reader_ids=[ADA, BEN], reason="Tip", by=ADA, at=NOON)

    assert "Ada, Ben" in sign_in(ADA).get(reverse("evidence:exhibit", args=[exhibit_id])).content.decode()


def test_a_command_raises_the_marking(exhibit_id, sign_in):
    sign_in(ADA).post(
        reverse("evidence:command", args=[exhibit_id, "raise-marking"]), {"marking": "TLP:RED", "reason": "Source"}
    )

    assert queries.exhibit(exhibit_id).marking == Marking.RED.value
