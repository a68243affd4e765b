"""Addresses of promised work."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from jobs import permissions, queries
from jobs.serializers import JobShape, WholeJobShape
from ledger import store
from rest.endpoints import Endpoint, requester
from rest.moments import AS_OF, as_of_text, moment


class OneJob(Endpoint):
    """One job."""

    reads = "cases:read"
    parameters = AS_OF

    @extend_schema(operation_id="read_job", responses=WholeJobShape)
    def get(self, request: Request, job_id: UUID) -> Response:
        """How far the job is; ask again while it is queued or running."""
        permissions.get_readable_job(job_id=job_id, by=requester(request))
        upto = moment(request)
        found = queries.progress(job_id) if upto is None else queries.progress_then(job_id, at=store.time_at(upto))
        return Response({**JobShape(found).data, "as_of_position": as_of_text(upto)})
