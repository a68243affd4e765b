"""The files of the embedded index: one at a time is current, and a new one takes its place in one step."""

import fcntl
import os
import sqlite3
import string
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from uuid import uuid4

from search.analysis import ANALYSIS_VERSION

LAYOUT_VERSION = 2
LARGEST_WAL_BYTES = 64 * 1024 * 1024
BUSY_SECONDS = 30.0

_TOKEN_SIGNS = string.punctuation.replace("'", "''").replace('"', '""')
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE wall (pool INTEGER PRIMARY KEY, case_id TEXT NOT NULL UNIQUE);
CREATE TABLE doc (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, pos INTEGER NOT NULL, gone INTEGER NOT NULL, pool INTEGER NOT NULL,
  seal INTEGER NOT NULL, case_id TEXT NOT NULL, root TEXT NOT NULL, recorded TEXT NOT NULL, at TEXT NOT NULL,
  kind TEXT NOT NULL, author TEXT NOT NULL, lang TEXT NOT NULL, status TEXT NOT NULL, tags TEXT NOT NULL
);
CREATE INDEX doc_by_case ON doc (pool, case_id) WHERE gone = 0;
CREATE INDEX doc_by_root ON doc (root) WHERE gone = 0;
CREATE TABLE txt (n INTEGER PRIMARY KEY, doc BLOB NOT NULL);
"""
_POOL_TABLES = """
CREATE VIRTUAL TABLE fts_{pool} USING fts5(
  title, body, parts, likes, keys, sounds, idents, content='', tokenize="ascii tokenchars '{signs}'"
);
CREATE VIRTUAL TABLE vocab_{pool} USING fts5vocab(fts_{pool}, 'col');
CREATE TABLE near_{pool} (short TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (short, part)) WITHOUT ROWID;
"""


class IndexFileGone(Exception):
    """The file was replaced between looking up its name and opening it."""


class IndexFile:
    """One SQLite file with its idle connections; any thread may take one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._process = os.getpid()
        self._is_closed = False

    @classmethod
    def create(cls, path: Path) -> "IndexFile":
        """A new, empty index in a file of its own."""
        with _opened(path, mode="rwc") as connection:
            connection.executescript(_TABLES)
            create_pool(connection, 0)
            connection.execute("INSERT INTO meta VALUES ('position', 0), ('analysis', ?)", [ANALYSIS_VERSION])
        return cls(path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the index throughout."""
        connection = self._take()
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction of its own, committed on clean exit."""
        connection = self._take()
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
            self._shorten_wal(connection)
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close the idle connections; those in use are closed when they come back."""
        self._is_closed = True
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _take(self) -> sqlite3.Connection:
        if self._process != os.getpid():
            self._idle, self._process = LifoQueue(), os.getpid()
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            return _connection(self.path, mode="rw")
        except sqlite3.OperationalError as refusal:
            if self.path.exists():
                raise
            raise IndexFileGone(self.path.name) from refusal

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if self._is_closed:
            connection.close()
        else:
            self._idle.put(connection)

    def _shorten_wal(self, connection: sqlite3.Connection) -> None:
        """Steady readers would starve the checkpoint that SQLite does by itself."""
        wal = Path(f"{self.path}-wal")
        if wal.exists() and wal.stat().st_size > LARGEST_WAL_BYTES:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


class IndexFolder:
    """The folder that holds the current file, and the locks that writers and rebuilds take."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current: IndexFile | None = None
        folder.mkdir(parents=True, exist_ok=True)
        with self.locked("write"):
            if not self._name() or not (folder / self._name()).exists():
                self.point_to(IndexFile.create(self.new_path()))

    def current(self) -> IndexFile:
        """The file that answers now, whoever put it there."""
        name = self._name()
        held = self._current
        if held is None or held.path.name != name:
            self._current = IndexFile(self.folder / name)
            if held is not None:
                held.close()
        return self._current or IndexFile(self.folder / name)

    def new_path(self) -> Path:
        """A name that no file has had."""
        return self.folder / f"index-{LAYOUT_VERSION}-{uuid4().hex[:12]}.db"

    def point_to(self, file: IndexFile) -> None:
        """Make the file the current one, in one step."""
        fresh = self.folder / f"current.{uuid4().hex[:8]}"
        fresh.write_text(file.path.name, "utf-8")
        fresh.replace(self.folder / f"current-{LAYOUT_VERSION}")

    def remove_others(self) -> None:
        """Delete every file but the current one; whoever still reads one keeps it until they close it."""
        for path in self.folder.glob("index-*.db*"):
            if not path.name.startswith(self._name()):
                path.unlink(missing_ok=True)

    @contextmanager
    def locked(self, purpose: str) -> Iterator[None]:
        """Hold the folder's lock of this purpose against other threads and processes."""
        with (self.folder / f"{purpose}.lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def close(self) -> None:
        """Close what is open."""
        if self._current is not None:
            self._current.close()

    def _name(self) -> str:
        pointer = self.folder / f"current-{LAYOUT_VERSION}"
        return pointer.read_text("utf-8") if pointer.exists() else ""


def create_pool(connection: sqlite3.Connection, pool: int) -> None:
    """The tables of one pool of documents: 0 for everybody, the others for one walled case each."""
    for statement in _POOL_TABLES.format(pool=pool, signs=_TOKEN_SIGNS).split(";\n"):
        if statement.strip():
            connection.execute(statement)


@contextmanager
def _opened(path: Path, *, mode: str) -> Iterator[sqlite3.Connection]:
    connection = _connection(path, mode=mode)
    try:
        yield connection
    finally:
        connection.close()


def _connection(path: Path, *, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; PRAGMA mmap_size=268435456;"
        "PRAGMA temp_store=MEMORY;"
    )
    return connection
