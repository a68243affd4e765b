"""Every command of a case on its page: done once however often it is sent, refused in words, never half."""

from itertools import count
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.domain.markings import Marking
from cases import queries, services
from cases.commands import COMMANDS
from cases.domain.deadlines import Unit
from cases.domain.roles import CaseRole
from ledger import store
from pages.submit import SENT_BEFORE
from tests import builders
from tests.people import ADA, BEN, CYD, DEE, NOON

pytestmark = pytest.mark.django_db
NUMBERS = count(100)
WHY = {"reason": "Because"}
BY_ADA = {"by": ADA, "at": NOON}


def ask(case_id, item_id):
    services.ask_question(case_id=case_id, text="Who?", question_id=item_id, **BY_ADA)


def plan(case_id, item_id):
    services.add_task(case_id=case_id, title="Call", owner_id=BEN, task_id=item_id, **BY_ADA)


def write(case_id, item_id):
    services.write_note(case_id=case_id, html="<p>Seen</p>", note_id=item_id, **BY_ADA)


def date(case_id, item_id):
    services.set_deadline(
        case_id=case_id,
        kind="internal",
        title="Reply",
        legal_basis="House rule",
        counted_from=NOON.date(),
        amount=14,
        unit=Unit.DAYS,
        deadline_id=item_id,
        **BY_ADA,
    )


def recuse(case_id, _):
    services.recuse(case_id=case_id, person_id=DEE, reason="Cousin", **BY_ADA)


def wall(case_id, _):
    services.wall_case(case_id=case_id, reader_ids=[ADA, DEE], reason="Informant", **BY_ADA)


def nothing(case_id, _):
    """The case as it is."""


PRIORITY = {"priority": "1", "quantity": "320 servers", "control_level": "a", "credibility": "b", "perishability": "c"}
TERM = {"kind": "internal", "legal_basis": "House rule", "amount": "14", "unit": "days", "counted_from": "2026-03-02"}
VALUES = {
    "describe": (nothing, {"title": "Paper lantern II", "summary": "Two lots"}),
    "priority": (nothing, {**PRIORITY, **WHY}),
    "add-member": (nothing, {"person_id": str(CYD), "role": "analyst", **WHY}),
    "remove-member": (nothing, {"person_id": str(BEN), "role": "analyst", **WHY}),
    "recuse": (nothing, {"person_id": str(BEN), **WHY}),
    "end-recusal": (recuse, {"person_id": str(DEE), **WHY}),
    "wall": (nothing, {"reader_ids": [str(ADA), str(BEN)], **WHY}),
    "let-through": (wall, {"person_id": str(BEN), **WHY}),
    "shut-out": (wall, {"person_id": str(DEE), **WHY}),
    "raise-marking": (nothing, {"marking": "TLP:RED", **WHY}),
    "legal-hold": (nothing, {"authority": "Court", **WHY}),
    "ask": (nothing, {"text": "Who?"}),
    "answer": (ask, {"answer": "Jadewick"}),
    "withdraw-question": (ask, WHY),
    "add-task": (nothing, {"title": "Call", "owner_id": str(BEN), "due_on": "2026-04-01"}),
    "change-task": (plan, {"title": "Write", "owner_id": "", "due_on": ""}),
    "finish-task": (plan, {"proof": "Called"}),
    "drop-task": (plan, WHY),
    "write-note": (nothing, {"html": "<p>Seen</p>"}),
    "revise-note": (write, {"html": "<p>Seen twice</p>"}),
    "withdraw-note": (write, WHY),
    "set-deadline": (nothing, {"title": "Reply", **TERM}),
    "meet-deadline": (date, {"proof": "Sent"}),
    "drop-deadline": (date, WHY),
}
OTHER = {
    "title": "Other words",
    "reason": "Other words",
    "text": "Other words",
    "answer": "Other words",
    "proof": "Other words",
    "html": "Other words",
}


@pytest.fixture(autouse=True)
def _people():
    builders.people(ADA, BEN, CYD, DEE)


def a_case():
    """A case of Ada's with Ben and Dee, and the id of an item in it."""
    case_id = builders.a_case(reference=f"PL-2025-{next(NUMBERS)}", with_team=False)
    for person_id, role in ((BEN, CaseRole.ANALYST), (DEE, CaseRole.REVIEWER)):
        services.add_member(case_id=case_id, person_id=person_id, role=role, reason="Team", **BY_ADA)
    return case_id, uuid4()


@pytest.fixture
def case_id():
    return a_case()[0]


def prepared(name):
    """A page at work: its case, its address, and what is sent to it under a key."""
    case_id, item_id = a_case()
    prepare, values = VALUES[name]
    prepare(case_id, item_id)
    return case_id, item_id, address_of(name, case_id, item_id=item_id), {**values, "command_id": str(uuid4())}


def address_of(name, case_id, *, item_id=None):
    if COMMANDS[name].item:
        return reverse("cases:item_command", args=[case_id, name, item_id])
    return reverse("cases:command", args=[case_id, name])


def test_every_command_is_tried():
    assert VALUES.keys() == COMMANDS.keys()


