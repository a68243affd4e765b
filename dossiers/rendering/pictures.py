"""Pictures on their way into the child: each is what its hash says, small, and a JPEG or PNG."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossiers.domain.document import Document
from dossiers.rendering.failures import AssetNotUsable
from dossiers.rendering.limits import Limits

STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def take_pictures(document: Document, assets: Mapping[str, Path], *, into: Path, limits: Limits) -> list[str]:
    """Copy the pictures that the document names into a folder, each under its SHA-256.

    Raises:
        AssetNotUsable: one is missing, changed, too large or of another type.
    """
    into.mkdir()
    total = 0
    wanted = sorted(set(_named(document)))
    for digest in wanted:
        content = _content(digest, assets, limits=limits)
        total += len(content)
        if total > limits.assets_bytes:
            raise AssetNotUsable(f"The pictures have more than {limits.assets_bytes:,} bytes together.")
        (into / digest).write_bytes(content)
    return wanted


def _named(document: Document) -> Iterator[str]:
    return (sheet.thumbnail_sha256 for sheet in document.exhibits if sheet.thumbnail_sha256)


def _content(digest: str, assets: Mapping[str, Path], *, limits: Limits) -> bytes:
    path = assets.get(digest)
    if path is None or not path.is_file():
        raise AssetNotUsable(f"The picture {digest[:16]}… was not handed over.")
    if path.stat().st_size > limits.asset_bytes:
        raise AssetNotUsable(f"The picture {digest[:16]}… has more than {limits.asset_bytes:,} bytes.")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise AssetNotUsable(f"The picture {digest[:16]}… is not what its SHA-256 says.")
    if not content.startswith(STARTS):
        raise AssetNotUsable(f"The picture {digest[:16]}… is neither JPEG nor PNG.")
    return content
