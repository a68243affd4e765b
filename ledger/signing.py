"""Keys of the log, and signatures under heads of its tree.

`LOG_KEYS` names files with Ed25519 private keys (PEM, PKCS 8). The first is the log's own; the others sign beside it
while a change of keys is under way, so that whoever knows only the old key goes on verifying.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ledger import store
from ledger.domain.heads import NotANote, PublicKey, Signature, TreeHead, parse
from ledger.domain.keys import KeyAnnounced, KeyRing
from ledger.unit_of_work import unit_of_work

KEY_RING = UUID(int=0)


def sign(head: TreeHead) -> str:
    """The head as a note with a signature of each key.

    Raises:
        ImproperlyConfigured: a key cannot be read.
    """
    text = str(head)
    return text + "\n" + "".join(str(_signed(text, key)) for key in private_keys())


def verified(note: str, *, keys: Iterable[PublicKey]) -> TreeHead:
    """The head of a note that one of the keys signed.

    Raises:
        NotANote: the text is no signed head, or none of these keys signed it.
    """
    head, signatures = parse(note)
    known = {(key.name, key.id): key for key in keys}
    text = str(head).encode()
    if not any(_holds(known.get((one.name, one.key_id)), one, text=text) for one in signatures):
        raise NotANote("None of the known keys signed this head.")
    return head


def public_keys() -> list[PublicKey]:
    """The log's keys, its own first."""
    return [_public(key) for key in private_keys()]


def known_keys() -> list[PublicKey]:
    """Every key that the log announced, oldest first."""
    return [PublicKey.parse(text) for text in _announced()]


def announce_keys(*, by: UUID, at: datetime) -> None:
    """Put the log's keys into the log, where that was not done yet."""
    new = {str(key) for key in public_keys()} - set(_announced())
    if new:
        with unit_of_work(actor_id=by, at=at) as work:
            ring = work.load_or_create(KeyRing, KEY_RING)
            for key in sorted(new):
                ring.announce(key)


def _announced() -> list[str]:
    found = store.read_stream(KeyRing.stream_of(KEY_RING))
    return [item.event.key for item in found if isinstance(item.event, KeyAnnounced)]


def private_keys() -> list[Ed25519PrivateKey]:
    """The keys in their order.

    Raises:
        ImproperlyConfigured: a file is missing or holds no such key.
    """
    return [_read(Path(path)) for path in settings.LOG_KEYS]


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"LOG_KEYS names {path}, which cannot be read as a private key.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"LOG_KEYS names {path}, which is no Ed25519 key.")
    return key


def _public(key: Ed25519PrivateKey) -> PublicKey:
    return PublicKey(name=settings.LOG_ORIGIN, value=key.public_key().public_bytes_raw())


def _signed(text: str, key: Ed25519PrivateKey) -> Signature:
    public = _public(key)
    return Signature(name=public.name, key_id=public.id, value=key.sign(text.encode()))


def _holds(key: PublicKey | None, signature: Signature, *, text: bytes) -> bool:
    if key is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.value).verify(signature.value, text)
    except InvalidSignature:
        return False
    return True
