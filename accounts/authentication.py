"""Who calls the interface: a token in the Authorization header, or a session with its CSRF token."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import Standing, Token, User
from accounts.services import digest_of
from rest.reach import bind, reach_from

USE_IS_NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What a token allows at most; its person's rights are asked as well on every call."""

    id: str
    scopes: frozenset[str]
    cases: tuple[str, ...]
    expires_at: datetime


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer interdict_...`; never read from an address."""

    def authenticate(self, request: HttpRequest) -> tuple[User, Grant] | None:
        """The token's person and its grant; None without a bearer token."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        now = timezone.now()
        token = Token.objects.select_related("person").filter(digest=digest_of(secret.strip())).first()
        if token is None or not _is_in_force(token, now) or not _comes_from(address_of(request), token.networks):
            raise AuthenticationFailed("This token is unknown, has expired, was revoked or is not for your network.")
        _note_use(token, now)
        bind(token.person_id, reach_from(token.cases))
        return token.person, Grant(
            id=token.id, scopes=frozenset(token.scopes), cases=tuple(token.cases), expires_at=token.expires_at
        )

    def authenticate_header(self, request: HttpRequest) -> str:
        """What a stranger is told to bring."""
        return 'Bearer realm="interdict"'


def address_of(request: HttpRequest) -> str:
    """Whose address a call comes from: behind a proxy the one that the proxy itself saw, which it adds last."""
    seen = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    return seen.rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]


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


def _comes_from(address: str, networks: list[str]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return not networks
    return not networks or any(found in ip_network(network) for network in networks)


def _note_use(token: Token, now: datetime) -> None:
    if token.last_used_at is None or now - token.last_used_at > USE_IS_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
