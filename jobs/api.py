"""Addresses of promised work."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from jobs import permissions, queries
from jobs.serializers import JobShape
from rest.endpoints import Endpoint, requester


class OneJob(Endpoint):
    """One job."""

    reads = "cases:read"

    @extend_schema(operation_id="read_job", responses=JobShape)
    def get(self, request: Request, job_id: UUID) -> Response:
        """How far the job is; ask again while it is queued or running."""
        permissions.get_readable_job(job_id=job_id, by=requester(request))
        return Response(JobShape(queries.progress(job_id)).data)
