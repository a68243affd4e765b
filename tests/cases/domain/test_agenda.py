"""Questions, tasks, notes and deadlines of a case: asked, done, noted, observed."""

from datetime import date
from uuid import UUID

import pytest

from cases.domain import events as e
from cases.domain.agenda import MAX_NOTE, Agenda
from cases.domain.deadlines import Unit
from cases.domain.refusals import CaseNotOpen, ItemExists, ItemSettled, UnknownItem
from ledger.domain.errors import BadInput, WrongExpectedVersion
from tests.cases.domain.cast import BEN_JOINED, CLOSED, OPENED, given, refuses
from tests.people import BEN

ITEM, OTHER = UUID(int=7, version=4), UUID(int=8, version=4)
FRIDAY, DUE = date(2025, 3, 7), date(2025, 9, 3)
TASK = {"task_id": ITEM, "title": "Call the forwarder", "owner_id": BEN, "due_on": FRIDAY}
TERM = {"kind": "VSD", "title": "Narrative", "legal_basis": "15 CFR 764.5", "counted_from": FRIDAY, "amount": 180}

ASKED = e.QuestionAsked(question_id=ITEM, text="Who is the end user?")
PLANNED = e.TaskAdded(**TASK)
WRITTEN = e.NoteWritten(note_id=ITEM, html="<p>Seen</p>")
SET = e.DeadlineSet(deadline_id=ITEM, **TERM, unit="days", due_on=DUE, rule_key=None, rule_version=None, zone=None)

NEW = [
    ("ask", {"question_id": ITEM, "text": " Who is the end user? "}, ASKED),
    ("add_task", TASK, PLANNED),
    ("write_note", {"note_id": ITEM, "html": "<p>Seen</p>"}, WRITTEN),
    ("set_deadline", {"deadline_id": ITEM, **TERM, "unit": Unit.DAYS}, SET),
]
LATER = [
    (ASKED, "answer", {"question_id": ITEM, "answer": "Jadewick"}, e.QuestionAnswered),
    (PLANNED, "change_task", {**TASK, "title": "Write to the forwarder", "owner_id": None}, e.TaskChanged),
    (WRITTEN, "revise_note", {"note_id": ITEM, "html": "<p>Seen twice</p>"}, e.NoteRevised),
]
LAST = [
    (ASKED, "withdraw_question", {"question_id": ITEM, "reason": "Moot"}, e.QuestionWithdrawn),
    (PLANNED, "finish_task", {"task_id": ITEM, "proof": ""}, e.TaskDone),
    (PLANNED, "drop_task", {"task_id": ITEM, "reason": "Moot"}, e.TaskDropped),
    (WRITTEN, "withdraw_note", {"note_id": ITEM, "reason": "Wrong person"}, e.NoteWithdrawn),
    (SET, "meet_deadline", {"deadline_id": ITEM, "proof": "Filed, see X-05"}, e.DeadlineMet),
    (SET, "drop_deadline", {"deadline_id": ITEM, "reason": "No violation"}, e.DeadlineDropped),
]


def agenda(*events: object) -> Agenda:
    return given(Agenda, OPENED, BEN_JOINED, *events)


@pytest.mark.parametrize(("call", "values", "recorded"), NEW)
def test_something_is_put_on_the_agenda(call, values, recorded):
    live = agenda()

    getattr(live, call)(**values)

    assert live.pending == [recorded]


@pytest.mark.parametrize(("call", "values", "recorded"), NEW)
def test_it_is_put_there_once(call, values, recorded):
    refuses(ItemExists, agenda(recorded), call=call, says="This item stands in the case already.", **values)


@pytest.mark.parametrize(("before", "call", "values", "kind"), LATER + LAST)
def test_it_changes_and_ends(before, call, values, kind):
    live = agenda(before)

    getattr(live, call)(**values)

    assert live.pending == [kind(**values)]


@pytest.mark.parametrize(("before", "call", "values", "kind"), LATER)
def test_it_may_change_again(before, call, values, kind):
    live = agenda(before, kind(**values))

    getattr(live, call)(**values)

    assert len(live.pending) == 1


@pytest.mark.parametrize(("before", "call", "values", "kind"), LAST)
def test_it_ends_once(before, call, values, kind):
    settled = agenda(before, kind(**values))

    refuses(ItemSettled, settled, call=call, says="This item is settled already.", **values)


@pytest.mark.parametrize(("before", "call", "values", "kind"), LATER + LAST)
def test_what_is_not_there_does_not_change(before, call, values, kind):
    refuses(UnknownItem, agenda(), call=call, says="There is no such item in this case.", **values)


@pytest.mark.parametrize(("before", "call", "values", "kind"), LATER + LAST)
def test_an_item_of_another_kind_is_not_taken_for_it(before, call, values, kind):
    other = WRITTEN if before is not WRITTEN else ASKED

    refuses(UnknownItem, agenda(other), call=call, says="There is no such item in this case.", **values)


@pytest.mark.parametrize(("call", "values"), [entry[:2] for entry in NEW] + [entry[1:3] for entry in LATER + LAST])
def test_a_closed_case_takes_nothing(call, values):
    closed = agenda(CLOSED)

    refuses(CaseNotOpen, closed, call=call, says="The case is closed. Reopen it first.", **values)


@pytest.mark.parametrize(("before", "call", "values", "kind"), LATER)
def test_who_saw_an_older_wording_is_told(before, call, values, kind):
    live = agenda(before, kind(**values))

    live.expect(ITEM, 4)
    live.expect(ITEM, None)
    live.expect(OTHER, 1)
    with pytest.raises(WrongExpectedVersion) as lost:
        live.expect(ITEM, 3)

    assert (lost.value.expected, lost.value.current) == (3, 4)


def test_an_item_s_version_is_not_touched_by_others():
    live = agenda(ASKED, e.TaskAdded(**{**TASK, "task_id": OTHER}))

    live.expect(ITEM, 3)


MISSING = [
    ("ask", {"question_id": OTHER, "text": " "}, "Give the text."),
    ("add_task", {**TASK, "task_id": OTHER, "title": ""}, "Give the title."),
    (
        "add_task",
        {**TASK, "task_id": OTHER, "title": "x" * 301},
        "The title has 301 characters; at most 300 fit.",
    ),
    ("write_note", {"note_id": OTHER, "html": ""}, "Give the html."),
    (
        "write_note",
        {"note_id": OTHER, "html": "x" * (MAX_NOTE + 1)},
        "The html has 200,001 characters; at most 200,000 fit.",
    ),
    ("set_deadline", {"deadline_id": OTHER, **TERM, "unit": Unit.DAYS, "kind": ""}, "Give the kind."),
    ("set_deadline", {"deadline_id": OTHER, **TERM, "unit": Unit.DAYS, "legal_basis": ""}, "Give the legal basis."),
    ("set_deadline", {"deadline_id": OTHER, **TERM, "unit": Unit.DAYS, "amount": -1}, "A deadline counts forward."),
]


@pytest.mark.parametrize(("call", "values", "sentence"), MISSING)
def test_what_is_missing_or_too_long_is_asked_for(call, values, sentence):
    refuses(BadInput, agenda(), call=call, says=sentence, **values)


ENDS_WITHOUT_REASON = [entry for entry in LAST if entry[1] != "finish_task"]


@pytest.mark.parametrize(("before", "call", "values", "kind"), ENDS_WITHOUT_REASON)
def test_an_end_needs_its_reason(before, call, values, kind):
    word = "proof" if "proof" in values else "reason"

    refuses(BadInput, agenda(before), call=call, says=f"Give the {word}.", **{**values, word: " "})
