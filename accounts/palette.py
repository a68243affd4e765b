"""What the palette finds of people."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from accounts import queries
from accounts.permissions import may_administer
from pages.palette import Choice, palette_source

SHORTEST, MOST = 2, 10


@palette_source
def people_by_name(request: HttpRequest, text: str) -> Iterator[Choice]:
    """Accounts whose name begins so, for administrators."""
    if len(text) < SHORTEST or not may_administer(queries.person(UUID(str(request.user.pk)))):
        return
    for user in queries.accounts().filter(name__istartswith=text).order_by("name", "id")[:MOST]:
        yield Choice(value=reverse("accounts:person", args=[user.id]), label=user.name, hint="Person")
