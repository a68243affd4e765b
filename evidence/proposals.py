"""What three people decide about exhibits: a less strict marking, the end of a wall."""

from collections.abc import Mapping
from typing import Any

from accounts.domain.markings import Marking
from cases.domain.proposal import Subject
from cases.proposals import Order, subject
from evidence import queries
from evidence.domain.exhibit import Exhibit
from evidence.domain.refusals import ExhibitNotLower, ExhibitNotWalled
from evidence.models import Exhibit as Row
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
