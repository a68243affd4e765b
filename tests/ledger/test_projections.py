"""Tables equal the fold of the log: live, in memory, as of a past position, and after a rebuild."""

from uuid import UUID

import pytest

from accounts import queries, services
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.models import Standing
from cases import services as cases
from cases.models import Case
from ledger import projections, store
from ledger.projections import LiveRows, MemoryRows, as_of, compare, projected_models, rebuild
from tests import builders
from tests.people import ADA, BEN, LOU, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[LiveRows, MemoryRows])
def rows(request):
    """Rows of standings, in the database and in memory: projections cannot tell them apart."""
    return request.param(Standing)


def test_rows_are_reached_by_key_alone(rows):
    assert rows.get(ADA) is None

    rows.insert(person_id=ADA, clearance="TLP:GREEN")
    rows.update(ADA, clearance="TLP:RED", roles=["auditor"])
    row = rows.get(ADA)
    assert (row.clearance, row.roles, row.is_disabled) == ("TLP:RED", ["auditor"], False)

    rows.delete(ADA)
    assert rows.get(ADA) is None


def test_what_is_not_there_is_not_changed(rows):
    rows.update(BEN, clearance="TLP:RED")
    rows.delete(BEN)

    assert rows.get(BEN) is None


def test_an_account_is_opened_with_its_events():
    builders.people(ADA)

    assert queries.person(ADA).has(Role.INVESTIGATOR)
    assert [found for found in map(compare, projected_models()) if not found.is_empty] == []


def test_tables_are_listed_by_name():
    labels = [model._meta.label for model in projected_models()]

    assert labels == sorted(labels)
    assert {"accounts.Standing", "cases.Case"} <= set(labels)


def test_a_comparison_tells_what_is_missing_changed_and_too_much():
    builders.people(ADA, BEN)
    Standing.objects.filter(pk=ADA).delete()
    Standing.objects.filter(pk=BEN).update(clearance="TLP:CLEAR")
    Standing.objects.create(person_id=LOU)

    found = compare(Standing)

    assert (found.missing, found.changed, found.surplus) == ([ADA], [BEN], [LOU])
    assert Standing.objects.count() == 2


def test_a_rebuild_puts_right_what_was_changed_behind_its_back():
    builders.people(ADA, BEN)
    Standing.objects.filter(pk=ADA).delete()
    Standing.objects.filter(pk=BEN).update(clearance="TLP:CLEAR")
    Standing.objects.create(person_id=LOU)

    found = rebuild(Standing)

    assert (found.missing, found.changed, found.surplus) == ([ADA], [BEN], [LOU])
    assert compare(Standing).is_empty
    assert list(Standing.objects.order_by("pk").values_list("pk", "clearance")) == [(ADA, "TLP:RED"), (BEN, "TLP:RED")]


def test_what_is_written_during_a_rebuild_is_in_it(monkeypatch):
    builders.people(ADA, LOU)
    fold = projections._fold

    def meanwhile(model, events):
        memory = fold(model, events)
        services.set_clearance(person_id=ADA, marking=Marking.GREEN, reason="Now", by=LOU, at=NOON)
        return memory

    monkeypatch.setattr(projections, "_fold", meanwhile)

    assert rebuild(Standing).is_empty
    assert Standing.objects.get(pk=ADA).clearance == "TLP:GREEN"


def test_a_table_as_of_a_past_position():
    builders.people(ADA)
    case_id = builders.a_case(with_team=False)
    opened = store.head_position()
    cases.describe_case(case_id=case_id, title="Renamed", summary="", by=ADA, at=NOON)

    assert [row.title for row in as_of(Case, scope_id=case_id, upto=opened)] == ["Paper lantern"]
    assert [row.title for row in as_of(Case, scope_id=case_id, upto=store.head_position())] == ["Renamed"]
    assert as_of(Case, scope_id=case_id, upto=opened - 1) == []
    assert as_of(Case, scope_id=UUID(int=1), upto=opened) == []


def test_only_tables_of_an_event_s_type_are_put_right():
    builders.people(ADA)
    Standing.objects.update(clearance="TLP:CLEAR")

    projections.repair_for("case.opened")
    assert not compare(Standing).is_empty
    projections.repair_for("actor.clearance_set")
    assert compare(Standing).is_empty
