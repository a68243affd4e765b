"""Positions of the log on the wire: opaque, deterministic, the same for everybody.

Dense integers would tell every account how busy other people's cases are, so a position leaves the house
encrypted with AES-SIV (RFC 5297) under a key derived from SECRET_KEY.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

from ledger.domain.errors import BadInput

PREFIX = "pos_"
PATTERN = r"^pos_[A-Za-z0-9_-]{32}$"
_CONTEXT = [b"interdict position"]


def position_text(position: int) -> str:
    """A position as it leaves the house: `pos_` and 32 characters."""
    sealed = _cipher(settings.SECRET_KEY).encrypt(position.to_bytes(8, "big"), _CONTEXT)
    return PREFIX + urlsafe_b64encode(sealed).decode()


def position_of(text: str, *, field: str) -> int:
    """The position of a text.

    Raises:
        BadInput: it is none of ours.
    """
    try:
        sealed = urlsafe_b64decode(text.removeprefix(PREFIX).encode("ascii"))
        found = _cipher(settings.SECRET_KEY).decrypt(sealed, _CONTEXT)
    except (ValueError, InvalidTag) as error:
        raise BadInput("This is no position that this installation gave out.", field=field) from error
    return int.from_bytes(found, "big")


@lru_cache(maxsize=2)
def _cipher(secret: str) -> AESSIV:
    return AESSIV(hashlib.sha512(b"interdict positions\0" + secret.encode()).digest())
