"""Callers with tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts import services
from rest.endpoints import SCOPES
from tests import builders


class Caller:
    """A program with the token of a person; every command gets a key of its own unless one is given."""

    def __init__(
        self, person_id: UUID, *scopes: str, lifetime: timedelta = timedelta(days=1), **bounds: tuple[str, ...]
    ) -> None:
        self.client = Client(raise_request_exception=False)
        has_ended = lifetime < timedelta(0)
        token = services.make_token(
            person_id=person_id,
            name="test",
            scopes=scopes or SCOPES,
            lifetime=abs(lifetime),
            **bounds,
            by=person_id,
            at=timezone.now() + (2 * lifetime if has_ended else timedelta(0)),
        )
        self.token = token
        self.headers = {"Authorization": f"Bearer {token.secret}"}

    def get(self, path: str, **query: str) -> Any:
        """A reading under /api/v1/."""
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers)

    def post(self, path: str, body: Any = None, *, key: str | None = None, **headers: str) -> Any:
        """A command; `if_match` is the header's value."""
        wanted = {name.replace("_", "-"): value for name, value in headers.items()}
        chosen = {"Idempotency-Key": uuid4().hex if key is None else key, **wanted, **self.headers}
        return self.client.post(f"/api/v1/{path}", body or {}, content_type="application/json", headers=chosen)


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def case_id(db: None) -> UUID:
    """Ada's case with its team."""
    builders.people()
    return builders.a_case()


@pytest.fixture
def caller() -> Callable[..., Caller]:
    """Makes callers."""
    return Caller
