"""The embedded engine: SQLite FTS5 in files of its own, fed with our own tokens.

Each walled case has full-text tables of its own, so that its words weigh nothing in what strangers see.
"""

import hashlib
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ledger.domain.errors import Refused
from search.analysis import ANALYSIS_VERSION, is_cjk
from search.backends.fts5_compiling import Compiler
from search.backends.fts5_files import IndexFile, IndexFileGone, IndexFolder
from search.backends.fts5_writing import Writer
from search.domain.documents import LARGEST_TOTAL, Applied, Doc, Found, Hit, Scope, Want
from search.domain.query import Node
from search.facets import chosen_rows, facet_counts
from search.highlighting import hit
from search.meaning import Formula, Probe, Span, meaning, probes
from search.paging import Row, best_pages, page
from search.suggestions import suggestion

WEIGHTS = "4.0, 1.0, 5.0, 1.0, 3.0, 0.8, 3.0"
"""Of title, body, exact name, near name, name key, sound and identifier, in the order of the columns."""

BATCH = 1_000

RETRIES = 3
"""How often a file may be replaced between finding and opening it."""

Answer = TypeVar("Answer")


class RebuildUnderWay(Refused):
    """An index that is being filled cannot itself be rebuilt."""

    sentence = "This index is being filled; it cannot be rebuilt before it is in use."


class _Answering(ABC):
    """What any index file answers, current or not."""

    def position(self) -> int:
        """The position that the file reflects."""
        return self._read(_position)

    def search(self, query: Node, scope: Scope, *, want: Want) -> Found:
        """Match, filter, count and order in one state of the index."""
        return self._read(lambda connection: _Search(connection, scope).run(query, want))

    def fetch(self, ids: Sequence[str], scope: Scope) -> list[Doc]:
        """Documents by id."""
        docs = self._read(lambda connection: [doc for id in ids if (doc := _doc(connection, id))])
        return [doc for doc in docs if scope.admits(doc)]

    def parts(self, root: str) -> list[str]:
        """Ids of what is there of a thing."""
        sql = "SELECT id FROM doc WHERE root = ? AND gone = 0 ORDER BY n"
        return self._read(lambda connection: [row[0] for row in connection.execute(sql, [root])])

    @property
    def is_outdated(self) -> bool:
        """Whether the index was analysed by other rules than today's: it answers, but has to be made anew."""
        return self._read(lambda connection: _meta(connection, "analysis")) != ANALYSIS_VERSION

    def digest(self) -> str:
        """A hash of everything that can be found and of what the full-text tables hold; equal for equal indexes.

        Positions and tombstones are left out: they say how an index came about, not what it answers.
        """
        return self._read(_digest)

    @abstractmethod
    def _read(self, ask: Callable[[sqlite3.Connection], Answer]) -> Answer: ...


