"""What every test may ask for."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def sign_in(client: Client) -> Callable[[UUID], Client]:
    """A client signed in as a person of the cast."""

    def as_person(person_id: UUID) -> Client:
        client.force_login(User.objects.get(pk=person_id), backend=BACKEND)
        return client

    return as_person
