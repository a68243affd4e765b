"""What a dossier refuses: without any rendering."""

from uuid import UUID, uuid4

import pytest

from accounts.domain.markings import Marking
from dossiers.domain.dossier import Dossier, Made, State
from dossiers.domain.events import Edition
from dossiers.domain.refusals import (
    BlockedExhibits,
    ContentChanged,
    MarkedTooLow,
    NotAwaited,
    NotRenderedYet,
    NotRequested,
    SameHands,
)
from ledger.domain.errors import BadInput
from tests.dossiers.worlds import terms
from tests.people import ADA, BEN, DEE, EVE

JOB = UUID(int=77)
CONTENT, OTHER = "a" * 64, "b" * 64


def requested() -> Dossier:
    dossier = Dossier(uuid4())
    dossier.request(terms(), number=1, position=9, case_marking=Marking.AMBER, by=ADA)
    dossier.order(job_id=JOB)
    return dossier


def pdf(content: str = CONTENT) -> Made:
    return Made(sha256="f" * 64, size_bytes=9, pages=5, content_sha256=content, blocked={})


def made() -> Dossier:
    dossier = requested()
    dossier.take(pdf(), edition=Edition.DRAFT, job_id=JOB)
    return dossier


def reviewed() -> Dossier:
    dossier = made()
    dossier.review(content_sha256=CONTENT, remark="", by=DEE)
    return dossier


def approved() -> Dossier:
    dossier = reviewed()
    dossier.approve(content_sha256=CONTENT, remark="", by=EVE)
    dossier.order(job_id=JOB)
    return dossier


def final() -> Dossier:
    dossier = approved()
    dossier.take(pdf(), edition=Edition.FINAL, job_id=JOB)
    return dossier


def hand_over(dossier: Dossier, *, by: UUID = EVE, blocked: dict[str, str] | None = None, method: str = "courier"):
    dossier.release(disclosure_id=uuid4(), recipient="Desk", method=method, blocked=blocked or {}, by=by)


def test_the_way_of_a_dossier_ends_with_a_recipient():
    dossier = final()

    hand_over(dossier)

    assert dossier.state is State.RELEASED


def test_a_second_copy_may_be_handed_over():
    dossier = final()
    hand_over(dossier)

    hand_over(dossier)

    assert dossier.state is State.RELEASED


@pytest.mark.parametrize("field", ["title", "recipient", "authority", "purpose"])
def test_a_request_says_what_for_whom_and_why(field):
    with pytest.raises(BadInput):
        terms(**{field: "  "}).checked(case_marking=Marking.AMBER)


def test_a_dossier_is_not_marked_below_its_case():
    with pytest.raises(MarkedTooLow):
        terms(marking=Marking.GREEN).checked(case_marking=Marking.AMBER)


def test_a_dossier_is_requested_once():
    with pytest.raises(NotAwaited):
        made().request(terms(), number=1, position=9, case_marking=Marking.AMBER, by=ADA)


def test_a_preparer_does_not_review():
    with pytest.raises(SameHands):
        made().review(content_sha256=CONTENT, remark="", by=ADA)


def test_who_revised_is_a_preparer_too():
    dossier = made()
    dossier.revise(terms(title="Anew"), position=10, case_marking=Marking.AMBER, reason="Count", by=BEN)
    dossier.order(job_id=JOB)
    dossier.take(pdf(), edition=Edition.DRAFT, job_id=JOB)

    with pytest.raises(SameHands):
        dossier.review(content_sha256=CONTENT, remark="", by=BEN)


@pytest.mark.parametrize("by", [ADA, DEE])
def test_preparer_and_reviewer_do_not_approve(by):
    with pytest.raises(SameHands):
        reviewed().approve(content_sha256=CONTENT, remark="", by=by)


@pytest.mark.parametrize("by", [ADA, DEE])
def test_preparer_and_reviewer_do_not_release(by):
    with pytest.raises(SameHands):
        hand_over(final(), by=by)


def test_what_was_not_read_is_not_agreed_to():
    with pytest.raises(ContentChanged):
        made().review(content_sha256=OTHER, remark="", by=DEE)
    with pytest.raises(ContentChanged):
        reviewed().approve(content_sha256=OTHER, remark="", by=EVE)


