"""Heads of the log's tree as text that people print and programs sign (C2SP tlog-checkpoint and signed-note).

A note is a head's text, an empty line, and one line for each signature. The fourth line is ours: the root of the
tree over scopes, which commits to how many streams each scope had and where each of them ended.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256

ED25519 = b"\x01"
SCOPES = "scopes"
_SIGNATURE = re.compile(r"— (?P<name>\S+) (?P<signed>[A-Za-z0-9+/=]+)")


class NotANote(ValueError):
    """The text is no signed head."""


@dataclass(frozen=True, kw_only=True)
class TreeHead:
    """The log up to `size` events: root over all leaves, and root over what each scope holds."""

    origin: str
    size: int
    root: bytes
    scopes_root: bytes

    def __str__(self) -> str:
        """The text that is signed; ends with a line break."""
        roots = b64encode(self.root).decode(), b64encode(self.scopes_root).decode()
        return f"{self.origin}\n{self.size}\n{roots[0]}\n{SCOPES} {roots[1]}\n"


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One line under a head: the key's name, the first four bytes of its fingerprint, 64 bytes of Ed25519."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        """The line, with its line break."""
        return f"— {self.name} {b64encode(self.key_id + self.value).decode()}\n"


@dataclass(frozen=True, kw_only=True)
class PublicKey:
    """A named Ed25519 key, 32 bytes."""

    name: str
    value: bytes

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 by which people compare keys."""
        return sha256(f"{self.name}\n".encode() + ED25519 + self.value).digest()

    @property
    def id(self) -> bytes:
        """What a signature's line says of its key."""
        return self.fingerprint[:4]

    def __str__(self) -> str:
        """The key as verifiers take it: name, id and key."""
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.value).decode()}"

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """Read a verifier's key.

        Raises:
            NotANote: it is none, or its id is not its own.
        """
        name, _, rest = text.strip().partition("+")
        id, _, encoded = rest.partition("+")
        raw = _bytes(encoded)
        key = cls(name=name, value=raw[1:])
        if raw[:1] != ED25519 or len(raw) != 33 or key.id.hex() != id:
            raise NotANote("This is no public key of a log.")
        return key


def parse(note: str) -> tuple[TreeHead, list[Signature]]:
    """Head and signatures of a note, none of them checked.

    Raises:
        NotANote: the text is no signed head.
    """
    text, gap, signed = note.partition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) != 4 or not lines[0] or not re.fullmatch(r"0|[1-9]\d{0,18}", lines[1]):
        raise NotANote("A signed head has four lines, an empty line and a signature.")
    word, _, scopes_root = lines[3].partition(" ")
    roots = _bytes(lines[2]), _bytes(scopes_root)
    if word != SCOPES or any(len(root) != 32 for root in roots):
        raise NotANote("A head has two roots of 32 bytes.")
    head = TreeHead(origin=lines[0], size=int(lines[1]), root=roots[0], scopes_root=roots[1])
    return head, [_signature(line) for line in signed.strip("\n").split("\n")]


def _signature(line: str) -> Signature:
    found = _SIGNATURE.fullmatch(line)
    raw = _bytes(found["signed"]) if found else b""
    if found is None or len(raw) != 68:
        raise NotANote("A signature has a name, a key's id and 64 bytes.")
    return Signature(name=found["name"], key_id=raw[:4], value=raw[4:])


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except NotBase64 as error:
        raise NotANote("The text is not base64.") from error
