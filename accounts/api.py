"""Addresses of people."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import Person, person
from accounts.serializers import MeShape
from rest.endpoints import Endpoint, requester


class Me(Endpoint):
    """The caller."""

    @extend_schema(operation_id="me", responses=MeShape)
    def get(self, request: Request) -> Response:
        """Who the caller is, with today's roles and clearance, and how far the token reaches."""
        me, scopes = who(request), getattr(request.auth, "scopes", None)
        return Response(
            {
                "id": me.id,
                "username": request.user.get_username(),
                "name": me.name,
                "roles": sorted(role.value for role in me.roles),
                "clearance": me.clearance.value,
                "time_zone": getattr(request.user, "time_zone", "UTC"),
                "scopes": None if scopes is None else sorted(scopes),
            }
        )


def who(request: Request) -> Person:
    """The caller with today's standing."""
    return person(requester(request))
