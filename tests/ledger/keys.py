"""Keys of the log for tests."""

from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

ORIGIN = "log.example/interdict"


def use_a_key(settings: Any, folder: Path, *, number: int = 1) -> list[Ed25519PrivateKey]:
    """New keys that the log signs with from now on."""
    made = [Ed25519PrivateKey.generate() for _ in range(number)]
    paths = [folder / f"key{place}.pem" for place in range(number)]
    for key, path in zip(made, paths, strict=True):
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings.LOG_KEYS, settings.LOG_ORIGIN = [str(path) for path in paths], ORIGIN
    return made
