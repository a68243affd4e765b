"""The reference data on terms of law is whole, ordered and says where it comes from."""

import json
from collections import defaultdict
from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from cases.domain.clocks import Clock, in_force
from cases.reference import CLOCKS, clocks


def test_every_entry_is_whole_and_nothing_more():
    names = {field.name for field in fields(Clock)}

    assert all(set(entry) == names for entry in json.loads(CLOCKS.read_text()))
    assert all(clock.legal_basis and clock.runs_from and clock.source and clock.amount > 0 for clock in clocks())
    assert all(ZoneInfo(clock.zone) for clock in clocks())
    assert max(len(clock.key) for clock in clocks()) <= 60


def test_versions_follow_each_other_without_overlap():
    by_key = defaultdict(list)
    for clock in clocks():
        by_key[clock.key].append(clock)

    for versions in by_key.values():
        assert [clock.version for clock in versions] == list(range(1, len(versions) + 1))
        for older, newer in pairwise(versions):
            assert older.valid_to == newer.valid_from - timedelta(days=1)


def test_a_violation_of_the_sanctions_act_runs_out_by_the_law_of_its_day():
    five = in_force(clocks(), key="ieepa-limitation", began=date(2019, 4, 24))
    ten = in_force(clocks(), key="ieepa-limitation", began=date(2019, 4, 25))

    assert five.ends_on(date(2019, 4, 24)) == date(2024, 4, 24)
    assert ten.ends_on(date(2019, 4, 25)) == date(2029, 4, 25)


def test_a_narrative_is_due_180_days_after_the_notice():
    clock = in_force(clocks(), key="ear-vsd-narrative", began=date(2025, 11, 18))

    assert (clock.version, clock.ends_on(date(2025, 11, 18))) == (2, date(2026, 5, 17))
