"""Cases as events have left them, for the tests of this folder."""

from typing import TypeVar
from uuid import UUID

import pytest

from accounts.domain.markings import Marking
from cases.domain import events as e
from cases.domain.case import Case
from cases.domain.roles import CaseRole
from cases.domain.stages import Stage
from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import DomainError
from tests.people import ADA, BEN
from tests.replay import state

CASE, TARGET = UUID(int=100, version=4), UUID(int=101, version=4)
OPENED = e.CaseOpened(reference="PL-2025-001", title="Lantern", summary="", marking=Marking.AMBER, lead_id=ADA)
CLOSED = e.CaseMoved(transition="close", to=Stage.CLOSED, reason="Done")
BEN_JOINED = e.MemberAdded(person_id=BEN, role=CaseRole.ANALYST, reason="Team")
BEN_LEADS = e.MemberAdded(person_id=BEN, role=CaseRole.LEAD, reason="Team")
WALLED = e.CaseWalled(reader_ids=(ADA,), reason="Informant")

AnyAggregate = TypeVar("AnyAggregate", bound=Aggregate)


def given(kind: type[AnyAggregate], *events: object) -> AnyAggregate:
    """The aggregate after these events."""
    live = kind(CASE)
    live.fold(events)
    return live


def a_case(*events: object) -> Case:
    """An open case of Ada's after these events."""
    return given(Case, OPENED, *events)


def refuses(refusal: type[DomainError], live: Aggregate, *, call: str, says: str, **values: object) -> None:
    """The command is refused in exactly these words, and nothing is recorded or changed."""
    before = state(live)

    with pytest.raises(refusal) as refused:
        getattr(live, call)(**values)

    assert refused.value.sentence == says
    assert live.pending == []
    assert state(live) == before
