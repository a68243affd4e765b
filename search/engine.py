"""Which engine answers: the setting SEARCH_URL decides."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.backends import SearchBackend
from search.backends.fts5 import Fts5Backend


def engine() -> SearchBackend:
    """The engine of this process."""
    return _engine(settings.SEARCH_URL)


@cache
def _engine(address: str) -> SearchBackend:
    parts = urlsplit(address)
    if parts.scheme != "fts5":
        raise ImproperlyConfigured("SEARCH_URL must begin with fts5:// and name a folder.")
    folder = Path(parts.netloc + parts.path)
    folder.mkdir(parents=True, exist_ok=True)
    return Fts5Backend(folder)
