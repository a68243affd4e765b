"""Canonical bytes, salted commitments and hashes of events (RFC 8785 over the payload profile).

commitment = SHA-256(0x02 || salt || canonical([field, value]))
hash       = SHA-256(0x00 || canonical(envelope)), which is also the RFC 6962 leaf hash
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

from ledger.codec import ERASED_KEY, is_erased

SALT_BYTES = 16
NO_HASH = bytes(32)


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of a value that keeps the payload profile."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def commitment(salt: bytes, field: str, value: Any) -> str:
    """Lowercase hex commitment to one field; without the salt it tells nothing of the value."""
    return hashlib.sha256(b"\x02" + salt + canonical([field, value])).hexdigest()


def commitments(data: Mapping[str, Any], salts: Mapping[str, str]) -> dict[str, str]:
    """Commitment of every field; an erased field carries its own."""
    return {
        field: value[ERASED_KEY] if is_erased(value) else commitment(bytes.fromhex(salts[field]), field, value)
        for field, value in data.items()
    }


def event_hash(header: Mapping[str, Any], committed: Mapping[str, str], previous: bytes) -> bytes:
    """Hash of one event: its header without the position, its commitments, the stream's last hash."""
    envelope = {**header, "fields": committed, "previous": previous.hex()}
    return hashlib.sha256(b"\x00" + canonical(envelope)).digest()
