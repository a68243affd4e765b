"""Identifiers in exhibits: what is read, where it is shown, and who is told of other cases."""

import re
from uuid import UUID

import pytest
from django.urls import reverse

from accounts.queries import person
from cases import services as cases
from entities import services
from entities.found_identifiers import elsewhere, note_exhibit
from entities.models import FoundIdentifier
from entities.services import Saying
from entities.sightings import NOTICE
from evidence.models import Exhibit, Segment
from ledger.consumers import catch_up
from tests import builders
from tests.entities import world
from tests.evidence import builders as evidence
from tests.people import ADA, BEN, CYD, FAY, NOON

pytestmark = pytest.mark.django_db
CONTAINER = "ZZXU1042332"
THERE = UUID(int=950, version=4)


def write(exhibit_id, *segments):
    """Text of an exhibit: pin and text of each stretch."""
    Segment.objects.bulk_create(
        Segment(exhibit_id=exhibit_id, ordinal=place, pin=pin, text=text)
        for place, (pin, text) in enumerate(segments, 1)
    )
    note_exhibit(exhibit_id)


@pytest.fixture
def here(case_id):
    write(
        world.CERTIFICATE, ({"page": 1}, f"Container {CONTAINER}, and again {CONTAINER}"), ({"page": 2}, "ZZXU1042170")
    )
    write(world.SECRET, ({"page": 1}, "LEI FICT00HALVARDSRV0128"))
    return case_id


@pytest.fixture
def other(case_id):
    """A case of Ada's alone with the same container in an exhibit."""
    made = builders.a_case(reference="HR-2025-022", with_team=False)
    world._exhibit(THERE, made, number="X-02")
    write(THERE, ({"page": 1}, f"Arrived: {CONTAINER}"))
    return made


def page(client, case_id, **query):
    return client.get(reverse("entities:identifiers", args=[case_id]), query)


def test_each_identifier_of_an_exhibit_is_kept_once_with_its_first_place(here):
    rows = {row.value: row for row in FoundIdentifier.objects.filter(exhibit_id=world.CERTIFICATE)}

    assert {value: (row.count, row.pin["page"], row.is_valid) for value, row in rows.items()} == {
        CONTAINER: (2, 1, True),
        "ZZXU1042170": (1, 2, False),
    }
    assert rows["ZZXU1042170"].near == ["ZZXU1042179"]


def test_a_row_of_a_table_is_the_place_and_the_heading_holds_on_the_next_stretch(case_id):
    write(
        world.CERTIFICATE,
        ({"sheet": "GPUs", "rows": [1, 2]}, "server\tgpu_serial\nHVS25B0083\t1650000163002"),
        ({"sheet": "GPUs", "rows": [3, 4]}, "HVS25B0083\t1650000163006\nHVS25B0084\t0000000000000"),
        ({"sheet": "Notes", "rows": [1, 1]}, "1650000163010"),
    )

    found = FoundIdentifier.objects.order_by("key").values_list("value", "pin")
    assert [(value, pin["rows"]) for value, pin in found] == [("1650000163002", [2, 2]), ("1650000163006", [3, 3])]


def test_reading_again_leaves_the_same_rows(here):
    before = list(FoundIdentifier.objects.order_by("id").values())
    note_exhibit(world.CERTIFICATE)
    note_exhibit(world.SECRET)

    assert list(FoundIdentifier.objects.order_by("id").values()) == before


def test_a_very_long_list_is_cut(case_id, monkeypatch):
    monkeypatch.setattr("entities.found_identifiers.MOST", 2)
    write(world.CERTIFICATE, ({}, "PO-1 PO-2 PO-3 PO-1"))

    found = FoundIdentifier.objects.order_by("key").values_list("value", "count")
    assert list(found) == [("PO-1", 2), ("PO-2", 1)]


def test_the_case_lists_them_with_their_checks(here, sign_in):
    shown = page(sign_in(ADA), here).content.decode()

    assert "expected 9" in shown
    assert "Possibly ZZXU1042179" in shown
    assert "X-14 page 1" in shown
    assert "FICT00HALVARDSRV0128" in shown


def test_they_are_narrowed_to_a_kind_or_to_what_is_flagged(here, sign_in):
    client = sign_in(ADA)

    assert CONTAINER not in page(client, here, kind="lei").content.decode()
    assert CONTAINER not in page(client, here, flagged="on").content.decode()
    assert CONTAINER in page(client, here, kind="nonsense").content.decode()


def test_a_walled_exhibit_s_identifiers_are_for_its_readers(here, sign_in):
    assert "FICT00HALVARDSRV0128" not in page(sign_in(BEN), here).content.decode()


