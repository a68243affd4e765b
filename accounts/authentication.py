"""Who calls the interface: a token in the Authorization header, or a session with its CSRF token."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import Standing, Token, User
from accounts.services import digest_of

USE_IS_NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What a token allows at most; its person's rights are asked as well on every call."""

    id: str
    scopes: frozenset[str]


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer interdict_...`; never read from an address."""

    def authenticate(self, request: HttpRequest) -> tuple[User, Grant] | None:
        """The token's person and its grant; None without a bearer token."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        now = timezone.now()
        token = Token.objects.select_related("person").filter(digest=digest_of(secret.strip())).first()
        if token is None or not _is_in_force(token, now):
            raise AuthenticationFailed("This token is unknown, has expired or was revoked.")
        _note_use(token, now)
        return token.person, Grant(id=token.id, scopes=frozenset(token.scopes))

    def authenticate_header(self, request: HttpRequest) -> str:
        """What a stranger is told to bring."""
        return 'Bearer realm="interdict"'


class TokenScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI description calls it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Bearer."""
        return {"type": "http", "scheme": "bearer"}


def _is_in_force(token: Token, now: datetime) -> bool:
    is_closed = Standing.objects.filter(pk=token.person_id, is_disabled=True).exists()
    return token.revoked_at is None and token.expires_at > now and token.person.is_active and not is_closed


def _note_use(token: Token, now: datetime) -> None:
    if token.last_used_at is None or now - token.last_used_at > USE_IS_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
