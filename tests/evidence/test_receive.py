"""Taking in: every file is hashed by the server, numbered once, and looked into."""

import hashlib
from pathlib import Path

import pytest

from accounts.domain.markings import Marking
from cases import services as cases
from cases.domain.refusals import CaseNotOpen
from cases.domain.stages import Outcome
from evidence import queries, services, store
from evidence.domain.refusals import AlreadyReceived, NumberTaken
from jobs.models import Job
from ledger.domain.errors import BadInput, NotFound, NotPermitted
from tests import builders
from tests.evidence.builders import CSV, differences, receive, work_off
from tests.people import ADA, BEN, CYD, DEE, FAY, NOON

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
    assert differences() == []


def test_numbers_go_on_and_parts_count_by_themselves(case_id):
    whole = receive(case_id, b"a", number="X-05")

    assert receive(case_id, b"b", parent_id=whole.exhibit_id).number == "X-05.1"
    assert receive(case_id, b"c", parent_id=whole.exhibit_id).number == "X-05.2"
    assert receive(case_id, b"d").number == "X-06"
    assert [row.number for row in queries.parts(whole.exhibit_id)] == ["X-05.1", "X-05.2"]


def test_a_number_is_given_once(case_id):
    receive(case_id, b"a", number="X-05")

    with pytest.raises(NumberTaken):
        receive(case_id, b"b", number="X-05")


def test_a_part_carries_the_number_of_its_whole(case_id):
    whole = receive(case_id, b"a")

    with pytest.raises(BadInput):
        receive(case_id, b"b", parent_id=whole.exhibit_id, number="X-09.1")


def test_a_part_of_another_cases_exhibit_finds_nothing(case_id):
    other = receive(builders.a_case(reference="DH-2025-014"), b"a")

    with pytest.raises(NotFound):
        receive(case_id, b"b", parent_id=other.exhibit_id)


def test_a_duplicate_is_refused_by_the_name_of_the_first(case_id):
    receive(case_id)

    with pytest.raises(AlreadyReceived) as refusal:
        receive(case_id, title="Again")

    assert "X-01" in refusal.value.sentence
    assert len(queries.exhibits_of(case_id)) == 1


def test_a_duplicate_behind_a_wall_stays_unknown(case_id):
    first = receive(case_id)
    services.wall_exhibit(exhibit_id=first.exhibit_id, reader_ids=[ADA], reason="Tip", by=ADA, at=NOON)

    assert receive(case_id, by=BEN).number == "X-02"


def test_the_same_file_is_evidence_in_two_cases(case_id):
    receive(case_id)

    assert receive(builders.a_case(reference="DH-2025-014")).number == "X-01"


def test_a_corrected_exhibit_takes_the_place_of_one_of_its_case(case_id):
    first, better = receive(case_id, b"draft"), receive(case_id, b"final")
    other = receive(builders.a_case(reference="DH-2025-014"), b"elsewhere")
    services.supersede_exhibit(
        exhibit_id=first.exhibit_id, successor_id=better.exhibit_id, reason="Corrected", by=ADA, at=NOON
    )

    assert queries.exhibit(first.exhibit_id).successor_id == better.exhibit_id
    assert not queries.is_citable(first.exhibit_id)
    assert differences() == []
    with pytest.raises(NotFound):
        services.supersede_exhibit(
            exhibit_id=better.exhibit_id, successor_id=other.exhibit_id, reason="Corrected", by=ADA, at=NOON
        )


def test_an_empty_file_is_refused_and_nothing_is_kept(case_id, settings):
    with pytest.raises(store.EmptyFile):
        receive(case_id, b"")

    assert queries.exhibits_of(case_id) == []
    assert kept(settings) == []


def test_a_file_over_the_cap_is_refused_and_nothing_is_kept(case_id, settings):
    settings.EVIDENCE_MAX_BYTES = 10

    with pytest.raises(store.FileTooLarge):
        receive(case_id, b"0123456789A")

    assert kept(settings) == []


def kept(settings):
    return [path for path in Path(settings.EVIDENCE_STORE).rglob("*") if path.is_file()]


def test_a_difference_to_the_declared_hash_is_quarantine_and_not_citable(case_id):
    good = receive(case_id, b"a", declared_sha256=hashlib.sha256(b"a").hexdigest())
    bad = receive(case_id, b"b", declared_sha256="0" * 64)

    assert queries.is_citable(good.exhibit_id)
    assert not queries.is_citable(bad.exhibit_id)
    assert "is not that of the file" in queries.exhibit(bad.exhibit_id).quarantine_reason


def test_a_hostile_name_is_kept_visible_and_harmless(case_id):
    got = receive(case_id, file_name="../../etc/\u202egnp.exe\x00")

    row = queries.exhibit(got.exhibit_id)
    assert "<U+202E>" in row.file_name
    assert "/" not in row.safe_name
    assert "\u202e" not in row.safe_name


def test_a_stranger_finds_no_case_and_a_reviewer_takes_nothing_in(case_id):
    with pytest.raises(NotFound):
        receive(case_id, by=CYD)
    with pytest.raises(NotPermitted):
        receive(case_id, by=DEE)

    assert receive(case_id, by=FAY).number == "X-01"


def test_a_closed_case_takes_nothing_in(case_id):
    cases.move_case(case_id=case_id, transition="close", reason="Done", outcome=Outcome.UNFOUNDED, by=ADA, at=NOON)

    with pytest.raises(CaseNotOpen):
        receive(case_id)


def test_a_lower_clearance_hides_an_exhibit_marked_higher(case_id):
    got = receive(case_id, marking=Marking.RED)
    builders.accounts.set_clearance(person_id=BEN, marking=Marking.AMBER, reason="Post", by=builders.LOU, at=NOON)

    with pytest.raises(NotFound):
        services.view_exhibit(exhibit_id=got.exhibit_id, by=BEN, at=NOON)
