"""The only addresses that a document can reach: pictures handed over beforehand, named by their SHA-256."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"
KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class AddressNotInTable(ValueError):
    """An address outside the table; WeasyPrint turns it into FatalURLFetchingError."""


class SealedFetcher(URLFetcher):
    """Serves `asset:<sha256>` from a table of files and refuses every other address, without a redirect.

    The address takes part in the output (WeasyPrint names pictures by it), so it is the hash of the
    content and never a path: otherwise the same dossier would differ from machine to machine.
    """

    def __init__(self, assets: Mapping[str, Path]) -> None:
        super().__init__(allow_redirects=False, fail_on_errors=True, allowed_protocols=())
        self._assets = {f"{SCHEME}{digest}": path for digest, path in assets.items()}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Bytes of a picture of the table.

        Raises:
            AddressNotInTable: any other address.
        """
        if url not in self._assets:
            raise AddressNotInTable("This address is not among the document's pictures.")
        content = self._assets[url].read_bytes()
        kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), "application/octet-stream")
        return URLFetcherResponse(url, content, {"Content-Type": kind})
