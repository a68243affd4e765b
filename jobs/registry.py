"""Kinds of work: which function does it, in which queue, under which name people see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.utils.module_loading import autodiscover_modules

from jobs.models import Queue
from jobs.outcomes import GiveUp
from jobs.run import Run

Handler = Callable[[Run], None]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`label` is an imperative phrase; `every` makes the work periodic; `result_page` is a URL name.

    The page of a result takes `result_ref` as its only argument.
    """

    name: str
    queue: str
    label: str
    handler: Handler
    every: timedelta | None = None
    result_page: str = ""


class KindTakenTwice(ValueError):
    """Two functions claim the same kind of work."""


_kinds: dict[str, Kind] = {}


def job(
    name: str, *, queue: str, label: str = "", every: timedelta | None = None, result_page: str = ""
) -> Callable[[Handler], Handler]:
    """Register a handler: `@job("evidence.identify", queue="ingest", label="Identify a file")`.

    The handler may run more than once; it ends by writing its effects together with `run.fence`
    (see `jobs.run.Run`). With `every`, the sweeper promises one job for each such period.
    """

    def register(handler: Handler) -> Handler:
        if name in _kinds and _kinds[name].handler is not handler:
            raise KindTakenTwice(name)
        _kinds[name] = Kind(
            name=name, queue=Queue(queue), label=label or name, handler=handler, every=every, result_page=result_page
        )
        return handler

    return register


@cache
def load() -> None:
    """Import every room's `tasks.py`, once."""
    autodiscover_modules("tasks")


def handler_of(name: str) -> Handler:
    """The function for a kind of work.

    Raises:
        GiveUp: this version knows no such work.
    """
    load()
    if name not in _kinds:
        raise GiveUp(f"This version does not know work of the kind {name}.")
    return _kinds[name].handler


def label_of(name: str) -> str:
    """What people call this kind of work."""
    load()
    return _kinds[name].label if name in _kinds else name


def result_page_of(name: str) -> str:
    """URL name of the page that shows this kind's results, or nothing."""
    load()
    return _kinds[name].result_page if name in _kinds else ""


def periodic_kinds() -> list[Kind]:
    """Kinds that come back by themselves."""
    load()
    return [kind for kind in _kinds.values() if kind.every]
