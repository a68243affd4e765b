"""How often one caller may call."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class PerCaller(SimpleRateThrottle):
    """So many calls for one token, or for one person's sessions."""

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """One counter per token or person; strangers are refused before they are counted."""
        ident = getattr(request.auth, "id", None) or request.user.pk
        return self.cache_format % {"scope": self.scope, "ident": ident} if ident else None


class Burst(PerCaller):
    """Calls of a minute."""

    scope = "burst"


class Day(PerCaller):
    """Calls of a day."""

    scope = "day"
