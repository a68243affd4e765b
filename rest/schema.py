"""What the OpenAPI description says of every address besides its own shapes."""

from typing import Any, Literal, cast

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from rest.serializers import Problem

_ALWAYS = {
    "400": "The request's shape is wrong.",
    "401": "No token and no session.",
    "403": "You may see this, but not do it; or the token does not reach that far.",
    "404": "Absent, or not for you.",
    "405": "There is no such method here.",
    "406": "Answers are JSON.",
    "429": "Too many calls; `Retry-After` says how long to wait.",
    "503": "Busy; try again after `Retry-After` with the same key.",
}
_COMMAND = {
    "409": "The state refuses; `type` names the refusal.",
    "415": "Another media type is expected.",
    "422": "The key was used for another request.",
}
_VERSION = {
    "412": "Somebody else changed it first; `current_version` says how far it is.",
}
_TEXT = {"type": "string"}
PARAMETERS: dict[str, tuple[dict[str, Any], str]] = {
    "as_of": (_TEXT, "A past moment: a position, a day, or an RFC 3339 time with its zone. Today's rights decide."),
    "after": (_TEXT, "A position: what was written up to it is left behind."),
    "cursor": (_TEXT, "`next` of the page before."),
    "limit": ({"type": "integer", "minimum": 1, "maximum": 500}, "How many results a page holds at most."),
    "wait": (
        {"type": "integer", "minimum": 0, "maximum": 25},
        "How many seconds to wait for news when there are none. With `Retry-After` nobody waited: ask again then.",
    ),
    "types": (_TEXT, "Only events of these types, with commas."),
}
_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!-~]{1,200}$"},
    OpenApiParameter.HEADER,
    description="Makes a command take effect once, however often it is sent. Without it nothing is replayed.",
)
_IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": '^(\\*|"[0-9]{1,9}")$'},
    OpenApiParameter.HEADER,
    description="The ETag that the caller saw: another version is refused by 412. Without it, or `*`, any version.",
)


class Schema(AutoSchema):
    """Adds the problems, the command's headers and the known parameters of a view to its own description."""

    def get_override_parameters(self) -> list[Any]:
        """Headers of commands, parameters of readings."""
        found = list(super().get_override_parameters())
        if self.method == "GET":
            return [*found, *self._known()]
        if self._is_command():
            found.append(_KEY)
        return [*found, _IF_MATCH] if self._needs_version() else found

    def _known(self) -> list[OpenApiParameter]:
        """The parameters of this page; a view describes those of its own itself."""
        names = sorted(PARAMETERS.keys() & getattr(self.view, "parameters", frozenset()))
        return [OpenApiParameter(name, PARAMETERS[name][0], description=PARAMETERS[name][1]) for name in names]

    def _is_command(self) -> bool:
        return self.method == "POST" and not getattr(self.view, "is_query", False)

    def _needs_version(self) -> bool:
        return self.method == "POST" and bool(getattr(self.view, "needs_version", False))

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        found: dict[str, Any] = super()._get_response_bodies(direction)
        texts = {
            **_ALWAYS,
            **(_COMMAND if self.method == "POST" else {}),
            **(_VERSION if self._needs_version() else {}),
        }
        for code, text in texts.items():
            shown = cast("Any", self)._get_response_for_code(Problem, code, ["application/problem+json"])
            found.setdefault(code, {**shown, "description": text})
        return found


def closed(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say of every request body that unknown fields are refused. drf-spectacular calls this at the end."""
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Request") and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
    return result
