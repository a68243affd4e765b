"""Rules of law are dated: the version of the event's day decides, counted in the rule's zone."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from cases.domain import events as e
from cases.domain.agenda import Agenda
from cases.domain.clocks import Clock, LastDay, in_force
from cases.domain.deadlines import Unit
from cases.domain.refusals import CaseNotOpen, NotInForce
from ledger.domain.errors import BadInput
from tests.cases.domain.cast import CLOSED, OPENED, given, refuses
from tests.replay import replayed, state

ITEM = UUID(int=7, version=4)
OLD = Clock(
    key="narrative",
    version=1,
    kind="vsd_narrative",
    title="Narrative account",
    runs_from="the notice",
    legal_basis="Rule 5, 90 days",
    amount=90,
    unit=Unit.DAYS,
    last_day=LastDay.STANDS,
    zone="America/New_York",
    valid_from=date(2013, 9, 9),
    valid_to=date(2024, 9, 15),
    source="The gazette",
)
NEW = Clock(
    **{
        **vars(OLD),
        "version": 2,
        "legal_basis": "Rule 6, 180 days",
        "amount": 180,
        "valid_from": date(2024, 9, 16),
        "valid_to": None,
    }
)
ANSWER = Clock(**{**vars(NEW), "key": "answer", "amount": 30, "last_day": LastDay.MOVES_ON})
CLOCKS = (OLD, NEW, ANSWER)


def started(began, key="narrative", **more):
    live = given(Agenda, OPENED)
    live.start_clock(deadline_id=ITEM, clocks=CLOCKS, key=key, began=began, **more)
    return live


@pytest.mark.parametrize(
    ("began", "version"),
    [
        (date(2013, 9, 9), 1),
        (date(2024, 9, 15), 1),
        (date(2024, 9, 16), 2),
        (datetime(2024, 9, 16, 3, 59, tzinfo=UTC), 1),
        (datetime(2024, 9, 16, 4, 0, tzinfo=UTC), 2),
    ],
)
def test_the_version_of_the_event_s_day_in_its_zone_decides(began, version):
    assert in_force(CLOCKS, key="narrative", began=began).version == version


def test_the_event_keeps_the_rule_and_its_result():
    live = started(datetime(2025, 11, 18, 23, 30, tzinfo=UTC))

    assert live.pending == [
        e.DeadlineSet(
            deadline_id=ITEM,
            kind="vsd_narrative",
            title="Narrative account",
            legal_basis="Rule 6, 180 days",
            counted_from=date(2025, 11, 18),
            amount=180,
            unit="days",
            due_on=date(2026, 5, 17),
            rule_key="narrative",
            rule_version=2,
            zone="America/New_York",
        )
    ]
    assert state(replayed(live))["items"].keys() == {ITEM}


def test_a_moment_counts_on_its_day_in_the_rule_s_zone():
    assert started(datetime(2025, 11, 19, 2, 0, tzinfo=UTC)).pending[0].counted_from == date(2025, 11, 18)


def test_a_title_of_one_s_own_stands():
    assert started(date(2025, 11, 18), title=" Northquill ").pending[0].title == "Northquill"


@pytest.mark.parametrize(
    ("began", "last"),
    [
        (date(2025, 3, 13), date(2025, 4, 14)),
        (date(2025, 3, 14), date(2025, 4, 14)),
        (date(2025, 3, 12), date(2025, 4, 11)),
    ],
)
def test_a_last_day_that_moves_on_is_no_saturday_or_sunday(began, last):
    assert started(began, key="answer").pending[0].due_on == last


def test_a_last_day_that_stands_may_be_a_sunday():
    assert started(date(2025, 11, 18)).pending[0].due_on.isoweekday() == 7


def test_a_rule_does_not_decide_on_older_events():
    sentence = "“Narrative account” is in force from 9 Sep 2013 to 15 Sep 2024 and from 16 Sep 2024, not on 8 Sep 2013."
    live = given(Agenda, OPENED)

    refuses(
        NotInForce,
        live,
        call="start_clock",
        says=sentence,
        deadline_id=ITEM,
        clocks=CLOCKS,
        key="narrative",
        began=date(2013, 9, 8),
    )


def test_a_rule_that_has_ended_does_not_decide_on_newer_events():
    with pytest.raises(NotInForce, match=r"in force from 9 Sep 2013 to 15 Sep 2024, not on 16 Sep 2024\."):
        in_force([OLD], key="narrative", began=date(2024, 9, 16))


def test_there_is_no_other_rule():
    with pytest.raises(BadInput, match=r"^There is no such rule\.$") as refused:
        in_force(CLOCKS, key="ghost", began=date(2025, 1, 1))

    assert refused.value.field == "rule"


def test_a_closed_case_starts_no_clock():
    refuses(
        CaseNotOpen,
        given(Agenda, OPENED, CLOSED),
        call="start_clock",
        says="The case is closed. Reopen it first.",
        deadline_id=ITEM,
        clocks=CLOCKS,
        key="narrative",
        began=date(2025, 1, 1),
    )


def test_a_deadline_of_the_first_version_rests_on_no_rule():
    stored = {"deadline_id": str(ITEM), "kind": "x"}

    assert e.deadline_set_without_rule(stored) == {**stored, "rule_key": None, "rule_version": None, "zone": None}
