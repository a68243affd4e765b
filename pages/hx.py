"""The only writer of htmx attributes: each element gets this response's nonce, and nothing that needs eval."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

_WRITES = {"post", "put", "patch", "delete"}
_ALLOWED = _WRITES | {
    "get",
    "target",
    "swap",
    "trigger",
    "select",
    "select_oob",
    "push_url",
    "replace_url",
    "include",
    "indicator",
    "confirm",
    "disable",
    "sync",
    "encoding",
    "vals",
    "headers",
    "validate",
    "preserve",
}


class UnsafeAttribute(ValueError):
    """An htmx attribute that would run a string as a script, or that htmx does not know."""


def hx_attributes(request: HttpRequest, wanted: Mapping[str, object]) -> SafeString:
    """Attributes `hx-*` for one element; dashes are written as underscores, `vals` and `headers` are mappings.

    An element that writes by itself (not a form) gets the CSRF token as a header.

    Raises:
        UnsafeAttribute: an unknown name, a `js:` value, a trigger with a filter.
    """
    pairs = [(name, _checked(name, value)) for name, value in _with_token(request, wanted).items()]
    nonce = str(cast("Any", request).csp_nonce)
    return format_html_join(" ", 'hx-{}="{}"', [*_dashed(pairs), ("nonce", nonce)])


def _with_token(request: HttpRequest, wanted: Mapping[str, object]) -> dict[str, object]:
    if not _WRITES & wanted.keys():
        return dict(wanted)
    headers = wanted.get("headers")
    given = dict(headers) if isinstance(headers, Mapping) else {}
    return {**wanted, "headers": {**given, "X-CSRFToken": get_token(request)}}


def _checked(name: str, value: object) -> str:
    if name not in _ALLOWED:
        raise UnsafeAttribute(f"hx-{name} is not written by our pages.")
    text = json.dumps(dict(value)) if isinstance(value, Mapping) else str(value)
    if text.strip().lower().startswith(("js:", "javascript:")):
        raise UnsafeAttribute(f"hx-{name} must not hold a script.")
    if name == "trigger" and "[" in text:
        raise UnsafeAttribute("A filter in hx-trigger needs eval.")
    return text


def _dashed(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((name.replace("_", "-"), value) for name, value in pairs)