def test_an_exhibit_lists_its_own(here, sign_in):
    client = sign_in(ADA)

    shown = client.get(reverse("entities:exhibit_identifiers", args=[world.CERTIFICATE])).content.decode()

    assert "ZZXU1042170" in shown
    assert "FICT00HALVARDSRV0128" not in shown


@pytest.mark.slow
def test_a_received_file_is_read_by_the_worker_and_its_page_leads_to_what_was_found(
    case_id, sign_in, settings, tmp_path
):
    settings.EVIDENCE_STORE = str(tmp_path)
    exhibit_id = evidence.receive(case_id, number="X-77").exhibit_id
    evidence.work_off()
    catch_up("identifiers")

    found = FoundIdentifier.objects.order_by("value").values_list("value", "pin")
    assert [(value, pin["rows"]) for value, pin in found] == [("ZZXU1042179", [2, 2]), (CONTAINER, [3, 3])]
    address = reverse("entities:exhibit_identifiers", args=[exhibit_id])
    assert address in sign_in(ADA).get(reverse("evidence:exhibit", args=[exhibit_id])).content.decode()


def test_who_does_not_read_the_exhibit_or_the_records_finds_nothing(here, sign_in):
    secret = reverse("entities:exhibit_identifiers", args=[world.SECRET])

    assert sign_in(BEN).get(secret).status_code == 404
    assert page(sign_in(FAY), here).status_code == 404
    assert page(sign_in(CYD), here).status_code == 404


def test_a_reader_of_both_cases_is_led_to_the_other_place(here, other, sign_in):
    shown = page(sign_in(ADA), here).content.decode()

    assert f'<a href="/exhibits/{THERE}/">HR-2025-022: X-02 page 1</a>' in shown
    assert NOTICE not in shown


def test_what_is_stated_of_an_entity_elsewhere_is_found_too(here, other, sign_in):
    services.create_entity(
        case_id=other,
        kind="Shipment",
        statements=[Saying(property="containerNumber", value=CONTAINER), Saying(property="name", value="Box at Kwai")],
        by=ADA,
        at=NOON,
    )
    catch_up("sightings")

    assert "HR-2025-022: E01 Box at Kwai" in page(sign_in(ADA), here).content.decode()


def test_a_reader_of_one_case_is_told_only_that_there_is_something(here, other):
    found = elsewhere([f"container:{CONTAINER}", "lei:NONE"], case_id=here, who=person(BEN))

    assert {key: (one.places, one.notice) for key, one in found.items()} == {
        f"container:{CONTAINER}": ([], NOTICE),
        "lei:NONE": ([], ""),
    }


def without_nonces(answer):
    """A page without what differs between any two answers."""
    text = answer.content.decode()
    for changing in (answer.headers["X-Request-ID"], *_nonces(text)):
        text = text.replace(changing, "")
    return text


def _nonces(text):
    return re.findall(r'(?:nonce|content|value|id|labelledby|hx-nonce)="([A-Za-z0-9_=+/-]{9,})"', text)


def test_a_walled_case_changes_no_byte_for_who_does_not_read_it(here, sign_in):
    client = sign_in(BEN)
    before = without_nonces(page(client, here))

    walled = builders.a_case(reference="HR-2025-022", with_team=False)
    cases.wall_case(case_id=walled, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)
    world._exhibit(THERE, walled, number="X-02")
    write(THERE, ({"page": 1}, f"Arrived: {CONTAINER}"))
    services.create_entity(
        case_id=walled,
        kind="Shipment",
        statements=[Saying(property="containerNumber", value=CONTAINER)],
        by=ADA,
        at=NOON,
    )
    catch_up("sightings")

    assert CONTAINER in before
    assert without_nonces(page(client, here)) == before
    assert "HR-2025-022" in page(sign_in(ADA), here).content.decode()


def test_a_walled_exhibit_of_another_case_is_silent_too(here, other):
    Exhibit.objects.filter(pk=THERE).update(is_walled=True)

    found = elsewhere([f"container:{CONTAINER}"], case_id=here, who=person(BEN))
    assert [(one.places, one.notice) for one in found.values()] == [([], "")]


def test_a_page_costs_the_same_with_many_identifiers(here, other, sign_in, django_assert_max_num_queries):
    write(world.BROKEN, ({}, " ".join(f"PO-{number}" for number in range(120))))
    client = sign_in(ADA)
    page(client, here)

    with django_assert_max_num_queries(26):
        shown = page(client, here).content.decode()
    assert "after=" in shown
