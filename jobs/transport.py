"""Celery's file-system transport, cured: no message is seen half written, none stops the worker.

The stock transport writes in place and takes by moving, so a consumer can take what is not yet there.
Here a message is a complete file or no file; the consumer whose unlink succeeds has it. A folder a queue.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any, cast
from uuid import uuid4

from kombu.transport import filesystem
from kombu.transport.virtual import BrokerState

SET_ASIDE = "set_aside"


class Channel(filesystem.Channel):
    """Folders are made again when somebody deletes them."""

    @property
    def control_folder(self) -> Path:
        """Where kombu keeps its bindings."""
        return self._folder("bindings")

    def _folder(self, name: str) -> Path:
        folder = Path(self.transport_options["folder"]) / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _put(self, *args: Any, **_: Any) -> None:
        queue, message = args
        folder = self._folder(queue)
        name = f"{time.time_ns():020}-{uuid4().hex}"
        half = folder / f"{name}.half"
        with half.open("wb") as file:
            file.write(json.dumps(message).encode())
            file.flush()
            os.fsync(file.fileno())
        half.rename(folder / f"{name}.msg")
        _sync(folder)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        for file in self._messages(queue):
            message = self._read(file)
            if message is not None and _takes(file):
                return message
        raise Empty

    def _read(self, file: Path) -> dict[str, Any] | None:
        """A message; one that nobody can read is set aside, one that another took is none."""
        try:
            message: dict[str, Any] = json.loads(file.read_bytes())
            if {"body", "properties", "headers"} <= message.keys():
                return message
        except FileNotFoundError:
            return None
        except (ValueError, AttributeError):  # not JSON, or JSON but no message
            pass
        file.rename(self._folder(SET_ASIDE) / file.name)
        return None

    def _messages(self, queue: str) -> Iterator[Path]:
        return iter(sorted(self._folder(queue).glob("*.msg")))

    def _size(self, queue: str) -> int:
        return sum(1 for _ in self._messages(queue))

    def _purge(self, queue: str) -> int:
        return sum(_takes(file) for file in self._messages(queue))


class Transport(filesystem.Transport):
    """`filesystem://` with the option `folder`."""

    Channel = Channel
    global_state = cast("Any", BrokerState)()


def set_aside_count(folder: Path) -> int:
    """How many files in a broker's folder nobody could read."""
    return sum(1 for _ in (folder / SET_ASIDE).glob("*"))


def _takes(file: Path) -> bool:
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    return True


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
