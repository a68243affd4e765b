"""Worlds that services built once in a process are put back as the rows they left: same events, salts and hashes.

A world is put back only onto the log that it was built on, and only inside a test's own transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")
Rows = dict[str, dict[Any, tuple[Any, ...]]]


@dataclass(frozen=True)
class Built:
    """What a builder answered and the rows that are new or changed since."""

    answer: Any
    rows: dict[str, list[tuple[Any, ...]]]


_built: dict[tuple[Any, ...], Built] = {}


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """Build with services the first time, and put the rows back the next time."""

    @wraps(build)
    def once(*args: P.args, **values: P.kwargs) -> R:
        if connection.vendor != "sqlite" or not connection.in_atomic_block:
            return build(*args, **values)
        key = (_last_hash(), build.__module__, build.__qualname__, repr(args), repr(sorted(values.items())))
        if key in _built:
            _put_back(_built[key].rows)
            return _built[key].answer
        before = _rows()
        answer = build(*args, **values)
        _built[key] = Built(answer, _changes(before, _rows()))
        return answer

    return once


def _last_hash() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM ledger_storedevent ORDER BY position DESC LIMIT 1")
        return (cursor.fetchone() or (b"",))[0]


def _rows() -> Rows:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with connection.cursor() as cursor:
        return {model._meta.db_table: _table(cursor, model) for model in models}


def _table(cursor: Any, model: Any) -> dict[Any, tuple[Any, ...]]:
    keys = [place for place, column in enumerate(model._meta.concrete_fields) if column in model._meta.pk_fields]
    columns = ", ".join(f'"{column.column}"' for column in model._meta.concrete_fields)
    cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}"')
    return {tuple(row[place] for place in keys): row for row in cursor.fetchall()}


def _changes(before: Rows, after: Rows) -> dict[str, list[tuple[Any, ...]]]:
    gone = [table for table in before if before[table].keys() - after[table].keys()]
    assert not gone, f"A remembered world must not delete: {gone}"
    changed = {
        table: [row for key, row in rows.items() if before[table].get(key) != row] for table, rows in after.items()
    }
    return {table: rows for table, rows in changed.items() if rows}


def _put_back(changed: dict[str, list[tuple[Any, ...]]]) -> None:
    columns = {
        model._meta.db_table: model._meta.concrete_fields for model in apps.get_models(include_auto_created=True)
    }
    with connection.cursor() as cursor:
        for table, rows in changed.items():
            names = ", ".join(f'"{column.column}"' for column in columns[table])
            marks = ", ".join(["%s"] * len(columns[table]))
            cursor.executemany(f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({marks})', rows)
