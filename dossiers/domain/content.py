"""The wire form of a dossier's value, and the hash of its content that an approval binds to."""

import hashlib
import re
from dataclasses import replace

import msgspec

from dossiers.domain.document import Document, Verification
from ledger.canonical import canonical

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(document: Document) -> bytes:
    """Canonical bytes (RFC 8785) of the whole value; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    return canonical(_storable(msgspec.to_builtins(document)))


def from_json(content: bytes) -> Document:
    """The value of `to_json`.

    Raises:
        msgspec.ValidationError: the bytes are JSON but not a dossier.
    """
    return msgspec.json.decode(content, type=Document)


def content_sha256(document: Document) -> str:
    """Lowercase hex over the canonical bytes of what a reviewer reads and an approver approves.

    Left out, because each is fixed only after the approval or says nothing of the case:

    - `cover.content_sha256`, which cannot contain itself;
    - `cover.state`, `cover.approver`, `cover.issued` and the signatories: they record the approval;
    - `cover.copy` and the disclosures: one approved content is handed out in several copies;
    - the verification annex: root, seal and time stamp speak of the log and of the file.

    The recipient and the authority stay in: what may be shown depends on who will read it.
    """
    cover = replace(document.cover, content_sha256="", state="", approver="", issued="", copy="")
    bare = replace(
        document,
        cover=cover,
        certification=replace(document.certification, signatories=()),
        disclosures=(),
        verification=Verification(),
    )
    return hashlib.sha256(to_json(bare)).hexdigest()


def _storable(value: object) -> object:
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(item) for item in value]
    return value
