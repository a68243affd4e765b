"""What three people decide about exhibits: a less strict marking, the end of a wall."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.domain.markings import Marking
from accounts.queries import person
from cases.domain.proposal import Subject
from cases.proposals import Order, propose, subject
from evidence import queries
from evidence.domain.exhibit import Exhibit
from evidence.domain.refusals import ExhibitNotLower, ExhibitNotWalled
from evidence.models import Exhibit as Row
from evidence.permissions import get_readable_exhibit
from ledger.domain.errors import BadInput, NotFound
from ledger.unit_of_work import Work


def _target(order: Order) -> Row:
    row = queries.exhibit(order.target_id)
    if row.case_id != order.case_id:
        raise NotFound
    return row


def _marking_facts(order: Order) -> Mapping[str, Any]:
    row, wanted = _target(order), order.terms.get("marking", "")
    if wanted not in list(Marking):
        raise BadInput("Choose a marking.", field="marking")
    if Marking(wanted).rank >= row.marking_rank:
        raise ExhibitNotLower
    return {"marking": row.marking}


@subject(Subject.LOWER_EXHIBIT_MARKING, facts=_marking_facts)
def lower_marking(work: Work, order: Order) -> None:
    """Mark the exhibit less strictly."""
    work.load(Exhibit, order.target_id).lower_marking(
        marking=Marking(order.terms["marking"]), proposal_id=order.proposal_id, reason=order.reason
    )


def _wall_facts(order: Order) -> Mapping[str, Any]:
    row = _target(order)
    if not row.is_walled:
        raise ExhibitNotWalled
    return {"readers": [str(id) for id in queries.readers(row.id)]}


@subject(Subject.UNWALL_EXHIBIT, facts=_wall_facts)
def take_wall_down(work: Work, order: Order) -> None:
    """Open the exhibit to the team again."""
    work.load(Exhibit, order.target_id).take_wall_down(proposal_id=order.proposal_id, reason=order.reason)


def propose_lower_marking(*, exhibit_id: UUID, marking: Marking, reason: str, by: UUID, at: datetime) -> UUID:
    """Propose a less strict marking; two more people decide.

    Raises:
        NotFound, NotPermitted, ExhibitNotLower, BadInput.
    """
    terms = {"marking": marking.value}
    return _propose(Subject.LOWER_EXHIBIT_MARKING, exhibit_id=exhibit_id, terms=terms, reason=reason, by=by, at=at)


def propose_unwall(*, exhibit_id: UUID, reason: str, by: UUID, at: datetime) -> UUID:
    """Propose to take an exhibit's wall down; two more people decide.

    Raises:
        NotFound, NotPermitted, ExhibitNotWalled, BadInput.
    """
    return _propose(Subject.UNWALL_EXHIBIT, exhibit_id=exhibit_id, terms={}, reason=reason, by=by, at=at)


def _propose(
    which: Subject, *, exhibit_id: UUID, terms: Mapping[str, str], reason: str, by: UUID, at: datetime
) -> UUID:
    row = get_readable_exhibit(person(by), exhibit_id)
    return propose(case_id=row.case_id, subject=which, target_id=exhibit_id, terms=terms, reason=reason, by=by, at=at)
