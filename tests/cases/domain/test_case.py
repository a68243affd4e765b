"""What a case records, and what it refuses in which words. Its lifecycle stands in test_lifecycle."""

import pytest

from accounts.domain.markings import Marking
from cases.domain import events as e
from cases.domain import refusals as no
from cases.domain.agenda import Agenda
from cases.domain.case import MAX_SUMMARY, MAX_TITLE, Case
from cases.domain.roles import CaseRole
from cases.domain.stages import Stage
from ledger.domain.errors import BadInput, WrongExpectedVersion
from tests.cases.domain.cast import BEN_JOINED, BEN_LEADS, CASE, CLOSED, OPENED, TARGET, WALLED, a_case, given, refuses
from tests.people import ADA, BEN, CYD

OPENING = {
    "reference": "PL-2025-001",
    "title": "Lantern",
    "summary": "",
    "marking": Marking.AMBER,
    "lead_id": ADA,
}
PRIORITY = {
    "priority": 1,
    "quantity": "320 servers",
    "control_level": "3A090.a",
    "credibility": "B2",
    "perishability": "weeks",
    "reason": "Goods move",
}
LAST_LEAD = "A case keeps at least one lead. Name another lead first."
BEN_RECUSED = e.PersonRecused(person_id=BEN, reason="Former employer")
HELD = e.LegalHoldOrdered(authority="Court", reason="Trial")
BEN_IN = e.WallReaderAdded(person_id=BEN, reason="Needs it")


def test_a_case_is_opened():
    case = Case(CASE)

    case.open(**{**OPENING, "title": " Lantern "})

    assert case.pending == [OPENED]
    assert (case.stage, case.is_open, case.exists) == (Stage.INTAKE, True, True)


def test_a_case_is_opened_once():
    refuses(no.CaseExists, a_case(), call="open", says="This case is open already.", **OPENING)


WRONG_OPENINGS = [
    ({"reference": "PL-25-1"}, "A reference looks like PL-2025-001: letters, year, number."),
    ({"reference": "pl-2025-001"}, "A reference looks like PL-2025-001: letters, year, number."),
    ({"reference": "PL-2025-001\n"}, "A reference looks like PL-2025-001: letters, year, number."),
    ({"title": " "}, "Give the title."),
    ({"title": "x" * (MAX_TITLE + 1)}, "The title has 201 characters; at most 200 fit."),
    ({"summary": "x" * (MAX_SUMMARY + 1)}, "The summary has 20,001 characters; at most 20,000 fit."),
    ({"summary": "a\x00b"}, "The summary holds a character that cannot be stored."),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG_OPENINGS)
def test_a_wrong_opening_is_refused(wrong, sentence):
    refuses(BadInput, Case(CASE), call="open", says=sentence, **{**OPENING, **wrong})


def test_a_case_is_described_anew():
    case = a_case()

    case.describe(title="Paper lantern", summary=" Two lots ")

    assert case.pending == [e.CaseDescribed(title="Paper lantern", summary="Two lots")]


def test_the_same_description_records_nothing():
    case = a_case()

    case.describe(title=" Lantern ", summary=" ")

    assert case.pending == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give the title."),
        ({"summary": "\ud800"}, "The summary holds a character that cannot be stored."),
    ],
)
def test_a_wrong_description_is_refused(wrong, sentence):
    refuses(BadInput, a_case(), call="describe", says=sentence, **{"title": "Lantern", "summary": "", **wrong})


def test_a_priority_keeps_what_it_rests_on():
    case = a_case()

    case.set_priority(**PRIORITY)

    assert case.pending == [e.PrioritySet(**PRIORITY)]


@pytest.mark.parametrize("priority", [0, 5])
def test_there_are_four_priorities(priority):
    values = {**PRIORITY, "priority": priority}

    refuses(BadInput, a_case(), call="set_priority", says="A priority is 1, 2, 3 or 4.", **values)


@pytest.mark.parametrize("field", ["quantity", "control_level", "credibility", "perishability", "reason"])
def test_a_priority_needs_all_it_rests_on(field):
    sentence = f"Give the {field.replace('_', ' ')}."

    refuses(BadInput, a_case(), call="set_priority", says=sentence, **{**PRIORITY, field: ""})


