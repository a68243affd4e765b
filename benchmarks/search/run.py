"""Measure the embedded search against bare SQLite FTS5 in one run: `python -m benchmarks.search.run [--full]`.

The baseline is one FTS5 table with the unicode61 tokenizer, without rights, facets and names: the least there could be.
`--full` takes 50,000 documents, as the targets do; without it 5,000.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.search.corpus import documents
from search.analysis import terms
from search.backends.fts5 import Fts5Backend
from search.domain.documents import Doc, Scope, Want
from search.parser import parse

BATCH = 1_000


DOCUMENTS, ALL_DOCUMENTS = 5_000, 50_000


def main(*, full: bool = False) -> None:
    """Index, ask, change and rebuild; prints figures and ratios."""
    docs = list(documents(ALL_DOCUMENTS if full else DOCUMENTS))
    size = sum(len(doc.title.encode()) + len(doc.body.encode()) for doc in docs)
    print(f"{len(docs):,} documents, {size / 1e6:.1f} MB of text")
    with tempfile.TemporaryDirectory() as folder:
        raw = _raw(Path(folder) / "raw.db", docs)
        backend = Fts5Backend(Path(folder) / "search")
        _index(backend, docs)
        _ask(backend, raw, docs=docs)
        _lag(backend, docs)
        _rebuild(backend, docs)
        backend.close()


def _raw(path: Path, docs: list[Doc]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE VIRTUAL TABLE f USING fts5(title, body)"
    )

    def fill() -> None:
        for at in range(0, len(docs), BATCH):
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT INTO f VALUES (?, ?)", [(doc.title, doc.body) for doc in docs[at : at + BATCH]]
            )
            connection.execute("COMMIT")

    _timed("raw FTS5 index", fill, count=len(docs))
    return connection


def _index(backend: Fts5Backend, docs: list[Doc]) -> None:
    def fill() -> None:
        for at in range(0, len(docs), BATCH):
            backend.apply(docs[at : at + BATCH], docs[at].pos)

    _timed("our index", fill, count=len(docs))


def _lag(backend: Fts5Backend, docs: list[Doc]) -> None:
    """From the call that writes one changed document to a reader who sees its position."""
    waits = []
    for number, doc in enumerate(docs[:100], start=1):
        start = time.perf_counter()
        backend.apply([_later(doc, number)], 10**6 + number)
        while backend.position() < 10**6 + number:
            pass
        waits.append((time.perf_counter() - start) * 1e3)
    print(f"{'one change to visible':22} p50 {_at(waits, 0.5):.1f} ms, p95 {_at(waits, 0.95):.1f} ms")


def _later(doc: Doc, number: int) -> Doc:
    return replace(doc, pos=10**6 + number, body=f"{doc.body} changed")


def _rebuild(backend: Fts5Backend, docs: list[Doc]) -> None:
    def fill() -> None:
        with backend.rebuild() as target:
            for at in range(0, len(docs), BATCH):
                target.apply(docs[at : at + BATCH], docs[at].pos)

    with _searching(backend) as answers:
        _timed("rebuild", fill, count=len(docs))
    print(f"{len(answers):,} searches meanwhile, {answers.count(0)} of them found nothing")


@contextmanager
def _searching(backend: Fts5Backend) -> Iterator[list[int]]:
    """Another thread asks for everything, a few times a second; the numbers found are written down."""
    answers: list[int] = []
    stopped = threading.Event()
    everything = Scope(cases=frozenset(f"case-{number:04d}" for number in range(400)), seals=frozenset({1, 2, 3, 4}))

    def ask() -> None:
        while not stopped.wait(0.2):
            answers.append(backend.search(parse("kind:case").tree, everything, want=Want(fragments=False)).total)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield answers
    finally:
        stopped.set()
        thread.join()


def _timed(what: str, work: Callable[[], object], *, count: int) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:22} {wall:7.1f} s wall {count / wall:7,.0f}/s   {cpu:7.1f} s cpu {count / cpu:7,.0f}/s")


def _queries(docs: list[Doc], *, each: int = 30) -> dict[str, list[str]]:
    chance = random.Random(11)
    frequency: dict[str, int] = {}
    for doc in docs:
        for term in set(terms(doc.title)) | set(terms(doc.body)):
            frequency[term] = frequency.get(term, 0) + 1
    plain = sorted(term for term in frequency if term.isascii() and term.isalpha() and len(term) > 3)
    middle = [term for term in plain if 0.002 < frequency[term] / len(docs) < 0.08]
    rare = [term for term in plain if 3 <= frequency[term] < 60 and len(term) > 5] or middle
    broad = [term for term in frequency if term.isascii() and frequency[term] / len(docs) > 0.15]
    names = sorted({doc.title for doc in docs if doc.kind == "entity"})
    idents = sorted(doc.idents[0] for doc in docs if doc.idents)
    chinese = [doc.body[4:] for doc in docs if doc.lang == "zh"]
    pick = chance.choice

    def drop(word: str) -> str:
        at = chance.randrange(1, len(word))
        return word[:at] + word[at + 1 :]

    makers = {
        "word": lambda: pick(middle),
        "two words": lambda: f"{pick(middle)} {pick(middle)}",
        "phrase": lambda: '"' + " ".join(pick(docs).body.split()[2:5]).replace('"', "") + '"',
        "name": lambda: pick(names),
        "prefix": lambda: f"{pick(middle)[:4]}*",
        "near word": lambda: f"{drop(pick(rare))}~",
        "boolean": lambda: f"{pick(middle)} ({pick(middle)} OR {pick(middle)}) -{pick(middle)}",
        "chinese 2": lambda: pick(chinese)[:2],
        "chinese 4": lambda: pick(chinese)[:4],
        "identifier": lambda: pick(idents).partition(":")[2],
        "filtered": lambda: f"{pick(middle)} kind:exhibit,note after:2023",
        "broad": lambda: pick(broad),
    }
    return {kind: [make() for _ in range(each)] for kind, make in makers.items()}


def _scopes(docs: list[Doc]) -> list[Scope]:
    chance = random.Random(3)
    cases = sorted({doc.case for doc in docs})
    shapes = [(400, 4), (200, 3), (100, 2), (50, 3), (20, 4), (300, 1)]
    return [
        Scope(cases=frozenset(chance.sample(cases, min(k, len(cases)))), seals=frozenset(range(1, seals + 1)))
        for k, seals in shapes
    ]


def _ask(backend: Fts5Backend, raw: sqlite3.Connection, *, docs: list[Doc]) -> None:
    scopes = _scopes(docs)
    everything: list[float] = []
    print(f"{'query':12}{'p50 ms':>8}{'p95 ms':>8}{'hits':>8}{'raw p50':>9}{'raw p95':>9}{'ratio':>7}")
    for kind, texts in _queries(docs).items():
        ours, theirs, totals = [], [], []
        for number, text in enumerate(texts * 2):
            tree, scope = parse(text).tree, scopes[number % len(scopes)]
            start = time.process_time()
            totals.append(backend.search(tree, scope, want=Want()).total)
            ours.append((time.process_time() - start) * 1e3)
            theirs.append(_raw_ms(raw, text))
        half = len(texts)
        everything += ours[half:] if kind != "broad" else []
        _line(kind, ours=ours[half:], theirs=theirs[half:], hits=statistics.median(totals))
    print(f"all but broad: p50 {_at(everything, 0.5):.1f} ms, p95 {_at(everything, 0.95):.1f} ms")


def _raw_ms(raw: sqlite3.Connection, text: str) -> float:
    """The top 20 with snippets of the words, ANDed; what FTS5 gives by itself."""
    words = (word.replace('"', "") for word in text.replace("~", "").split())
    match = " ".join(f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}' for word in words)
    start = time.process_time()
    raw.execute(
        "SELECT rowid, snippet(f, 1, '<', '>', '', 20) FROM f WHERE f MATCH ? ORDER BY rank LIMIT 20", [match]
    ).fetchall()
    return (time.process_time() - start) * 1e3


def _line(kind: str, *, ours: list[float], theirs: list[float], hits: float) -> None:
    raw = _at(theirs, 0.5)
    figures = f"{_at(ours, 0.5):8.1f}{_at(ours, 0.95):8.1f}{hits:8.0f}{raw:9.2f}{_at(theirs, 0.95):9.2f}"
    print(f"{kind:12}{figures}{_at(ours, 0.5) / raw:7.1f}")


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--full", action="store_true", help="50,000 documents, as the targets do")
    main(full=arguments.parse_args().full)
