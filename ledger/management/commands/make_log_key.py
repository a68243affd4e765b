"""The key that signs heads of the log."""

import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ledger import signing


class Command(BaseCommand):
    """Writes the first file of LOG_KEYS for its owner alone; a key that is there stays."""

    help = "Make the key that signs heads of the log, when there is none."

    def handle(self, *_: Any, **__: Any) -> None:
        """Make it and print what verifiers need."""
        path = Path(settings.LOG_KEYS[0])
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                key = Ed25519PrivateKey.generate()
                file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        except FileExistsError:
            self.stdout.write("The key is there already.")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(str(signing.public_keys()[0]))
