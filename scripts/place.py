"""Where Interdict keeps its state and answers: home folder, secret key, port."""

import os
import secrets
import socket
import tempfile
from pathlib import Path

from scripts.environment import ROOT
from scripts.refusal import CannotStart

ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8000


def free_port() -> int:
    """The port of PORT, which nobody holds.

    Raises:
        CannotStart: it is no port, is taken, or may not be opened.
    """
    text = os.environ.get("PORT", str(DEFAULT_PORT))
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT must be a number from 1 to 65535, not {text!r}.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} of {ADDRESS} cannot be opened ({error.strerror}): "
                f"choose another, as in PORT={port % 65535 + 1} make run."
            ) from error
    return port


def home() -> Path:
    """The folder of all state, from INTERDICT_HOME, which can be written.

    Raises:
        CannotStart: it is read-only.
    """
    folder = (ROOT / os.environ.get("INTERDICT_HOME", "var")).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotStart(
            f"{folder} cannot be written ({error.strerror}): set INTERDICT_HOME to a folder that can."
        ) from error
    return folder


def secret_key_file(folder: Path) -> Path:
    """The file of the key that signs sessions, made on first use for its owner alone."""
    path = folder / "keys" / "secret_key"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path


def run_folder(folder: Path) -> Path:
    """Where running processes keep their files."""
    path = folder / "run"
    path.mkdir(mode=0o700, exist_ok=True)
    return path
