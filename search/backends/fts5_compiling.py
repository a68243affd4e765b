"""A formula as SQLite reads it: a MATCH expression that leads, and conditions for what full text cannot say."""

import sqlite3
from dataclasses import dataclass, field
from typing import Any

import msgspec

from entities.domain.names import has_near, is_near, shortened
from search.analysis import lookup
from search.domain.query import All, In, Range
from search.edits import closest, neighbours
from search.facets import SEPARATOR
from search.meaning import Every, Formula, Key, NearName, NearWord, No, Probe, Some, Span

NOTHING = 'title : "\u2400"'
"""Matches no document: the sign is no letter, so no token holds it."""

DEEPEST_MATCH = 12
"""FTS5 parses with a stack of 100; deeper trees are joined by SQL instead."""

_CONDITIONS = {
    "kind": "d.kind",
    "case": "d.case_id",
    "author": "d.author",
    "lang": "d.lang",
    "status": "d.status",
    "month": "substr(d.at, 1, 7)",
    "root": "d.root",
    "seal": "CAST(d.seal AS TEXT)",
}


@dataclass
class Compiled:
    """What to select from one pool: `match` leads where there is one; `condition` filters, with its parameters."""

    match: str | None
    condition: str
    parameters: list[Any] = field(default_factory=list)


@dataclass
class Compiler:
    """Compiles for one pool of documents: near words are looked up in what that pool knows."""

    connection: sqlite3.Connection
    pool: int
    _known: dict[Formula, str | None] = field(default_factory=dict)

    def compile(self, formula: Formula) -> Compiled:
        """Split a formula into the part that full text answers and the rest."""
        parts = formula.parts if isinstance(formula, Every) else (formula,)
        asked = [part for part in parts if not isinstance(part, No) and self.match(part) is not None]
        if not asked:
            return self._filter(None, parts)
        excluded = [part for part in parts if isinstance(part, No) and self.match(part.part) is not None]
        rest = tuple(part for part in parts if part not in asked and part not in excluded)
        return self._filter(self.match(Every((*asked, *excluded))), rest)

    def match(self, formula: Formula) -> str | None:
        """The MATCH expression of a formula, or nothing where full text cannot say it."""
        if formula not in self._known:
            self._known[formula] = self._match(formula) if _depth(formula) <= DEEPEST_MATCH else None
        return self._known[formula]

    def _match(self, formula: Formula) -> str | None:
        match formula:
            case Every(parts):
                return self._every(parts)
            case Some(parts):
                return _joined("OR", [self.match(part) for part in parts])
            case No() | Range() | In() | All():
                return None
            case _:
                return self._probe(formula)

    def _filter(self, match: str | None, parts: tuple[Formula, ...]) -> Compiled:
        compiled = Compiled(match, "")
        conditions = [self._condition(part, compiled.parameters) for part in parts]
        compiled.condition = " AND ".join(conditions) or "1"
        return compiled

    def _every(self, parts: tuple[Formula, ...]) -> str | None:
        asked = _joined("AND", [self.match(part) for part in parts if not isinstance(part, No)])
        excluded = [self.match(part.part) for part in parts if isinstance(part, No)]
        if asked is None or not excluded:
            return asked
        unwanted = _joined("OR", excluded)
        return None if unwanted is None else f"({asked} NOT {unwanted})"

    def _condition(self, formula: Formula, parameters: list[Any]) -> str:
        match = self.match(formula)
        if match is not None:
            parameters.append(match)
            return f"d.n IN (SELECT rowid FROM fts_{self.pool} WHERE fts_{self.pool} MATCH ?)"  # a number
        match formula:
            case Every(parts):
                return f"({' AND '.join(self._condition(part, parameters) for part in parts)})"
            case Some(parts):
                return f"({' OR '.join(self._condition(part, parameters) for part in parts)})"
            case No(part):
                return f"NOT {self._condition(part, parameters)}"
            case _:
                return _value_condition(formula, parameters)

    def _probe(self, probe: Probe) -> str:
        match probe:
            case Span(terms, is_prefix):
                return f"({{title body}} : {_quoted(' '.join(lookup(terms)))}{' *' if is_prefix else ''})"
            case Key(column, value, is_prefix):
                return f"({column} : {_quoted(one_token(value))}{' *' if is_prefix else ''})"
            case NearWord(word):
                return _any_token("{title body}", self.known_words(word))
            case NearName(part):
                return _any_token("likes", closest(part, self._known_parts(part)))

    def known_words(self, word: str) -> list[str]:
        """The words one edit away that title or body of some document of the pool holds."""
        sql = (
            f"SELECT DISTINCT term FROM vocab_{self.pool} "  # a number
            "WHERE term IN (SELECT value FROM json_each(?)) AND col IN ('title', 'body')"
        )
        return closest(word, [row[0] for row in self.connection.execute(sql, [_json(sorted(neighbours(word)))])])

    def _known_parts(self, part: str) -> list[str]:
        sql = f"SELECT DISTINCT part FROM near_{self.pool} WHERE short IN (SELECT value FROM json_each(?))"
        rows = self.connection.execute(sql, [_json([part, *shortened(part)])])
        return [row[0] for row in rows if has_near(row[0]) and is_near(part, row[0])]


def one_token(value: str) -> str:
    """A value of several words as a single token."""
    return value.replace(" ", "\u2423")


def _any_token(column: str, found: list[str]) -> str:
    return f"({column} : ({' OR '.join(map(_quoted, found))}))" if found else NOTHING


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _joined(word: str, parts: list[str | None]) -> str | None:
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    return f"({f' {word} '.join(known)})" if len(known) > 1 else known[0]


def _depth(formula: Formula) -> int:
    match formula:
        case Every(parts) | Some(parts):
            return 1 + max(map(_depth, parts), default=0)
        case No(part):
            return 1 + _depth(part)
        case _:
            return 1


def _json(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()


def _value_condition(formula: Formula, parameters: list[Any]) -> str:
    match formula:
        case Range(since, until):
            parameters += [since, until, until]
            return "(d.at <> '' AND d.at >= ? AND (? = '' OR d.at < ?))"
        case In("tag", values):
            parameters += [f"{SEPARATOR}{value}{SEPARATOR}" for value in values]
            return f"({' OR '.join('instr(d.tags, ?)' for _ in values)})"
        case In(name, values) if name in _CONDITIONS:
            parameters.append(_json(list(values)))
            return f"{_CONDITIONS[name]} IN (SELECT value FROM json_each(?))"  # a name of ours
        case _:
            return "1" if isinstance(formula, All) else "0"
