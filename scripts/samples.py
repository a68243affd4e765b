"""Write the sample of every event version that has none yet; a sample once committed is never written again.

    python -m scripts.samples

A sample is what the log stores of one event, with every field filled.
It proves in later years that old data still load.
"""

import dataclasses
import enum
import json
import os
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import django

from ledger import codec
from ledger.domain.events import Event, event_classes
from scripts.environment import ROOT
from scripts.rooms import rooms

FOLDER = ROOT / "tests" / "samples"
PLAIN: dict[Any, Any] = {
    str: "text",
    int: 1,
    bool: True,
    UUID: UUID(int=1, version=4),
    datetime: datetime(2025, 3, 2, 9, 30, tzinfo=UTC),
    date: date(2025, 3, 2),
    Decimal: Decimal("1.5"),
    type(None): None,
    Any: "text",
    object: "text",
}


def ours() -> dict[str, type[Event]]:
    """The product's events by wire name, without those that tests declare."""
    return {name: cls for name, cls in event_classes.items() if cls.__module__.split(".")[0] in rooms()}


def value_of(annotation: Any) -> Any:
    """A value of an annotated type; optional things are there, collections have one item."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in PLAIN:
        return PLAIN[annotation]
    if origin in MAKERS:
        return MAKERS[origin](inside)
    if isinstance(annotation, typing.NewType):
        return value_of(annotation.__supertype__)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return next(iter(annotation))
    if field_names(annotation):
        return filled(annotation)
    raise TypeError(f"No sample is known for {annotation}: give it a line in PLAIN or write the sample by hand.")


def _first(inside: tuple[Any, ...]) -> Any:
    return value_of(next(item for item in inside if item is not type(None)))


def _some(inside: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value_of(item) for item in inside if item is not Ellipsis)


MAKERS: Mapping[Any, Callable[[tuple[Any, ...]], Any]] = {
    typing.Union: _first,
    types.UnionType: _first,
    typing.Annotated: _first,
    typing.Literal: lambda inside: inside[0],
    tuple: _some,
    list: lambda inside: list(_some(inside)),
    frozenset: lambda inside: frozenset(_some(inside)),
    set: lambda inside: set(_some(inside)),
    dict: lambda inside: {value_of(inside[0]): value_of(inside[1])},
    Mapping: lambda inside: {value_of(inside[0]): value_of(inside[1])},
}


def filled(cls: Any) -> Any:
    """An instance with every field filled."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return cls(**{name: value_of(hints[name]) for name in field_names(cls)})


def field_names(cls: Any) -> list[str]:
    """Fields of an event or of a value object inside one; none for anything else."""
    if dataclasses.is_dataclass(cls):
        return [field.name for field in dataclasses.fields(cls) if field.init]
    return list(getattr(cls, "__struct_fields__", ()))


def main() -> None:
    """Write what is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    FOLDER.mkdir(exist_ok=True)
    for name, cls in sorted(ours().items()):
        path = FOLDER / f"{name}.v{cls.schema_version}.json"
        if not path.exists():
            path.write_text(json.dumps(codec.encode(filled(cls)), indent=2, ensure_ascii=False) + "\n")
            print(path.name)


if __name__ == "__main__":
    main()
