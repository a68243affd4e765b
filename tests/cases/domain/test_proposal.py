"""A decision of three people: proposed, reviewed, carried out, and void when anything changed."""

import pytest

from cases.domain import proposal as p
from cases.domain.refusals import ChangedSince, NotInThisState, SameHands
from ledger.domain.errors import BadInput
from tests.cases.domain.cast import TARGET, given, refuses
from tests.people import ADA, BEN, CYD
from tests.replay import replayed, state

FACTS = {"marking": "TLP:RED"}
CHANGED = {"marking": "TLP:AMBER"}
NOT_NOW = "The proposal is not waiting for this step."
THREE = "Who prepares, who reviews and who releases must be three different people."
VOID = "What this proposal is about has changed since. It is void; make a new one."
MADE = {
    "subject": p.Subject.LOWER_CASE_MARKING,
    "target_id": TARGET,
    "terms": {"marking": "TLP:GREEN"},
    "facts": FACTS,
    "reason": "Sources agree",
    "by": ADA,
}


def made(**other):
    live = given(p.Proposal)
    live.make(**{**MADE, **other})
    return live


def stored(live):
    """The proposal as a later command loads it."""
    return replayed(live)


def reviewed(**other):
    live = made(**other)
    live.review(facts=other.get("facts", FACTS), remark=" Seen ", by=BEN)
    return stored(live)


def test_a_proposal_is_made():
    live = made(reason=" Sources agree ")

    (event,) = live.pending
    assert (event.reason, event.made_by, event.terms) == ("Sources agree", ADA, {"marking": "TLP:GREEN"})
    assert live.state is p.ProposalState.MADE


def test_a_second_and_a_third_person_carry_it_out():
    live = reviewed()
    live.carry_out(facts=FACTS, by=CYD)

    assert live.pending == [p.ProposalCarriedOut(content_sha256=live.content_sha256)]
    assert live.state is p.ProposalState.CARRIED_OUT
    assert live.hands == (ADA, BEN)


def test_a_review_keeps_its_remark():
    live = stored(made())

    live.review(facts=FACTS, remark=" Seen ", by=BEN)

    assert live.pending == [p.ProposalReviewed(content_sha256=live.content_sha256, remark="Seen", reviewed_by=BEN)]


@pytest.mark.parametrize("start", [made, reviewed])
def test_it_is_rejected_while_it_waits(start):
    live = stored(start()) if start is made else start()

    live.reject(reason=" Not yet ")

    assert live.pending == [p.ProposalRejected(reason="Not yet")]
    assert live.state is p.ProposalState.REJECTED


def rejected():
    live = made()
    live.reject(reason="Not yet")
    return stored(live)


def carried_out():
    live = made()
    live.review(facts=FACTS, remark="", by=BEN)
    live.carry_out(facts=FACTS, by=CYD)
    return stored(live)


def nothing():
    return given(p.Proposal)


AGREE = {"facts": FACTS, "remark": "", "by": BEN}
CARRY = {"facts": FACTS, "by": CYD}
WRONG_STATES = [
    (nothing, "review", AGREE),
    (nothing, "carry_out", CARRY),
    (nothing, "reject", {"reason": "No"}),
    (lambda: stored(made()), "make", MADE),
    (lambda: stored(made()), "carry_out", CARRY),
    (reviewed, "review", {**AGREE, "by": CYD}),
    (rejected, "review", AGREE),
    (rejected, "reject", {"reason": "No"}),
    (carried_out, "carry_out", CARRY),
    (carried_out, "reject", {"reason": "No"}),
]


@pytest.mark.parametrize(("start", "call", "values"), WRONG_STATES)
def test_a_step_out_of_turn_is_refused(start, call, values):
    refuses(NotInThisState, start(), call=call, says=NOT_NOW, **values)


def test_what_was_never_proposed_has_no_content():
    with pytest.raises(NotInThisState):
        _ = nothing().content_sha256


@pytest.mark.parametrize(
    ("start", "call", "values"),
    [
        (lambda: stored(made()), "review", {**AGREE, "by": ADA}),
        (reviewed, "carry_out", {**CARRY, "by": ADA}),
        (reviewed, "carry_out", {**CARRY, "by": BEN}),
    ],
)
def test_nobody_acts_twice(start, call, values):
    refuses(SameHands, start(), call=call, says=THREE, **values)


@pytest.mark.parametrize(
    ("start", "call", "values"),
    [(lambda: stored(made()), "review", AGREE), (reviewed, "carry_out", CARRY)],
)
def test_a_change_of_what_it_is_about_voids_it(start, call, values):
    refuses(ChangedSince, start(), call=call, says=VOID, **{**values, "facts": CHANGED})


def test_an_agreement_to_other_content_does_not_count():
    other = made(terms={"marking": "TLP:CLEAR"})
    live = given(p.Proposal, *made().pending)
    agreed = p.ProposalReviewed(content_sha256=other.content_sha256, remark="", reviewed_by=BEN)
    live.fold([agreed])

    refuses(ChangedSince, live, call="carry_out", says=VOID, **CARRY)


DIFFERENT = [
    {"subject": p.Subject.UNWALL_CASE},
    {"target_id": ADA},
    {"terms": {"marking": "TLP:CLEAR"}},
    {"facts": CHANGED},
    {"reason": "Other"},
]


@pytest.mark.parametrize("other", DIFFERENT)
def test_every_part_of_a_proposal_is_in_its_hash(other):
    assert made(**other).content_sha256 != made().content_sha256


def test_the_order_of_terms_is_not_in_its_hash():
    there, back = {"a": "1", "b": "2"}, {"b": "2", "a": "1"}

    assert made(terms=there).content_sha256 == made(terms=back).content_sha256


@pytest.mark.parametrize(
    ("start", "call", "values", "sentence"),
    [
        (nothing, "make", {**MADE, "reason": " "}, "Give the reason."),
        (nothing, "make", {**MADE, "terms": {"field": "\x00"}}, "The field holds a character that cannot be stored."),
        (lambda: stored(made()), "reject", {"reason": ""}, "Give the reason."),
        (
            lambda: stored(made()),
            "review",
            {**AGREE, "remark": "\x00"},
            "The remark holds a character that cannot be stored.",
        ),
    ],
)
def test_words_are_asked_for(start, call, values, sentence):
    refuses(BadInput, start(), call=call, says=sentence, **values)


def test_replay_agrees():
    live = carried_out()

    assert state(live)["state"] is p.ProposalState.CARRIED_OUT
