"""Commands about dossiers."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID, uuid4

from accounts.domain.markings import Marking
from cases.domain.case import Case
from cases.permissions import Action, check_may
from dossiers import queries
from dossiers.compose import blocked_now
from dossiers.domain.dossier import Dossier, State, Terms
from dossiers.domain.refusals import NotRequested
from dossiers.models import Dossier as Row
from dossiers.permissions import check_may_read
from jobs.services import JobHasEnded, cancel, promise
from ledger import store
from ledger.domain.errors import NotFound
from ledger.unit_of_work import Work, unit_of_work


def request_dossier(
    terms: Terms,
    *,
    case_id: UUID,
    follows_id: UUID | None = None,
    by: UUID,
    at: datetime,
    dossier_id: UUID | None = None,
) -> UUID:
    """Ask for a dossier on the case as it stands now, and have it made; `follows_id` names the version before.

    Raises:
        NotFound, NotPermitted, BadInput, MarkedTooLow.
    """
    dossier_id = dossier_id or uuid4()
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(check_may(by, Action.PREPARE_DOSSIER, case_id))
        case = work.load(Case, case_id)
        before = queries.dossier(follows_id) if follows_id else None
        dossier = work.create(Dossier, dossier_id, scope_id=case_id)
        dossier.request(
            terms,
            number=before.number if before else queries.next_number(case_id),
            version=queries.next_version(before) if before else 1,
            follows_id=follows_id,
            position=store.head_position(),
            case_marking=case.marking,
            by=by,
        )
        _order(work, dossier, case_id=case_id, by=by)
    return dossier_id


def revise_dossier(terms: Terms, *, dossier_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Change the terms, take the case as it stands now and have it made anew; what was agreed to is void.

    Raises:
        NotFound, NotPermitted, BadInput, MarkedTooLow, NotAwaited.
    """
    row = queries.dossier(dossier_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.PREPARE_DOSSIER, by=by))
        case = work.load(Case, row.case_id)
        dossier = work.load(Dossier, dossier_id)
        dossier.revise(terms, position=store.head_position(), case_marking=case.marking, reason=reason, by=by)
        _drop_job(row, by=by)
        _order(work, dossier, case_id=row.case_id, by=by)


def order_dossier(*, dossier_id: UUID, by: UUID, at: datetime) -> None:
    """Have the PDF made once more: after a failure or a cancelled job, or the final edition.

    Raises:
        NotFound, NotPermitted, NotAwaited.
    """
    row = queries.dossier(dossier_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.PREPARE_DOSSIER, by=by))
        _order(work, work.load(Dossier, dossier_id), case_id=row.case_id, by=by)


def compare_dossier(*, dossier_id: UUID, by: UUID, at: datetime) -> UUID:
    """Have the PDF made once more from the record, to compare; gives the id of the job.

    Raises:
        NotFound, NotPermitted.
        NotRequested: there is no PDF yet.
    """
    row = queries.dossier(dossier_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.PREPARE_DOSSIER, by=by))
        if not row.sha256:
            raise NotRequested
        return _promise(work, "dossiers.compare", dossier_id=dossier_id, case_id=row.case_id, state=row.sha256, by=by)


def cancel_dossier(*, dossier_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Want the dossier no longer; a running job finds out and keeps nothing.

    Raises:
        NotFound, NotPermitted, NotAwaited, BadInput.
    """
    row = queries.dossier(dossier_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.PREPARE_DOSSIER, by=by))
        work.load(Dossier, dossier_id).cancel(reason=reason)
        _drop_job(row, by=by)


def review_dossier(*, dossier_id: UUID, content_sha256: str, remark: str = "", by: UUID, at: datetime) -> None:
    """Agree as second person to the content that was read.

    Raises:
        NotFound, NotPermitted, NotAwaited, SameHands, ContentChanged.
    """
    row = queries.dossier(dossier_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.REVIEW, by=by))
        work.load(Dossier, dossier_id).review(content_sha256=content_sha256, remark=remark, by=by)


def return_dossier(*, dossier_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Send the dossier back to its preparer, as reviewer.

    Raises:
        NotFound, NotPermitted, NotAwaited, BadInput.
    """
    row = queries.dossier(dossier_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.REVIEW, by=by))
        work.load(Dossier, dossier_id).send_back(reason=reason)


