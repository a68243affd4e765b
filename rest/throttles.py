"""How often one caller may call: windows of fixed length in which calls count by their cost.

The counters live in the process's cache, so a quota is one of each web process.
"""

from time import time
from typing import Any

from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class PerCaller(SimpleRateThrottle):
    """So much for one token, or for one person's sessions."""

    num_requests: int
    duration: int
    left: int | None = None
    seconds_left = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count the call; strangers were refused before."""
        ident = getattr(request.auth, "id", None) or request.user.pk
        now = int(time())
        key = f"throttle/{self.scope}/{ident}/{now // self.duration}"
        cache.add(key, 0, timeout=2 * self.duration)
        used = cache.incr(key, getattr(view, "cost", 1))  # pages of the description are no endpoints of ours
        self.left, self.seconds_left = max(0, self.num_requests - used), self.duration - now % self.duration
        return bool(used <= self.num_requests)

    def wait(self) -> float:
        """Seconds until the next window."""
        return float(self.seconds_left)

    def policy(self) -> str:
        """The quota, as `RateLimit-Policy` says it."""
        return f'"{self.scope}";q={self.num_requests};w={self.duration}'

    def state(self) -> str:
        """What is left of it, as `RateLimit` says it."""
        return f'"{self.scope}";r={self.left};t={self.seconds_left}'


class Burst(PerCaller):
    """Calls of a minute."""

    scope = "burst"


class Day(PerCaller):
    """Calls of a day."""

    scope = "day"
