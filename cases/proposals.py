"""Commands about what takes three people: propose, review, carry out.

Each subject has its facts (what the decision rests on; a change voids the review) and its effect, which
happens in the transaction of the third person's act. Rooms above register their subjects.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from accounts.domain.markings import Marking
from cases import queries
from cases.domain.case import Case
from cases.domain.proposal import Proposal, Subject
from cases.domain.refusals import NoLegalHold, NotLower, NotWalled, UnderLegalHold
from cases.permissions import Action, check_may
from ledger.domain.errors import BadInput
from ledger.erasure import check_erasable, erase_field
from ledger.unit_of_work import Work, unit_of_work


@dataclass(frozen=True, kw_only=True)
class Order:
    """A proposal at work: where, about what, on which terms."""

    case_id: UUID
    target_id: UUID
    terms: Mapping[str, str]
    reason: str
    proposal_id: UUID


Facts = Callable[[Order], Mapping[str, Any]]
Effect = Callable[[Work, Order], None]
_subjects: dict[Subject, tuple[Facts, Effect]] = {}


def subject(which: Subject, *, facts: Facts) -> Callable[[Effect], Effect]:
    """Register the effect of a subject with its facts; `facts` refuses what cannot be proposed."""

    def register(effect: Effect) -> Effect:
        _subjects[which] = (facts, effect)
        return effect

    return register


def propose(
    *,
    case_id: UUID,
    subject: Subject,
    target_id: UUID,
    terms: Mapping[str, str],
    reason: str,
    by: UUID,
    at: datetime,
    proposal_id: UUID | None = None,
) -> UUID:
    """Propose what takes three people.

    Raises:
        NotFound, NotPermitted, BadInput, and the subject's own refusals.
    """
    proposal_id = proposal_id or uuid4()
    order = Order(case_id=case_id, target_id=target_id, terms=terms, reason=reason, proposal_id=proposal_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.PROPOSE, case_id))
        work.create(Proposal, proposal_id, scope_id=case_id).make(
            subject=subject, target_id=target_id, terms=terms, facts=_subjects[subject][0](order), reason=reason, by=by
        )
    return proposal_id


def review(*, proposal_id: UUID, remark: str = "", by: UUID, at: datetime) -> None:
    """Agree as the second person.

    Raises:
        NotFound, NotPermitted, NotInThisState, SameHands.
        ChangedSince: what the proposal is about has changed; it is void.
    """
    order, kind = _order(proposal_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.REVIEW, order.case_id))
        work.load(Proposal, proposal_id).review(facts=_subjects[kind][0](order), remark=remark, by=by)


def reject(*, proposal_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Refuse a proposal, as reviewer.

    Raises:
        NotFound, NotPermitted, NotInThisState, BadInput.
    """
    order, _ = _order(proposal_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.REVIEW, order.case_id))
        work.load(Proposal, proposal_id).reject(reason=reason)


def carry_out(*, proposal_id: UUID, by: UUID, at: datetime) -> None:
    """Agree as the third person; it takes effect in the same transaction.

    Raises:
        NotFound, NotPermitted, NotInThisState, SameHands, ChangedSince, and the subject's own refusals.
    """
    order, kind = _order(proposal_id)
    facts, effect = _subjects[kind]
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.RELEASE, order.case_id))
        work.load(Proposal, proposal_id).carry_out(facts=facts(order), by=by)
        effect(work, order)


def _order(proposal_id: UUID) -> tuple[Order, Subject]:
    row = queries.proposal(proposal_id)
    order = Order(
        case_id=row.case_id, target_id=row.target_id, terms=row.terms, reason=row.reason, proposal_id=proposal_id
    )
    return order, Subject(row.subject)


def _marking_facts(order: Order) -> Mapping[str, Any]:
    case, wanted = queries.case(order.case_id), order.terms.get("marking", "")
    if wanted not in list(Marking):
        raise BadInput("Choose a marking.", field="marking")
    if Marking(wanted).rank >= case.marking_rank:
        raise NotLower
    return {"marking": case.marking}


@subject(Subject.LOWER_CASE_MARKING, facts=_marking_facts)
def lower_marking(work: Work, order: Order) -> None:
    """Mark the case less strictly."""
    work.load(Case, order.case_id).lower_marking(
        marking=Marking(order.terms["marking"]), proposal_id=order.proposal_id, reason=order.reason
    )


def _wall_facts(order: Order) -> Mapping[str, Any]:
    if not queries.case(order.case_id).is_walled:
        raise NotWalled
    return {"readers": sorted(str(row.person_id) for row in queries.wall_readers(order.case_id))}


@subject(Subject.UNWALL_CASE, facts=_wall_facts)
def take_wall_down(work: Work, order: Order) -> None:
    """Open the case to its team again."""
    work.load(Case, order.case_id).take_wall_down(proposal_id=order.proposal_id, reason=order.reason)


def _hold_facts(order: Order) -> Mapping[str, Any]:
    if not queries.case(order.case_id).is_under_hold:
        raise NoLegalHold
    return {"is_under_hold": True}


@subject(Subject.LIFT_LEGAL_HOLD, facts=_hold_facts)
def lift_hold(work: Work, order: Order) -> None:
    """End the legal hold."""
    work.load(Case, order.case_id).lift_hold(proposal_id=order.proposal_id, reason=order.reason)


def _erasure_facts(order: Order) -> Mapping[str, Any]:
    if queries.case(order.case_id).is_under_hold:
        raise UnderLegalHold
    position, field, basis = (order.terms.get(name, "") for name in ("position", "field", "legal_basis"))
    if not position.isdigit() or not basis.strip():
        raise BadInput("An erasure names the event, the field and the legal basis.", field="legal_basis")
    row = check_erasable(position=int(position), field=field, scope_id=order.case_id)
    return {"event": str(row.id), "field": field}


@subject(Subject.ERASE_FIELD, facts=_erasure_facts)
def erase(work: Work, order: Order) -> None:
    """Destroy the value of one field of one event of the case."""
    erase_field(
        work,
        position=int(order.terms["position"]),
        field=order.terms["field"],
        reason=order.reason,
        legal_basis=order.terms["legal_basis"],
        proposal_id=order.proposal_id,
        scope_id=order.case_id,
    )
