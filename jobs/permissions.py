"""Whose work a person may see and steer.

Work belongs to whoever asked for it and to the readers of its scope. Who those are is known to rooms above,
which register here; the scope `None` stands for work of the installation itself.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from jobs.models import Job
from ledger.domain.errors import NotFound, NotPermitted

Scopes = Collection[UUID | None]


@dataclass(kw_only=True)
class _Rights:
    readable_scopes: Callable[[UUID], Scopes]
    may_steer: Callable[[UUID, UUID | None], bool]
    reaches: Callable[[UUID, UUID | None], bool]


def _no_scopes(person_id: UUID) -> Scopes:
    return ()


def _nobody(person_id: UUID, scope_id: UUID | None) -> bool:
    return False


_rights = _Rights(readable_scopes=_no_scopes, may_steer=_nobody, reaches=_nobody)


def register(
    *,
    readable_scopes: Callable[[UUID], Scopes],
    may_steer: Callable[[UUID, UUID | None], bool],
    reaches: Callable[[UUID, UUID | None], bool],
) -> None:
    """Tell who reads which scopes, who may steer the work of others in them, and which the present call reaches."""
    _rights.readable_scopes, _rights.may_steer, _rights.reaches = readable_scopes, may_steer, reaches


def readable_scopes(person_id: UUID) -> Scopes:
    """Scopes whose work the person may see; holds `None` for whoever looks after the installation."""
    return _rights.readable_scopes(person_id)


def may_see_scope(person_id: UUID, scope_id: UUID | None) -> bool:
    """Whether the person sees all work of a scope."""
    return scope_id in readable_scopes(person_id)


def get_readable_job(*, job_id: UUID, by: UUID) -> Job:
    """The job, for those who may see it.

    Raises:
        NotFound: there is none, or it is another's.
    """
    found = Job.objects.filter(pk=job_id).first()
    if found is None or not (_is_own(found, by) or may_see_scope(by, found.scope_id)):
        raise NotFound
    return found


def check_can_steer(*, requested_by: UUID | None, scope_id: UUID | None, by: UUID) -> None:
    """Cancelling and running again is for who asked, and for those who lead the scope.

    Raises:
        NotPermitted: the person only sees the work.
    """
    if requested_by != by and not _rights.may_steer(by, scope_id):
        raise NotPermitted("Only who asked for this work, or who leads the case, may change it.")


def _is_own(job: Job, by: UUID) -> bool:
    """Who asked for work sees it, but not with a token for other cases."""
    return job.requested_by == by and _rights.reaches(by, job.scope_id)
