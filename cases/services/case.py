"""Commands about a case itself: lifecycle, team, protection."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID, uuid4

from accounts.domain.markings import Marking
from cases import queries
from cases.domain.case import Case
from cases.domain.refusals import ReferenceTaken
from cases.domain.roles import CaseRole
from cases.domain.stages import Outcome
from cases.permissions import Action, check_can_open, check_may, check_transition
from ledger.unit_of_work import unit_of_work


def open_case(
    *,
    reference: str,
    title: str,
    summary: str = "",
    marking: Marking = Marking.AMBER,
    lead_id: UUID | None = None,
    by: UUID,
    at: datetime,
    case_id: UUID | None = None,
) -> UUID:
    """Open a case at the stage of intake; whoever opens it leads it unless somebody else is named.

    Raises:
        NotPermitted: the person opens no cases, or none of this marking.
        ReferenceTaken: the reference belongs to another case.
        BadInput: a malformed reference, no title, too long a text.
    """
    case_id = case_id or uuid4()
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_can_open(by, marking))
        if queries.reference_is_taken(reference):
            raise ReferenceTaken
        work.create(Case, case_id, scope_id=case_id).open(
            reference=reference, title=title, summary=summary, marking=marking, lead_id=lead_id or by
        )
    return case_id


def describe_case(
    *, case_id: UUID, title: str, summary: str, by: UUID, at: datetime, expected_version: int | None = None
) -> None:
    """Write title and summary anew.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
        WrongExpectedVersion: somebody else changed the case first.
    """
    with _case(case_id, by=by, at=at, expected_version=expected_version) as case:
        case.describe(title=title, summary=summary)


def move_case(
    *,
    case_id: UUID,
    transition: str,
    reason: str,
    outcome: Outcome | None = None,
    legal_basis: str | None = None,
    authority: str | None = None,
    review_on: date | None = None,
    by: UUID,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Make a transition of the lifecycle (`cases/domain/stages.py` lists them with what they need).

    Raises:
        NotFound, NotPermitted, WrongStage, BadInput, WrongExpectedVersion.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_transition(by, transition, case_id))
        case = work.load(Case, case_id)
        case.expect(expected_version)
        case.move(
            transition=transition,
            reason=reason,
            outcome=outcome,
            legal_basis=legal_basis,
            authority=authority,
            review_on=review_on,
        )


def set_priority(
    *,
    case_id: UUID,
    priority: int,
    quantity: str,
    control_level: str,
    credibility: str,
    perishability: str,
    reason: str,
    by: UUID,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Judge how urgent a case is (1 most, 4 least) and keep what the judgement rests on.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, BadInput.
        WrongExpectedVersion: somebody else changed the case first.
    """
    with _case(case_id, by=by, at=at, expected_version=expected_version) as case:
        case.set_priority(
            priority=priority,
            quantity=quantity,
            control_level=control_level,
            credibility=credibility,
            perishability=perishability,
            reason=reason,
        )


def add_member(*, case_id: UUID, person_id: UUID, role: CaseRole, reason: str, by: UUID, at: datetime) -> None:
    """Take a person into the team of a case.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, AlreadyOnTeam, AlreadyRecused, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.add_member(person_id=person_id, role=role, reason=reason)


def remove_member(*, case_id: UUID, person_id: UUID, role: CaseRole, reason: str, by: UUID, at: datetime) -> None:
    """Take a person out of a role.

    Raises:
        NotFound, NotPermitted, NotOnTeam, LastLead, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.remove_member(person_id=person_id, role=role, reason=reason)


def recuse(*, case_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Declare a conflict of interest: anybody for themselves, a lead for others. The case is hidden at once.

    Raises:
        NotFound, NotPermitted, AlreadyRecused, LastLead, BadInput.
    """
    with unit_of_work(actor_id=by, at=at) as work:
        check_may(by, Action.READ if by == person_id else Action.MANAGE, case_id)()
        work.load(Case, case_id).recuse(person_id=person_id, reason=reason)


def end_recusal(*, case_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Show the case again to somebody whose conflict of interest has ended.

    Raises:
        NotFound, NotPermitted, NotRecused, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.end_recusal(person_id=person_id, reason=reason)


def wall_case(*, case_id: UUID, reader_ids: Iterable[UUID], reason: str, by: UUID, at: datetime) -> None:
    """Hide a case from everybody who is not named.

    Raises:
        NotFound, NotPermitted, WalledAlready, LastLead, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.build_wall(reader_ids=frozenset(reader_ids), reason=reason)


def let_through_wall(*, case_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Name one more reader of a walled case.

    Raises:
        NotFound, NotPermitted, NotWalled, BehindWall, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.let_through(person_id=person_id, reason=reason)


def shut_out_of_wall(*, case_id: UUID, person_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Take a name from the list of a walled case.

    Raises:
        NotFound, NotPermitted, NotWalled, NotBehindWall, LastLead, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.shut_out(person_id=person_id, reason=reason)


def raise_marking(*, case_id: UUID, marking: Marking, reason: str, by: UUID, at: datetime) -> None:
    """Mark a case more strictly.

    Raises:
        NotFound, NotPermitted, NotRaised, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.raise_marking(marking=marking, reason=reason)


def order_legal_hold(*, case_id: UUID, authority: str, reason: str, by: UUID, at: datetime) -> None:
    """Stop disposition and erasure in a case.

    Raises:
        NotFound, NotPermitted, UnderLegalHold, BadInput.
    """
    with _case(case_id, by=by, at=at) as case:
        case.order_hold(authority=authority, reason=reason)


@contextmanager
def _case(case_id: UUID, *, by: UUID, at: datetime, expected_version: int | None = None) -> Iterator[Case]:
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.MANAGE, case_id))
        case = work.load(Case, case_id)
        case.expect(expected_version)
        yield case
