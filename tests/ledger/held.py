"""What Python does while the head of the log is locked: files, sockets, processes, templates, queries (I11)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test.signals import template_rendered

from ledger import store, unit_of_work

SLOW = ("open", "socket.", "subprocess.", "os.", "shutil.", "time.sleep", "urllib.")


@dataclass
class Held:
    """What was seen under the lock, and how many queries each append made."""

    slow: list[str] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    is_held: bool = False

    def count(self, execute: Any, *call: Any) -> Any:
        if self.is_held:
            self.queries[-1] += 1
        return execute(*call)

    def see(self, what: str) -> None:
        if self.is_held:
            self.slow.append(what)


_watching: list[Held] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event.startswith(SLOW):
        _watching[-1].see(f"{event} {arguments[:1]}")


sys.addaudithook(_hook)  # cannot be taken away again; it is silent while nobody watches


@contextmanager
def watched() -> Iterator[Held]:
    """Watch every append of this process."""
    held = Held()
    lock, commit = store.lock_head, unit_of_work._commit

    def locked(at: Any) -> Any:
        head = lock(at)
        held.is_held = True
        held.queries.append(0)
        return head

    def committed(*call: Any) -> None:
        try:
            commit(*call)
        finally:
            held.is_held = False

    def rendered(sender: Any, **_: Any) -> None:
        held.see(f"template {sender.name}")

    _watching.append(held)
    template_rendered.connect(rendered)
    try:
        with (
            patch.object(store, "lock_head", locked),
            patch.object(unit_of_work, "_commit", committed),
            connection.execute_wrapper(held.count),
        ):
            yield held
    finally:
        template_rendered.disconnect(rendered)
        _watching.remove(held)