CLOSED_CALLS = [
    ("describe", {"title": "New", "summary": ""}),
    ("set_priority", PRIORITY),
    ("add_member", {"person_id": BEN, "role": CaseRole.ANALYST, "reason": "Team"}),
]


@pytest.mark.parametrize(("call", "values"), CLOSED_CALLS)
def test_a_closed_case_takes_nothing_new(call, values):
    refuses(no.CaseNotOpen, a_case(CLOSED), call=call, says="The case is closed. Reopen it first.", **values)


DONE = [
    ([], "add_member", {"person_id": BEN, "role": CaseRole.ANALYST, "reason": "Team"}, BEN_JOINED),
    ([BEN_JOINED], "remove_member", {"person_id": BEN, "role": CaseRole.ANALYST, "reason": "Left"}, e.MemberRemoved),
    ([BEN_LEADS], "remove_member", {"person_id": ADA, "role": CaseRole.LEAD, "reason": "Left"}, e.MemberRemoved),
    ([], "recuse", {"person_id": BEN, "reason": "Former employer"}, BEN_RECUSED),
    ([BEN_LEADS], "recuse", {"person_id": ADA, "reason": "Cousin"}, e.PersonRecused),
    ([BEN_RECUSED], "end_recusal", {"person_id": BEN, "reason": "Mistake"}, e.RecusalEnded),
    ([WALLED], "let_through", {"person_id": BEN, "reason": "Needs it"}, BEN_IN),
    ([WALLED, BEN_IN], "shut_out", {"person_id": BEN, "reason": "Left"}, e.WallReaderRemoved),
    ([WALLED, BEN_LEADS, BEN_IN], "shut_out", {"person_id": ADA, "reason": "Left"}, e.WallReaderRemoved),
    ([WALLED], "take_wall_down", {"proposal_id": TARGET, "reason": "Over"}, e.CaseUnwalled),
    ([], "raise_marking", {"marking": Marking.RED, "reason": "Sources"}, e.MarkingRaised),
    ([], "lower_marking", {"marking": Marking.GREEN, "proposal_id": TARGET, "reason": "Open"}, e.MarkingLowered),
    ([], "order_hold", {"authority": "Court", "reason": "Trial"}, HELD),
    ([HELD], "lift_hold", {"proposal_id": TARGET, "reason": "Over"}, e.LegalHoldLifted),
]


@pytest.mark.parametrize(("before", "call", "values", "recorded"), DONE)
def test_team_and_protection_change(before, call, values, recorded):
    case = a_case(*before)

    getattr(case, call)(**values)

    assert case.pending == [recorded(**values) if isinstance(recorded, type) else recorded]


@pytest.mark.parametrize(("before", "call", "values", "recorded"), DONE)
def test_every_change_of_team_and_protection_needs_a_reason(before, call, values, recorded):
    refuses(BadInput, a_case(*before), call=call, says="Give the reason.", **{**values, "reason": "  "})


def test_a_wall_names_its_readers_in_one_order():
    case = a_case(BEN_JOINED)

    case.build_wall(reader_ids=frozenset({BEN, ADA}), reason="Informant")

    assert case.pending == [e.CaseWalled(reader_ids=(ADA, BEN), reason="Informant")]


