"""Writing documents into the tables of one index file."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from entities.domain.names import has_near, shortened
from search.analysis import stream
from search.backends.fts5_compiling import one_token
from search.backends.fts5_files import create_pool
from search.domain.documents import Doc
from search.facets import SEPARATOR
from search.indexed import indexed

_HALF = re.compile("[\ud800-\udfff]")

Columns = tuple[str, str, str, str, str, str, str]


class Writer:
    """Puts whole documents; the transaction is the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pools = {case: pool for pool, case in connection.execute("SELECT pool, case_id FROM wall")}
        self._parts: set[tuple[int, str]] = set()

    def write(self, docs: Sequence[Doc]) -> int:
        """Write those that are later than what the index knows of them; says how many."""
        return sum(self._put(storable(doc)) for doc in docs)

    def _put(self, doc: Doc) -> bool:
        sql = "SELECT n, pos, gone, pool FROM doc WHERE id = ?"
        held = self._connection.execute(sql, [doc.id]).fetchone()
        if held and held[1] >= doc.pos:
            return False
        number = held[0] if held else self._next_number()
        if held and not held[2]:
            self._forget(number, held[3])
        pool = self._pool(doc)
        self._store(doc, number=number, pool=pool)
        if not doc.gone:
            self._add(doc, number=number, pool=pool)
        return True

    def _next_number(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(n), 0) + 1 FROM doc").fetchone()[0])

    def _forget(self, number: int, pool: int) -> None:
        """A table without content is told the old tokens to delete them."""
        blob = self._connection.execute("SELECT doc FROM txt WHERE n = ?", [number]).fetchone()[0]
        old = _columns(msgspec.json.decode(blob, type=Doc))
        table = f"fts_{pool}"
        self._connection.execute(
            f"INSERT INTO {table} ({table}, rowid, title, body, parts, likes, keys, sounds, idents) "
            "VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?)",
            [number, *old],
        )

    def _store(self, doc: Doc, *, number: int, pool: int) -> None:
        tags = f"{SEPARATOR}{SEPARATOR.join(doc.tags)}{SEPARATOR}" if doc.tags else ""
        row = (number, doc.id, doc.pos, doc.gone, pool, doc.seal, doc.case, doc.group, doc.recorded, doc.when)
        values = (*row, doc.kind, doc.author, doc.lang, doc.status, tags)
        self._connection.execute("REPLACE INTO doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._connection.execute("REPLACE INTO txt VALUES (?, ?)", [number, msgspec.json.encode(doc)])

    def _add(self, doc: Doc, *, number: int, pool: int) -> None:
        self._connection.execute(
            f"INSERT INTO fts_{pool} (rowid, title, body, parts, likes, keys, sounds, idents) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [number, *_columns(doc)],
        )
        for part in doc.name_parts:
            if has_near(part) and (pool, part) not in self._parts:
                self._parts.add((pool, part))
                rows = [(short, part) for short in (part, *shortened(part))]
                self._connection.executemany(f"INSERT OR IGNORE INTO near_{pool} VALUES (?, ?)", rows)

    def _pool(self, doc: Doc) -> int:
        if not doc.is_walled:
            return 0
        if doc.case not in self._pools:
            pool = max(self._pools.values(), default=0) + 1
            self._connection.execute("INSERT INTO wall VALUES (?, ?)", [pool, doc.case])
            create_pool(self._connection, pool)
            self._pools[doc.case] = pool
        return int(self._pools[doc.case])


def storable(doc: Doc) -> Doc:
    """The document without halves of characters, which no database takes."""
    if _HALF.search(doc.title) or _HALF.search(doc.body):
        return replace(doc, title=_HALF.sub("\ufffd", doc.title), body=_HALF.sub("\ufffd", doc.body))
    return doc


def _columns(doc: Doc) -> Columns:
    held = indexed(doc)
    parts = _values(held.parts)
    texts = (" ".join(stream(held.title)), " ".join(stream(held.body)))
    return (*texts, parts, parts, _values(held.keys), _values(held.sounds), _values(held.idents))


def _values(values: frozenset[str]) -> str:
    return " ".join(sorted(map(one_token, values)))
