"""Addresses of people."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import Person, person, person_then
from accounts.serializers import MeShape
from rest.endpoints import Endpoint, requester
from rest.moments import AS_OF, as_of_text, moment


class Me(Endpoint):
    """The caller."""

    parameters = AS_OF

    @extend_schema(operation_id="me", responses=MeShape)
    def get(self, request: Request) -> Response:
        """Who the caller is, with roles and clearance, and how far the token reaches now."""
        upto, scopes = moment(request), getattr(request.auth, "scopes", None)
        me = who(request) if upto is None else person_then(requester(request), upto=upto)
        return Response(
            {
                "id": me.id,
                "username": request.user.get_username(),
                "name": me.name,
                "roles": sorted(role.value for role in me.roles),
                "clearance": me.clearance.value,
                "time_zone": getattr(request.user, "time_zone", "UTC"),
                "scopes": None if scopes is None else sorted(scopes),
                "cases": getattr(request.auth, "cases", None),
                "token_expires_at": getattr(request.auth, "expires_at", None),
                "as_of_position": as_of_text(upto),
            }
        )


def who(request: Request) -> Person:
    """The caller with today's standing."""
    return person(requester(request))
