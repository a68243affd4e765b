"""How a person likes the pages: density of rows, the left rail, single keys. One cookie, no secret in it."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "display"
CHOICES = {"density": ("compact", "regular", "roomy"), "rail": ("wide", "narrow"), "keys": ("on", "off")}


@dataclass(frozen=True, kw_only=True)
class Display:
    """Each value is one of `CHOICES`."""

    density: str = "regular"
    rail: str = "wide"
    keys: str = "on"


def display_of(request: HttpRequest) -> Display:
    """The choice stored with the account where it has one, else the cookie's, else the defaults."""
    return Display(**_known(_from_cookie(request)) | _known(_from_account(request)))


def remember(request: HttpRequest, response: HttpResponse, *, display: Display) -> None:
    """Keep a choice with the account, and what an account does not hold for a year in this browser."""
    _to_account(request, display)
    value = "&".join(f"{name}={choice}" for name, choice in asdict(display).items())
    response.set_cookie(
        COOKIE, value, max_age=365 * 86_400, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def changed(display: Display, wanted: dict[str, Any]) -> Display:
    """The display with the known ones of the wanted values; the rest is ignored."""
    return Display(**asdict(display) | _known(wanted))


def _from_account(request: HttpRequest) -> dict[str, str]:
    person: Any = getattr(request, "user", None)
    if not hasattr(person, "density"):
        return {}
    return {"density": person.density, "keys": "on" if person.single_keys else "off"}


def _to_account(request: HttpRequest, display: Display) -> None:
    person: Any = getattr(request, "user", None)
    if hasattr(person, "density"):
        person.density, person.single_keys = display.density, display.keys == "on"
        person.save(update_fields=["density", "single_keys"])


def _from_cookie(request: HttpRequest) -> dict[str, str]:
    pairs = (part.partition("=") for part in request.COOKIES.get(COOKIE, "").split("&"))
    return {name: choice for name, _, choice in pairs}


def _known(wanted: dict[str, Any]) -> dict[str, str]:
    return {name: choice for name, choice in wanted.items() if choice in CHOICES.get(name, ())}
