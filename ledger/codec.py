"""Events to JSON values and back, with upcasting. Erased fields read as the text `[erased]`."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from ledger.domain.errors import LogDamaged
from ledger.domain.events import Event, event_classes, upcasters

ERASED_KEY = "$erased"
ERASED_TEXT = "[erased]"
MAX_INTEGER = 2**53 - 1
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


class ProfileViolation(ValueError):
    """A payload that could not be hashed equally everywhere: a programming error."""


def utc_text(instant: datetime) -> str:
    """RFC 3339 in UTC with microseconds and a Z, one spelling for one instant."""
    if instant.tzinfo is None:
        raise ProfileViolation(f"{instant} has no time zone.")
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def encode(event: Event) -> dict[str, Any]:
    """JSON value of an event, held to the payload profile.

    Raises:
        ProfileViolation: a float, a NUL, a lone surrogate, a key that is not ASCII, a time
            without zone or an integer beyond 53 bits.
    """
    encoded: dict[str, Any] = _profiled(msgspec.to_builtins(event, builtin_types=(datetime,)))
    return encoded


def decode(name: str, schema_version: int, data: Mapping[str, Any]) -> Event:
    """The event of stored data, lifted to the newest version of its type.

    Raises:
        LogDamaged: unknown type or version, or data that do not fit the type.
    """
    cls = event_classes.get(name)
    if cls is None:
        raise LogDamaged(f"The log holds an event of the unknown type {name}.")
    lifted = {key: ERASED_TEXT if is_erased(value) else value for key, value in data.items()}
    for version in range(schema_version, cls.schema_version):
        lifted = upcasters[name, version](lifted)
    try:
        return msgspec.convert(lifted, cls)
    except msgspec.ValidationError as error:
        raise LogDamaged(f"Stored data of {name} do not fit its type: {error}") from error


def is_erased(value: Any) -> bool:
    """True for what stands in place of an erased value."""
    return isinstance(value, dict) and set(value) == {ERASED_KEY}


def _profiled(value: Any) -> Any:
    match value:
        case None | bool():
            return value
        case str():
            return _checked_text(value)
        case int():
            return _checked_integer(value)
        case datetime():
            return utc_text(value)
        case dict():
            return {_checked_key(key): _profiled(item) for key, item in value.items()}
        case list() | tuple():
            return [_profiled(item) for item in value]
        case _:
            raise ProfileViolation(f"{type(value).__name__} does not belong in an event.")


def _checked_text(value: str) -> str:
    if _FORBIDDEN.search(value):
        raise ProfileViolation("Text with a NUL or a lone surrogate does not belong in an event.")
    return value


def _checked_integer(value: int) -> int:
    if abs(value) > MAX_INTEGER:
        raise ProfileViolation(f"{value} is beyond 53 bits; write it as text.")
    return value


def _checked_key(key: object) -> str:
    if not isinstance(key, str) or not key.isascii() or key.startswith("$"):
        raise ProfileViolation(f"The key {key!r} does not belong in an event.")
    return key
