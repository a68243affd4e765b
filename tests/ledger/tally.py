"""A small aggregate with an old event version, for tests of the log itself. Its names start with `test.`."""

from typing import Any, assert_never
from uuid import UUID

from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import Refused
from ledger.domain.events import Event, event, upcaster
from ledger.domain.when import When


@event("test.counted", version=3)
class Counted(Event):
    """Something was counted; version 1 had no note, version 2 called the number `count`."""

    number: int
    note: str = ""


@event("test.cleared")
class Cleared(Event):
    """Counting began again."""


@upcaster("test.counted", 1)
def without_note(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "note": "none given"}


@upcaster("test.counted", 2)
def renamed(data: dict[str, Any]) -> dict[str, Any]:
    return {"number": data["count"], "note": data["note"]}


class NothingToClear(Refused):
    """Only what was counted can be cleared."""

    sentence = "Nothing was counted."


class Tally(Aggregate[Counted | Cleared]):
    """A sum."""

    stream_family = "tally"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.total = 0

    def count(self, number: int, *, note: str = "", when: When | None = None) -> None:
        self._record(Counted(number=number, note=note), when=when)

    def clear(self) -> None:
        if not self.total:
            raise NothingToClear
        self._record(Cleared())

    def _apply(self, event: Counted | Cleared) -> None:
        match event:
            case Counted(number=number):
                self.total += number
            case Cleared():
                self.total = 0
            case _:
                assert_never(event)


class Shelf(Tally):
    """Another kind of thing that lives in streams of the same family."""
