"""Every address that the site answers, with something in place of its variables."""

import re
from collections.abc import Iterator
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize

VALUES = {"UUIDConverter": str(UUID(int=1, version=4)), "IntConverter": "1"}


def addresses() -> Iterator[tuple[str, str]]:
    """Path and name, such as "/cases/<uuid>/" and "cases:case"."""
    yield from _under(get_resolver().url_patterns, path="/", space="")


def _under(patterns: list[URLPattern | URLResolver], *, path: str, space: str) -> Iterator[tuple[str, str]]:
    for entry in patterns:
        here = path + filled(entry)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _under(entry.url_patterns, path=here, space=inner)
        else:
            yield here, f"{space}{entry.name or entry.lookup_str}"


def filled(entry: URLPattern | URLResolver) -> str:
    """The entry's part of the path with its variables filled in."""
    pattern = entry.pattern
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: value_of(pattern.converters[found[1]]), str(pattern))
    shape, names = normalize(pattern.regex.pattern)[0]
    return shape % dict.fromkeys(names, "1")


def value_of(converter: object) -> str:
    """Something that the converter takes."""
    return VALUES.get(type(converter).__name__, "x")