def test_a_page_sent_twice_takes_effect_once_and_lands_on_the_same_page(sign_in):
    client = sign_in(ADA)
    for name, page in COMMANDS.items():
        case_id, _, address, sent = prepared(name)
        before = store.count_of_scope(case_id)

        answers = [client.post(address, sent) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [303, 303], name
        assert {answer["Location"] for answer in answers} == {reverse(page.tab, args=[case_id])}, name
        assert store.count_of_scope(case_id) == before + 1, name


def test_other_words_under_the_same_key_are_refused_and_kept(sign_in):
    client = sign_in(ADA)
    for name in COMMANDS:
        case_id, _, address, sent = prepared(name)
        client.post(address, sent)
        before = store.count_of_scope(case_id)
        changed = {field: words for field, words in OTHER.items() if field in sent}

        answer = client.post(address, {**sent, **changed})

        page = answer.content.decode()
        assert (answer.status_code, SENT_BEFORE in page, "Other words" in page) == (422, True, True), name
        assert sent["command_id"] not in page, name
        assert store.count_of_scope(case_id) == before, name


def test_the_key_of_one_person_is_not_that_of_another(case_id, sign_in):
    sent, address = {"text": "Who?", "command_id": str(uuid4())}, address_of("ask", case_id)

    assert sign_in(ADA).post(address, sent).status_code == 303
    assert sign_in(BEN).post(address, sent).status_code == 303
    assert len(queries.questions(case_id)) == 2


def test_a_refused_page_may_be_sent_again_under_its_key(case_id, sign_in):
    client, address, key = sign_in(ADA), address_of("ask", case_id), str(uuid4())
    assert client.post(address, {"text": "", "command_id": key}).status_code == 422

    assert client.post(address, {"text": "Who?", "command_id": key}).status_code == 303


def test_a_case_is_opened_once(case_id, sign_in):
    client = sign_in(ADA)
    sent = {"reference": "DH-2025-014", "title": "Duneholt", "marking": "TLP:AMBER", "command_id": str(uuid4())}

    first, second = (client.post("/cases/new/", sent) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert first.status_code == second.status_code == 303


def test_a_transition_is_made_once(case_id, sign_in):
    client, address = sign_in(ADA), reverse("cases:move", args=[case_id, "triage"])
    sent = {"reason": "Credible", "command_id": str(uuid4()), "expected_version": queries.case(case_id).version}

    assert [client.post(address, sent).status_code for _ in range(2)] == [303, 303]
    assert queries.case(case_id).stage == "triage"


def test_a_transition_asks_for_what_it_needs(case_id, sign_in):
    for stage in ("triage", "open_preliminary"):
        services.move_case(case_id=case_id, transition=stage, reason="On", **BY_ADA)
    client = sign_in(ADA)

    for transition, field in (("open_full", "legal_basis"), ("hold", "review_on"), ("close", "outcome")):
        address = reverse("cases:move", args=[case_id, transition])
        assert f'name="{field}"' in client.get(address).content.decode()
        assert client.post(address, {"reason": "Why"}).status_code == 422
    sent = {"reason": "Why", "outcome": "unfounded"}
    assert client.post(reverse("cases:move", args=[case_id, "close"]), sent).status_code == 303
    assert queries.case(case_id).outcome == "unfounded"


def test_a_deadline_by_a_rule_takes_everything_from_it(case_id, sign_in):
    client, address = sign_in(ADA), address_of("set-deadline", case_id)
    assert "15 CFR 762.6" in client.get(address).content.decode()

    answer = client.post(address, {"rule": "ear-vsd-narrative", "counted_from": "2025-11-18"}, follow=True)

    (deadline,) = queries.deadlines(case_id)
    assert (deadline.due_on.isoformat(), deadline.rule_key, deadline.rule_version) == (
        "2026-05-17",
        "ear-vsd-narrative",
        2,
    )
    page = answer.content.decode()
    assert "Sun 17 May 2026" in page
    assert "days of America/New_York" in page
    assert "rule ear-vsd-narrative, version 2" in page


def test_a_moment_counts_in_the_rule_s_zone(case_id, sign_in):
    sent = {"rule": "ear-vsd-narrative", "counted_from": "2025-11-19", "time": "02:00", "title": "Northquill"}

    sign_in(ADA).post(address_of("set-deadline", case_id), sent)

    (deadline,) = queries.deadlines(case_id)
    assert (deadline.counted_from.isoformat(), deadline.title) == ("2025-11-18", "Northquill")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"rule": "ear-vsd-narrative", "counted_from": "2013-09-08"}, "not on 8 Sep 2013."),
        ({"rule": "ear-vsd-narrative", **TERM}, "The rule says this. Leave it empty, or choose no rule."),
        ({"rule": "", "counted_from": "2025-11-18"}, "Give this, or choose a rule."),
        ({"rule": "", **TERM}, "Give the title, or choose a rule."),
        ({"rule": "ghost", "counted_from": "2025-11-18"}, "Select a valid choice."),
        ({"rule": "", "title": "x", **TERM, "amount": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_deadline_that_says_too_little_or_too_much_is_refused(case_id, sign_in, sent, sentence):
    answer = sign_in(ADA).post(address_of("set-deadline", case_id), sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert queries.deadlines(case_id) == []


@pytest.mark.parametrize("name", ["vanish", "answer"])
def test_what_is_no_command_is_not_there(case_id, sign_in, name):
    assert sign_in(ADA).get(reverse("cases:command", args=[case_id, name])).status_code == 404
    assert sign_in(ADA).get(reverse("cases:move", args=[case_id, name])).status_code == 404


def test_an_item_of_another_case_is_not_shown(case_id, sign_in):
    client = sign_in(ADA)
    for name in (name for name, page in COMMANDS.items() if page.standing and page.item):
        item_id = prepared(name)[1]

        assert client.get(address_of(name, case_id, item_id=item_id)).status_code == 404, name


EDITED = {
    "describe": lambda case_id, item_id: services.describe_case(
        case_id=case_id, title="Ben’s", summary="Ben’s", **BY_ADA
    ),
    "priority": lambda case_id, item_id: services.set_priority(
        case_id=case_id, **{**PRIORITY, "priority": 2, "quantity": "Ben’s"}, reason="x", **BY_ADA
    ),
    "answer": lambda case_id, item_id: services.answer_question(
        case_id=case_id, question_id=item_id, answer="Ben’s", **BY_ADA
    ),
    "change-task": lambda case_id, item_id: services.change_task(
        case_id=case_id, task_id=item_id, title="Ben’s", owner_id=None, due_on=None, **BY_ADA
    ),
    "revise-note": lambda case_id, item_id: services.revise_note(
        case_id=case_id, note_id=item_id, html="Ben’s", **BY_ADA
    ),
}


def hidden(page, name):
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


def test_every_editing_page_is_tried():
    assert EDITED.keys() == {name for name, page in COMMANDS.items() if page.standing}


def test_the_second_to_edit_sees_both_and_loses_nothing(sign_in):
    client = sign_in(ADA)
    for name, edit in EDITED.items():
        case_id, item_id, address, sent = prepared(name)
        sent["expected_version"] = hidden(client.get(address).content.decode(), "expected_version")
        edit(case_id, item_id)
        before = store.count_of_scope(case_id)

        lost = client.post(address, sent)

        page = lost.content.decode()
        typed = [text for field, text in VALUES[name][1].items() if "<" not in text and text]
        assert (lost.status_code, "Ben’s" in page) == (409, True), name
        assert [text for text in typed if text not in page] == [], name
        assert store.count_of_scope(case_id) == before, name
        again = client.post(address, {**sent, "expected_version": hidden(page, "expected_version")})
        assert (again.status_code, store.count_of_scope(case_id)) == (303, before + 1), name


def test_what_others_do_elsewhere_is_no_conflict(sign_in):
    client = sign_in(ADA)
    for name in EDITED:
        case_id, _, address, sent = prepared(name)
        sent["expected_version"] = hidden(client.get(address).content.decode(), "expected_version")
        services.add_task(case_id=case_id, title="Something else", **BY_ADA)

        assert client.post(address, sent).status_code == 303, name


def test_a_transition_made_by_another_is_shown_before_the_next(case_id, sign_in):
    client, address = sign_in(ADA), reverse("cases:move", args=[case_id, "close"])
    version = hidden(client.get(address).content.decode(), "expected_version")
    services.add_member(case_id=case_id, person_id=CYD, role=CaseRole.ANALYST, reason="Team", **BY_ADA)

    answer = client.post(address, {"reason": "My own words", "outcome": "unfounded", "expected_version": version})

    assert answer.status_code == 409
    assert "My own words" in answer.content.decode()
    assert queries.case(case_id).stage == "intake"


def test_a_note_does_not_stop_a_transition(case_id, sign_in):
    client, address = sign_in(ADA), reverse("cases:move", args=[case_id, "triage"])
    version = hidden(client.get(address).content.decode(), "expected_version")
    write(case_id, uuid4())

    assert client.post(address, {"reason": "Credible", "expected_version": version}).status_code == 303


def test_a_marking_is_not_raised_beyond_sense(case_id, sign_in):
    assert queries.case(case_id).marking == Marking.AMBER

    answer = sign_in(ADA).post(address_of("raise-marking", case_id), {"marking": "TLP:CLEAR", **WHY})

    assert answer.status_code == 422
    assert "three people decide" in answer.content.decode()


def test_who_opens_no_case_is_told_so(sign_in):
    builders.people(builders.LOU)

    answer = sign_in(builders.LOU).get("/cases/new/")

    assert answer.status_code == 403
    assert "Only investigators and intake officers open cases." in answer.content.decode()
    assert sign_in(ADA).get("/cases/new/").status_code == 200


def test_a_way_that_is_for_others_says_for_whom(case_id, sign_in):
    page = sign_in(BEN).get(reverse("cases:case", args=[case_id])).content.decode()

    assert "Only for: intake officer, lead." in page
