"""The reader's text as a query tree. It never fails: it repairs what it must and says so in notes.

Words are ANDed; `"phrase"`, `OR`, `-word`, brackets, `word*` (3 letters or more), `word~` and the fields of
`search.domain.query`. AND binds closer than OR. Quotes and brackets of other scripts count as ours.
"""

import re
from dataclasses import dataclass, field

from search.analysis import terms
from search.domain.query import (
    DATE_FIELDS,
    FIELDS,
    LEAF_FIELDS,
    MOST_LEAVES,
    SHORTEST_PREFIX,
    All,
    Fuzzy,
    In,
    Node,
    Phrase,
    Prefix,
    Range,
    Term,
    all_of,
    any_of,
    canonical,
    negated,
)

PARSER_VERSION = 1
LONGEST_TEXT = 4_000
DEEPEST = 12

_QUOTES = "“”„‟«»「」『』＂"
_SAME = str.maketrans({**dict.fromkeys(_QUOTES, '"'), "（": "(", "）": ")", "：": ":", "\u3000": " ", "，": ","})
_INVISIBLE = re.compile("[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_LEXEMES = re.compile(
    rf'(?P<field>(?i:{"|".join(FIELDS)}):)|(?P<quote>"[^"]*"?)|(?P<open>\()|(?P<close>\))|(?P<minus>-+(?=[^\s)-]))|(?P<space>\s+)'
    r'|(?P<word>[^\s"()]+)'
)
_VALUES = re.compile(r'(?:"[^"]*"?|[^\s"(),]+)(?:,+(?:"[^"]*"?|[^\s"(),]+))*')
_VALUE = re.compile(r'"([^"]*)"?|([^\s"(),]+)')
_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