REFUSED = [
    (
        no.AlreadyOnTeam,
        [BEN_JOINED],
        "add_member",
        {"person_id": BEN, "role": CaseRole.ANALYST},
        "This person has the role in this case already.",
    ),
    (
        no.AlreadyRecused,
        [BEN_RECUSED],
        "add_member",
        {"person_id": BEN, "role": CaseRole.ANALYST},
        "This person has declared a conflict of interest in this case.",
    ),
    (
        no.NotOnTeam,
        [BEN_JOINED],
        "remove_member",
        {"person_id": BEN, "role": CaseRole.LEAD},
        "This person does not have that place in this case.",
    ),
    (
        no.AlreadyRecused,
        [BEN_RECUSED],
        "recuse",
        {"person_id": BEN},
        "This person has declared a conflict of interest in this case.",
    ),
    (
        no.NotRecused,
        [],
        "end_recusal",
        {"person_id": BEN},
        "This person has declared no conflict of interest.",
    ),
    (
        no.WalledAlready,
        [WALLED],
        "build_wall",
        {"reader_ids": frozenset({ADA})},
        "The case is walled already. Name or remove readers instead.",
    ),
    (no.NotWalled, [], "let_through", {"person_id": BEN}, "The case is not walled."),
    (no.NotWalled, [], "shut_out", {"person_id": BEN}, "The case is not walled."),
    (no.NotWalled, [], "take_wall_down", {"proposal_id": TARGET}, "The case is not walled."),
    (
        no.BehindWall,
        [WALLED],
        "let_through",
        {"person_id": ADA},
        "This person may read the walled case already.",
    ),
    (
        no.NotBehindWall,
        [WALLED],
        "shut_out",
        {"person_id": CYD},
        "This person is not among the readers of the walled case.",
    ),
    (
        no.NotRaised,
        [],
        "raise_marking",
        {"marking": Marking.AMBER},
        "Choose a stricter marking. To lower one, make a proposal: three people decide.",
    ),
    (
        no.NotLower,
        [],
        "lower_marking",
        {"marking": Marking.AMBER, "proposal_id": TARGET},
        "Choose a less strict marking than the present one.",
    ),
    (no.UnderLegalHold, [HELD], "order_hold", {"authority": "Court"}, "The case is under a legal hold."),
    (no.NoLegalHold, [], "lift_hold", {"proposal_id": TARGET}, "The case is not under a legal hold."),
    (BadInput, [], "order_hold", {"authority": " "}, "Give the authority."),
]


@pytest.mark.parametrize(("refusal", "before", "call", "values", "sentence"), REFUSED)
def test_team_and_protection_refuse(refusal, before, call, values, sentence):
    refuses(refusal, a_case(*before), call=call, says=sentence, **values, reason="Because")


ADA_RECUSED = e.PersonRecused(person_id=ADA, reason="Cousin")
WITHOUT_LEAD = [
    ([], "remove_member", {"person_id": ADA, "role": CaseRole.LEAD}),
    ([BEN_LEADS, BEN_RECUSED], "remove_member", {"person_id": ADA, "role": CaseRole.LEAD}),
    ([BEN_LEADS, WALLED], "remove_member", {"person_id": ADA, "role": CaseRole.LEAD}),
    ([], "recuse", {"person_id": ADA}),
    ([BEN_LEADS, WALLED], "recuse", {"person_id": ADA}),
    ([BEN_JOINED], "build_wall", {"reader_ids": frozenset({BEN})}),
    ([BEN_LEADS, ADA_RECUSED], "build_wall", {"reader_ids": frozenset({ADA})}),
    ([WALLED, BEN_IN], "shut_out", {"person_id": ADA}),
]


@pytest.mark.parametrize(("before", "call", "values"), WITHOUT_LEAD)
def test_a_lead_who_sees_the_case_stays(before, call, values):
    refuses(no.LastLead, a_case(*before), call=call, says=LAST_LEAD, **values, reason="Because")


def test_what_is_on_the_agenda_leaves_the_case_as_it_was():
    before, after = a_case(), a_case(e.QuestionAsked(question_id=TARGET, text="Who?"))

    assert (before.title, before.stage, before.team) == (after.title, after.stage, after.team)
    assert given(Agenda, OPENED, WALLED).items == {}


def test_who_saw_an_older_case_is_told():
    case = a_case(BEN_JOINED)

    case.expect(2)
    case.expect(None)
    with pytest.raises(WrongExpectedVersion) as lost:
        case.expect(1)

    assert (lost.value.expected, lost.value.current) == (1, 2)


def test_the_agenda_makes_no_older_case():
    case = a_case(e.QuestionAsked(question_id=TARGET, text="Who?"))

    case.expect(1)
    case.describe(title="Paper lantern", summary="")
    case.expect(3)
