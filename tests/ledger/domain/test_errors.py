"""Every refusal says a true sentence."""

import pytest

from ledger.domain import errors
from tests.people import ADA


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (errors.DomainError(), "This cannot be done."),
        (errors.NotPermitted(), "Your role does not allow this."),
        (errors.NotPermitted("Only administrators do."), "Only administrators do."),
        (errors.NotFound(), "There is nothing here that you may see."),
        (errors.BadInput("Give a reason.", field="reason"), "Give a reason."),
        (
            errors.ReusedCommand(ADA),
            "This request key was used before for a different request. Use a new key.",
        ),
        (
            errors.WrongExpectedVersion(stream_id="case-1", expected=2, current=3),
            "Somebody else changed this in the meantime. Look at the new state and try again.",
        ),
    ],
)
def test_a_refusal_is_its_sentence(refusal, sentence):
    assert (refusal.sentence, str(refusal)) == (sentence, sentence)
    assert isinstance(refusal, errors.DomainError)


def test_bad_input_names_the_argument():
    assert errors.BadInput("Give a reason.", field="reason").field == "reason"
    assert errors.BadInput("Give less.").field == ""


def test_a_lost_race_tells_both_versions():
    lost = errors.WrongExpectedVersion(stream_id="case-1", expected=2, current=3)

    assert (lost.stream_id, lost.expected, lost.current) == ("case-1", 2, 3)


def test_a_reused_key_names_the_command():
    assert errors.ReusedCommand(ADA).command_id == ADA


def test_a_damaged_log_is_no_refusal():
    assert not issubclass(errors.LogDamaged, errors.DomainError)
