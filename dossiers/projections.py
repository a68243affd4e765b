"""From a dossier's events to its read tables. One function per event and table."""

from uuid import UUID

from dossiers.domain import events as e
from dossiers.domain.dossier import State
from dossiers.domain.events import Edition
from dossiers.models import Disclosure, Dossier
from ledger.domain.events import Envelope
from ledger.projections import Rows, project

NOTHING_MADE = {
    "edition": "",
    "job_id": None,
    "sha256": "",
    "size_bytes": None,
    "pages": None,
    "content_sha256": "",
    "compared_at": None,
    "is_reproducible": None,
    "reviewed_by": None,
    "reviewed_at": None,
    "approved_by": None,
    "approved_at": None,
    "remark": "",
}
NOBODY_AGREED = {"reviewed_by": None, "reviewed_at": None, "approved_by": None, "approved_at": None}


def dossier_of(meta: Envelope) -> UUID:
    """The dossier that an event of its stream belongs to."""
    return UUID(meta.stream_id.removeprefix("dossier-"))


@project(e.DossierRequested, into=Dossier)
def dossier_requested(event: e.DossierRequested, meta: Envelope, rows: Rows[Dossier]) -> None:
    rows.insert(
        id=dossier_of(meta),
        case_id=meta.scope_id,
        number=event.number,
        dossier_version=event.version,
        follows_id=event.follows_id,
        requested_at=meta.recorded_at,
        changed_at=meta.recorded_at,
        version=meta.version,
        state=State.REQUESTED.value,
        blocked={},
        warnings=[],
        **NOTHING_MADE,
        **_terms(event),
    )


@project(e.DossierRevised, into=Dossier)
def dossier_revised(event: e.DossierRevised, meta: Envelope, rows: Rows[Dossier]) -> None:
    cleared: dict[str, object] = {**NOTHING_MADE, "blocked": {}, "warnings": [], "remark": event.reason}
    _change(meta, rows, state=State.REQUESTED.value, **cleared, **_terms(event))


@project(e.RenderOrdered, into=Dossier)
def render_ordered(event: e.RenderOrdered, meta: Envelope, rows: Rows[Dossier]) -> None:
    state = {} if event.edition is Edition.FINAL else {"state": State.REQUESTED.value}
    _change(meta, rows, job_id=event.job_id, **state)


@project(e.DossierRendered, into=Dossier)
def dossier_rendered(event: e.DossierRendered, meta: Envelope, rows: Rows[Dossier]) -> None:
    row = rows.get(dossier_of(meta))
    is_approved = event.edition is Edition.FINAL and row is not None and row.content_sha256 == event.content_sha256
    standing = {"edition": Edition.FINAL.value} if is_approved else {"edition": Edition.DRAFT.value, **NOBODY_AGREED}
    state = {} if is_approved else {"state": State.RENDERED.value}
    _change(
        meta,
        rows,
        sha256=event.sha256,
        size_bytes=event.size_bytes,
        pages=event.pages,
        content_sha256=event.content_sha256,
        blocked=event.blocked,
        warnings=list(event.warnings),
        compared_at=None,
        is_reproducible=None,
        **standing,
        **state,
    )


@project(e.RenderingFailed, into=Dossier)
def rendering_failed(event: e.RenderingFailed, meta: Envelope, rows: Rows[Dossier]) -> None:
    row = rows.get(dossier_of(meta))
    is_approved = row is not None and row.state == State.APPROVED.value
    _change(meta, rows, state=State.APPROVED.value if is_approved else State.FAILED.value, remark=event.reason)


@project(e.DossierCompared, into=Dossier)
def dossier_compared(event: e.DossierCompared, meta: Envelope, rows: Rows[Dossier]) -> None:
    _change(meta, rows, compared_at=meta.recorded_at, is_reproducible=event.is_equal)


@project(e.DossierCancelled, into=Dossier)
def dossier_cancelled(event: e.DossierCancelled, meta: Envelope, rows: Rows[Dossier]) -> None:
    _change(meta, rows, state=State.CANCELLED.value, remark=event.reason)


@project(e.DossierReviewed, into=Dossier)
def dossier_reviewed(event: e.DossierReviewed, meta: Envelope, rows: Rows[Dossier]) -> None:
    by = {"reviewed_by": event.reviewed_by, "reviewed_at": meta.recorded_at}
    _change(meta, rows, state=State.REVIEWED.value, remark=event.remark, **by)


@project(e.DossierReturned, into=Dossier)
def dossier_returned(event: e.DossierReturned, meta: Envelope, rows: Rows[Dossier]) -> None:
    _change(meta, rows, state=State.RETURNED.value, remark=event.reason)


@project(e.DossierApproved, into=Dossier)
def dossier_approved(event: e.DossierApproved, meta: Envelope, rows: Rows[Dossier]) -> None:
    by = {"approved_by": event.approved_by, "approved_at": meta.recorded_at}
    _change(meta, rows, state=State.APPROVED.value, remark=event.remark, **by)


@project(e.DossierReleased, into=Dossier)
def dossier_released(_: e.DossierReleased, meta: Envelope, rows: Rows[Dossier]) -> None:
    _change(meta, rows, state=State.RELEASED.value)


@project(e.DossierWithdrawn, into=Dossier)
def dossier_withdrawn(event: e.DossierWithdrawn, meta: Envelope, rows: Rows[Dossier]) -> None:
    _change(meta, rows, state=State.WITHDRAWN.value, remark=event.reason)


@project(e.DossierSuperseded, into=Dossier)
def dossier_superseded(_: e.DossierSuperseded, meta: Envelope, rows: Rows[Dossier]) -> None:
    _change(meta, rows, state=State.SUPERSEDED.value)


@project(e.DossierReleased, into=Disclosure)
def copy_disclosed(event: e.DossierReleased, meta: Envelope, rows: Rows[Disclosure]) -> None:
    rows.insert(
        id=event.disclosure_id,
        case_id=meta.scope_id,
        dossier_id=dossier_of(meta),
        sha256=event.sha256,
        content_sha256=event.content_sha256,
        recipient=event.recipient,
        organisation=event.organisation,
        authority=event.authority,
        purpose=event.purpose,
        copy=event.copy,
        method=event.method,
        receipt=event.receipt,
        released_by=event.released_by,
        released_at=meta.recorded_at,
    )


def _terms(event: e.DossierRequested | e.DossierRevised) -> dict[str, object]:
    plain = ("title", "recipient", "organisation", "authority", "purpose", "copy", "bottom_line", "summary")
    return {
        **{name: getattr(event, name) for name in plain},
        "marking": event.marking.value,
        "marking_rank": event.marking.rank,
        "left_out": list(event.left_out),
        "position": event.position,
        "prepared_by": event.prepared_by,
    }


def _change(meta: Envelope, rows: Rows[Dossier], **changes: object) -> None:
    rows.update(dossier_of(meta), changed_at=meta.recorded_at, version=meta.version, **changes)