_WORDS: dict[str, type[Prefix | Fuzzy]] = {"*": Prefix, "~": Fuzzy}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A tree, the sentences that say what was repaired, and the query as it was understood."""

    tree: Node
    notes: tuple[str, ...]
    as_understood: str


def parse(text: str) -> Parsed:
    """Read any text as a query."""
    reader = _Reader(_prepared(text))
    if len(text) > LONGEST_TEXT:
        reader.note(f"The query was cut after {LONGEST_TEXT:,} characters.")
    tree = reader.read()
    return Parsed(tree=tree, notes=tuple(dict.fromkeys(reader.notes)), as_understood=canonical(tree))


def _prepared(text: str) -> str:
    return " ".join(_INVISIBLE.sub(" ", text[:LONGEST_TEXT]).translate(_SAME).split())


@dataclass
class _Reader:
    text: str
    at: int = 0
    depth: int = 0
    leaves: int = 0
    notes: list[str] = field(default_factory=list)

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)

    def read(self) -> Node:
        parts = [self._alternatives("")]
        while self.at < len(self.text):
            self.note("A closing bracket without an opening one was left out.")
            self.at += 1
            parts.append(self._alternatives(""))
        return all_of(parts)

    def _alternatives(self, within: str) -> Node:
        sides: list[list[Node]] = [[]]
        while (kind := self._peek()) not in {"", "close"}:
            if kind == "word" and self._word() in {"OR", "AND"}:
                if self._take().strip() == "OR":
                    sides.append([])
            elif (node := self._one(within)) is not None:
                sides[-1].append(node)
        if len(sides) > 1 and not all(sides):
            self.note("An OR without words on both sides was left out.")
        return any_of([all_of(side) for side in sides if side])

    def _one(self, within: str) -> Node | None:
        match self._peek():
            case "minus":
                self._take()
                return self._opposite(within)
            case "open":
                return self._group(within)
            case "field":
                return self._field(self._take().lower().rstrip(":"))
            case "quote":
                return self._phrase(self._take(), within)
            case _:
                word = self._take()
                return self._opposite(within) if word == "NOT" else self._make(word, within)

    def _opposite(self, within: str) -> Node | None:
        if self._peek() in {"", "close"}:
            self.note("A minus without a word was left out.")
            return None
        node = self._one(within)
        return None if node is None or isinstance(node, All) else negated(node)

    def _group(self, within: str) -> Node | None:
        self._take()
        self.depth += 1
        if self.depth > DEEPEST:
            self.note(f"Brackets more than {DEEPEST} deep were left out.")
            return None
        before = self.at
        node = self._alternatives(within)
        self._close()
        if isinstance(node, All):
            self._note_empty(self.text[before : self.at])
            return None
        return node

    def _note_empty(self, inside: str) -> None:
        if not inside.strip(" ()"):
            self.note("Empty brackets were left out.")

    def _close(self) -> None:
        self.depth -= 1
        if self._peek() == "close":
            self._take()
        else:
            self.note("A bracket was closed for you.")

    def _field(self, name: str) -> Node | None:
        kind = self._peek(skip_space=False)
        if kind in {"", "space", "close"}:
            self.note(f"“{name}:” without a value was left out.")
            return None
        if kind == "open":
            return self._group(name)
        if name in LEAF_FIELDS:
            return self._phrase(self._take(), name) if kind == "quote" else self._make(self._take_value(), name)
        return self._values(name)

    def _values(self, name: str) -> Node | None:
        match = _VALUES.match(self.text, self.at)
        if match is None:
            return self._make(self._take_value(), name)
        self.at = match.end()
        if match.group().count('"') % 2:
            self.note("A quote was closed for you.")
        values = [" ".join((quoted or plain).split()) for quoted, plain in _VALUE.findall(match.group())]
        return self._in(name, [value for value in values if value])

    def _in(self, name: str, values: list[str]) -> Node | None:
        if not values:
            self.note(f"“{name}:” without a value was left out.")
            return None
        if name in DATE_FIELDS:
            return self._date(name, values[0])
        return self._leaf(In(name, tuple(dict.fromkeys(values))))

    def _date(self, name: str, value: str) -> Node | None:
        if not _DATE.fullmatch(value):
            self.note(f"“{name}:{value}” was left out: a date looks like 2025-03-14, 2025-03 or 2025.")
            return None
        return self._leaf(Range(since=value) if name == "after" else Range(until=value))

    def _phrase(self, quoted: str, within: str) -> Node | None:
        if len(quoted) < 2 or not quoted.endswith('"'):
            self.note("A quote was closed for you.")
        text = " ".join(quoted.strip('"').split())
        if within and within not in LEAF_FIELDS:
            return self._in(within, [text] if text else [])
        return self._searchable(Phrase(text, within)) if text else self._nothing('""')

    def _make(self, word: str, within: str) -> Node | None:
        if within and within not in LEAF_FIELDS:
            return self._in(within, [part for part in word.split(",") if part])
        stem = word.rstrip("*~")
        mark = word[len(stem) :][:1]
        if mark == "*" and sum(map(len, terms(stem))) < SHORTEST_PREFIX:
            self.note(f"“{word}” was read as a whole word: a beginning needs {SHORTEST_PREFIX} letters.")
            mark = ""
        kind = _WORDS.get(mark, Term)
        return self._searchable(kind(stem, within)) if stem else self._nothing(word)

    def _searchable(self, leaf: Term | Phrase | Prefix | Fuzzy) -> Node | None:
        return self._leaf(leaf) if terms(leaf.text) else self._nothing(leaf.text)

    def _nothing(self, text: str) -> Node | None:
        self.note(f"“{text}” was left out: it holds no letter or digit.")
        return None

    def _leaf(self, leaf: Node) -> Node | None:
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            self.note(f"Only the first {MOST_LEAVES} words and conditions were used.")
            return None
        return leaf

    def _peek(self, *, skip_space: bool = True) -> str:
        if skip_space:
            while self.text[self.at : self.at + 1] == " ":
                self.at += 1
        match = _LEXEMES.match(self.text, self.at)
        return str(match.lastgroup) if match else ""

    def _word(self) -> str:
        match = _LEXEMES.match(self.text, self.at)
        return match.group() if match else ""

    def _take(self) -> str:
        word = self._word()
        self.at += len(word)
        return word

    def _take_value(self) -> str:
        """What follows a field, even where it looks like a field or a minus."""
        match = re.compile(r'[^\s"()]+').match(self.text, self.at)
        self.at = match.end() if match else self.at + 1
        return match.group() if match else ""