def test_a_final_edition_with_another_content_voids_the_approval():
    dossier = approved()

    dossier.take(pdf(OTHER), edition=Edition.FINAL, job_id=JOB)

    assert (dossier.state, dossier.edition) == (State.RENDERED, Edition.DRAFT)
    with pytest.raises(NotAwaited):
        hand_over(dossier)


def test_a_revision_voids_the_approval():
    dossier = final()

    dossier.revise(terms(title="Anew"), position=10, case_marking=Marking.AMBER, reason="Count", by=ADA)

    assert (dossier.state, dossier.reviewer, dossier.content_sha256) == (State.REQUESTED, None, "")


def test_the_draft_is_not_handed_over():
    with pytest.raises(NotRenderedYet):
        hand_over(approved())


def test_an_unreviewed_dossier_is_not_approved_nor_handed_over():
    with pytest.raises(NotAwaited):
        made().approve(content_sha256=CONTENT, remark="", by=EVE)
    with pytest.raises(NotAwaited):
        hand_over(made())


def test_a_blocked_exhibit_stops_the_release_and_is_named():
    with pytest.raises(BlockedExhibits) as refused:
        hand_over(final(), blocked={"X-05": "the originator's consent is outstanding"})

    assert "X-05: the originator's consent is outstanding" in refused.value.sentence


def test_a_hand_over_names_its_way():
    with pytest.raises(BadInput):
        hand_over(final(), method="")


def test_a_pdf_that_nobody_waits_for_is_not_taken():
    with pytest.raises(NotRequested):
        requested().take(pdf(), edition=Edition.DRAFT, job_id=uuid4())
    cancelled = requested()
    cancelled.cancel(reason="Not wanted")
    with pytest.raises(NotRequested):
        cancelled.take(pdf(), edition=Edition.DRAFT, job_id=JOB)


def test_a_failed_rendering_can_be_ordered_again():
    dossier = requested()
    dossier.fail(reason="Too many pages", job_id=JOB)
    assert dossier.state is State.FAILED

    dossier.order(job_id=JOB)
    dossier.take(pdf(), edition=Edition.DRAFT, job_id=JOB)

    assert dossier.state is State.RENDERED


def test_an_approval_outlives_a_failure_of_the_final_edition():
    dossier = approved()

    dossier.fail(reason="Out of memory", job_id=JOB)

    assert dossier.state is State.APPROVED


def test_a_returned_dossier_waits_for_its_preparer():
    dossier = reviewed()
    dossier.send_back(reason="The count is wrong")

    with pytest.raises(NotAwaited):
        dossier.approve(content_sha256=CONTENT, remark="", by=EVE)


@pytest.mark.parametrize("act", ["cancel", "withdraw"])
def test_ends_need_a_reason(act):
    dossier = final()
    if act == "withdraw":
        hand_over(dossier)

    with pytest.raises(BadInput):
        getattr(dossier, act)(reason=" ")


def test_a_released_dossier_is_withdrawn_not_cancelled():
    dossier = final()
    hand_over(dossier)
    with pytest.raises(NotAwaited):
        dossier.cancel(reason="Late")

    dossier.withdraw(reason="Wrong recipient")

    assert dossier.state is State.WITHDRAWN
    with pytest.raises(NotAwaited):
        hand_over(dossier)


def test_only_a_released_dossier_is_superseded_or_withdrawn():
    with pytest.raises(NotAwaited):
        final().supersede(successor_id=uuid4())
    with pytest.raises(NotAwaited):
        final().withdraw(reason="Why not")


def test_what_is_over_is_not_revised():
    dossier = final()
    hand_over(dossier)

    with pytest.raises(NotAwaited):
        dossier.revise(terms(), position=10, case_marking=Marking.AMBER, reason="Count", by=ADA)


def test_what_was_made_is_not_ordered_again_before_it_is_approved():
    with pytest.raises(NotAwaited):
        made().order(job_id=JOB)


def test_another_file_than_the_recorded_is_not_compared():
    with pytest.raises(NotRequested):
        made().compare(recorded_sha256="0" * 64, sha256="0" * 64, is_equal=True)


def test_what_was_not_made_is_not_sent_back():
    with pytest.raises(NotAwaited):
        requested().send_back(reason="The count is wrong")
