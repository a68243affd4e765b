"""Every type of problem that the interface answers with, found from the exceptions themselves."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from rest_framework import exceptions, status

from ledger.domain.errors import BadInput, DomainError, Refused, WrongExpectedVersion
from rest import middleware
from rest.problems import BUSY, name_of, status_of

FRAMEWORK: tuple[type[exceptions.APIException], ...] = (
    exceptions.ParseError,
    exceptions.AuthenticationFailed,
    exceptions.NotAuthenticated,
    exceptions.PermissionDenied,
    exceptions.MethodNotAllowed,
    exceptions.NotAcceptable,
    exceptions.UnsupportedMediaType,
    exceptions.Throttled,
)

MEANINGS: dict[type[DomainError], str] = {
    BadInput: "A value is wrong in shape or range; `errors` points at it.",
    WrongExpectedVersion: "Somebody else changed this in the meantime; 412 where If-Match was sent.",
}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A type of problem: the last part of its address, its status, and what it means in a sentence."""

    name: str
    status: int
    meaning: str


@cache
def kinds() -> dict[str, Kind]:
    """All types by name, in order of status and name."""
    found = [*_of_rooms(), *_of_the_frame(), *_of_nobody()]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: (kind.status, kind.name))}


def _of_rooms() -> list[Kind]:
    return [
        Kind(name=name_of(kind), status=status_of(kind), meaning=MEANINGS.get(kind) or _sentence(kind))
        for kind in _all(DomainError)
        if _is_ours(kind) and kind is not Refused
    ]


def _of_the_frame() -> list[Kind]:
    own = [kind for kind in _all(exceptions.APIException) if _is_ours(kind)]
    return [
        Kind(
            name=str(kind.default_code).replace("_", "-"),
            status=kind.status_code,
            meaning=str(kind.default_detail).replace(" “{media_type}”", "").replace(' "{media_type}"', ""),
        )
        for kind in (*FRAMEWORK, *own)
    ]


def _of_nobody() -> list[Kind]:
    """Problems without an exception of their own."""
    pages = [Kind(name=name, status=code, meaning=words) for code, (name, words) in middleware.NAMED.items()]
    return [*pages, Kind(name="busy", status=status.HTTP_503_SERVICE_UNAVAILABLE, meaning=BUSY)]


def _sentence(kind: type[DomainError]) -> str:
    """What a refusal says; where that depends on the case, what it is."""
    is_fixed = kind.sentence != DomainError.sentence
    return kind.sentence if is_fixed else (kind.__doc__ or "").split("\n")[0]


def _all(root: type[Any]) -> list[type[Any]]:
    return [kind for child in root.__subclasses__() for kind in (child, *_all(child))]


def _is_ours(kind: type) -> bool:
    room = kind.__module__.split(".")[0]
    return room in settings.INSTALLED_APPS and (settings.BASE_DIR / room).is_dir()
