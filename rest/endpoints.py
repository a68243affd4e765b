"""What every address of the interface asks before it answers: who, with which scope, which parameters."""

from contextvars import copy_context
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from rest.refusals import OutOfScope, TooLarge, UnknownParameter

SCOPES = (
    "cases:read",
    "cases:write",
    "evidence:read",
    "evidence:download",
    "evidence:write",
    "entities:read",
    "entities:write",
    "search:read",
    "dossiers:read",
    "dossiers:request",
    "dossiers:decide",
    "events:read",
)


class SignedIn(BasePermission):
    """Somebody with a token or a session; the token's scopes reach the view."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Refuse strangers by 401 and tokens out of scope by 403."""
        if not request.user or not request.user.is_authenticated:
            return False
        wanted = view.scope_of(request.method or "")
        held = getattr(request.auth, "scopes", None)
        if held is not None and wanted and wanted not in held:
            raise OutOfScope(f"This token lacks the scope {wanted}.")
        return True


class Endpoint(APIView):
    """A view with its scopes (`reads`, `writes`; empty needs only a token) and the parameters that it knows."""

    http_method_names = ["get", "head", "post"]
    metadata_class = None
    permission_classes = [SignedIn]
    reads: ClassVar[str] = ""
    writes: ClassVar[str] = ""
    parameters: ClassVar[frozenset[str]] = frozenset()
    cost: ClassVar[int] = 1
    largest_body: ClassVar[int | None] = 0  # bytes; 0 as in settings; None where the view reads piece by piece

    def get_throttles(self) -> list[Any]:
        """The throttles of this call, kept for the headers of its answer."""
        self.counted: list[Any] = super().get_throttles()
        return self.counted

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer in a context of its own, so that the reach of a token ends with its call."""
        return copy_context().run(super().dispatch, request, *args, **kwargs)

    def scope_of(self, method: str) -> str:
        """The scope that a method needs."""
        return self.reads if method in SAFE_METHODS else self.writes

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse parameters that nobody reads."""
        super().initial(request, *args, **kwargs)
        if request.method not in self.allowed_methods:
            return
        self._check_length(request)
        known = self.parameters if request.method in SAFE_METHODS else frozenset()
        for name in request.query_params.keys() - known:
            raise UnknownParameter(f"There is no parameter {name[:40]!r} here.")

    def _check_length(self, request: Request) -> None:
        """Refuse what is announced as too large before a byte of it is read."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        largest = self.largest_body or settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if self.largest_body is not None and (not length.isdigit() or int(length) > largest):
            raise TooLarge

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Nothing of this interface may be kept by a cache: every answer depends on its reader's rights."""
        answered: Response = super().finalize_response(request, response, *args, **kwargs)
        answered.headers.setdefault("Cache-Control", "no-store")
        if counted := [one for one in getattr(self, "counted", ()) if one.left is not None]:
            answered["RateLimit-Policy"] = ", ".join(one.policy() for one in counted)
            answered["RateLimit"] = ", ".join(one.state() for one in counted)
        return answered


def requester(request: Request) -> UUID:
    """Who asks."""
    return UUID(str(request.user.pk))