def approve_dossier(*, dossier_id: UUID, content_sha256: str, remark: str = "", by: UUID, at: datetime) -> None:
    """Agree as third person, and have the final edition made.

    Raises:
        NotFound, NotPermitted, NotAwaited, SameHands, ContentChanged.
    """
    row = queries.dossier(dossier_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.RELEASE, by=by))
        dossier = work.load(Dossier, dossier_id)
        dossier.approve(content_sha256=content_sha256, remark=remark, by=by)
        _order(work, dossier, case_id=row.case_id, by=by)


def release_dossier(
    *,
    dossier_id: UUID,
    recipient: str,
    organisation: str = "",
    copy: str = "",
    method: str,
    receipt: str = "",
    by: UUID,
    at: datetime,
    disclosure_id: UUID | None = None,
) -> UUID:
    """Hand a copy over; gives the id of the disclosure. A version before it that was released is superseded.

    Raises:
        NotFound, NotPermitted, NotAwaited, SameHands, NotRenderedYet, BadInput.
        BlockedExhibits: a marking or a consent stands against it today.
    """
    row, disclosure_id = queries.dossier(dossier_id), disclosure_id or uuid4()
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.RELEASE, by=by))
        work.load(Case, row.case_id)
        work.load(Dossier, dossier_id).release(
            disclosure_id=disclosure_id,
            recipient=recipient,
            organisation=organisation,
            copy=copy,
            method=method,
            receipt=receipt,
            blocked=blocked_now(row),
            by=by,
        )
        if row.follows_id:
            _supersede(work.load(Dossier, row.follows_id), successor_id=dossier_id)
    return disclosure_id


def withdraw_dossier(*, dossier_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Say that a released dossier no longer stands.

    Raises:
        NotFound, NotPermitted, NotAwaited, BadInput.
    """
    row = queries.dossier(dossier_id)
    with unit_of_work(actor_id=by, at=at) as work:
        work.authorise(_check(row, Action.RELEASE, by=by))
        work.load(Dossier, dossier_id).withdraw(reason=reason)


def terms_of(row: Row) -> Terms:
    """The terms of a dossier, to start a revision or a next version with."""
    return Terms(
        title=row.title,
        recipient=row.recipient,
        organisation=row.organisation,
        authority=row.authority,
        purpose=row.purpose,
        marking=Marking(row.marking),
        copy=row.copy,
        bottom_line=row.bottom_line,
        summary=row.summary,
        left_out=tuple(row.left_out),
    )


def _order(work: Work, dossier: Dossier, *, case_id: UUID, by: UUID) -> None:
    version = str(dossier.version + len(dossier.pending))
    job_id = _promise(work, "dossiers.render", dossier_id=dossier.id, case_id=case_id, state=version, by=by)
    dossier.order(job_id=job_id)


def _promise(work: Work, kind: str, *, dossier_id: UUID, case_id: UUID, state: str, by: UUID) -> UUID:
    return promise(
        kind=kind,
        args={"dossier_id": dossier_id},
        queue="render",
        scope_id=case_id,
        requested_by=by,
        correlation_id=work.cause.correlation_id,
        dedupe_key=f"{kind}/{dossier_id}/{state}",
        at=work.at,
    )


def _drop_job(row: Row, *, by: UUID) -> None:
    """Nobody waits for the PDF any more; a job that has ended, or is forgotten, is no matter."""
    with suppress(JobHasEnded, NotFound):
        if row.job_id:
            cancel(job_id=row.job_id, by=by)


def _supersede(before: Dossier, *, successor_id: UUID) -> None:
    if before.state is State.RELEASED:
        before.supersede(successor_id=successor_id)


def _check(row: Row, action: Action, *, by: UUID) -> Callable[[], None]:
    """The dossier must be for this person, and the act for their role."""
    may_read, may_act = check_may_read(row, by=by), check_may(by, action, row.case_id)

    def check() -> None:
        may_read()
        may_act()

    return check