class Fts5Backend(_Answering):
    """One folder with the current index file. Any number of threads and processes may share the folder."""

    def __init__(self, folder: Path) -> None:
        self._files = IndexFolder(folder)

    def apply(self, puts: Sequence[Doc], upto: int) -> Applied:
        """Write documents in one transaction a thousand; the position moves with the last."""
        with self._files.locked("write"):
            return _apply(self._files.current(), puts, upto=upto)

    @contextmanager
    def rebuild(self) -> Iterator["Fts5Target"]:
        """Fill a new file; this one answers until the new one has all that it has."""
        with self._files.locked("rebuild"):
            self._files.remove_others()
            target = IndexFile.create(self._files.new_path())
            try:
                yield Fts5Target(target)
                with self._files.locked("write"):
                    self._catch_up(target)
                    self._files.point_to(target)
            finally:
                target.close()
                self._files.remove_others()

    def close(self) -> None:
        """Close idle connections."""
        self._files.close()

    def _catch_up(self, target: IndexFile) -> None:
        """Copy what was written to the old file after the new one was filled."""
        with target.reading() as filled:
            since = _position(filled)
        with self._files.current().reading() as connection:
            sql = "SELECT txt.doc FROM doc CROSS JOIN txt ON txt.n = doc.n WHERE doc.pos > ?"
            later = [msgspec.json.decode(row[0], type=Doc) for row in connection.execute(sql, [since])]
            upto = _position(connection)
        _apply(target, later, upto=upto)

    def _read(self, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
        for _ in range(RETRIES):
            with suppress(IndexFileGone), self._files.current().reading() as connection:
                return ask(connection)
        with self._files.current().reading() as connection:
            return ask(connection)


class Fts5Target(_Answering):
    """An index that is being filled and is not current yet."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file

    def apply(self, puts: Sequence[Doc], upto: int) -> Applied:
        """Write to the new file."""
        return _apply(self._file, puts, upto=upto)

    @contextmanager
    def rebuild(self) -> Iterator["Fts5Target"]:
        """Refused.

        Raises:
            RebuildUnderWay: always.
        """
        raise RebuildUnderWay
        yield self

    def _read(self, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
        with self._file.reading() as connection:
            return ask(connection)


class _Search:
    """One question to one state of the index."""

    def __init__(self, connection: sqlite3.Connection, scope: Scope) -> None:
        self._connection = connection
        self._scope = scope
        self._filter = [_json(sorted(scope.cases)), _json(sorted(scope.seals))]
        self._pools = [] if scope.is_empty else [0, *self._walled_pools()]

    def run(self, query: Node, want: Want) -> Found:
        looked_for = meaning(query)
        matching = self._rows(looked_for)
        rows = best_pages(chosen_rows(matching, want))
        shown, following = page(rows, want)
        return Found(
            hits=tuple(self._hit(row, wanted=probes(looked_for), want=want) for row in shown),
            total=min(len(rows), LARGEST_TOTAL),
            is_total_capped=len(rows) > LARGEST_TOTAL,
            facets={} if not self._pools else {name: facet_counts(name, matching, want=want) for name in want.facets},
            next=following,
            position=_position(self._connection),
            suggestion=self._suggestion(query) if want.suggestion and not rows and self._pools else "",
        )

    def _walled_pools(self) -> list[int]:
        sql = "SELECT pool FROM wall WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY pool"
        return [
            row[0] for row in self._connection.execute(sql, [_json(sorted(self._scope.walled & self._scope.cases))])
        ]

    def _rows(self, looked_for: Formula) -> list[Row]:
        return [row for pool in self._pools for row in self._pool_rows(looked_for, pool)]

    def _pool_rows(self, looked_for: Formula, pool: int) -> list[Row]:
        compiled = Compiler(self._connection, pool).compile(looked_for)
        table = f"fts_{pool}"
        # CROSS JOIN makes full text lead; SQLite by itself would walk the cases and probe the words row by row.
        source, score, lead = (
            (
                f"{table} CROSS JOIN doc d ON d.n = {table}.rowid",
                f"round(-bm25({table}, {WEIGHTS}), 6)",
                f"{table} MATCH ?",
            )
            if compiled.match is not None
            else ("doc d", "0.0", "d.pool = ?")
        )
        sql = (
            f"SELECT d.n, d.id, d.root, {score}, d.recorded, d.at, d.kind, d.case_id, d.author, d.lang, "
            "d.status, d.tags "
            f"FROM {source} WHERE {lead} AND d.gone = 0 AND d.case_id IN (SELECT value FROM json_each(?)) "
            f"AND d.seal IN (SELECT value FROM json_each(?)) AND {compiled.condition}"
        )
        leading: Any = pool if compiled.match is None else compiled.match
        return list(map(Row._make, self._connection.execute(sql, [leading, *self._filter, *compiled.parameters])))

    def _hit(self, row: Row, *, wanted: list[Probe], want: Want) -> Hit:
        blob = self._connection.execute("SELECT doc FROM txt WHERE n = ?", [row.number]).fetchone()[0]
        return hit(msgspec.json.decode(blob, type=Doc), score=row.score, probes=wanted, has_fragments=want.fragments)

    def _suggestion(self, query: Node) -> str:
        return suggestion(query, count=self._count, near=self._readable_words)

    def _count(self, query: Node) -> int:
        return len({row.root for row in self._rows(meaning(query))})

    def _readable_words(self, word: str) -> list[str]:
        """Words one edit away that stand in a text which this reader may see."""
        known = {found for pool in self._pools for found in Compiler(self._connection, pool).known_words(word)}
        return [found for found in known if found != word and not is_cjk(found) and self._rows(Span((found,)))]


def _apply(file: IndexFile, puts: Sequence[Doc], *, upto: int) -> Applied:
    written = 0
    batches = [puts[at : at + BATCH] for at in range(0, len(puts), BATCH)] or [[]]
    for number, batch in enumerate(batches, start=1):
        with file.writing() as connection:
            written += Writer(connection).write(batch)
            if number == len(batches):
                connection.execute("UPDATE meta SET value = max(value, ?) WHERE key = 'position'", [upto])
            position = _position(connection)
    return Applied(written=written, known=len(puts) - written, position=position)


def _meta(connection: sqlite3.Connection, key: str) -> int:
    return int(connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()[0])


def _position(connection: sqlite3.Connection) -> int:
    return _meta(connection, "position")


def _doc(connection: sqlite3.Connection, id: str) -> Doc | None:
    sql = "SELECT txt.doc FROM doc JOIN txt ON txt.n = doc.n WHERE doc.id = ?"
    row = connection.execute(sql, [id]).fetchone()
    return msgspec.json.decode(row[0], type=Doc) if row else None


def _digest(connection: sqlite3.Connection) -> str:
    total = hashlib.sha256()
    sql = "SELECT txt.doc FROM doc JOIN txt ON txt.n = doc.n WHERE doc.gone = 0 ORDER BY doc.id"
    for row in connection.execute(sql):
        total.update(msgspec.json.encode(replace(msgspec.json.decode(row[0], type=Doc), pos=0)))
    pools = [("", 0), *connection.execute("SELECT case_id, pool FROM wall ORDER BY case_id")]
    for case, pool in pools:
        for row in connection.execute(f"SELECT term, col, doc, cnt FROM vocab_{pool} ORDER BY term, col"):
            total.update(repr((case, *row)).encode())
    return total.hexdigest()


def _json(values: list[Any]) -> str:
    return msgspec.json.encode(values).decode()
