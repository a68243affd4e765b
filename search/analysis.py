"""The one text analysis: what Elasticsearch's chain does, in Python.

`standard` tokenizer (UAX #29 in the grammar of Lucene 9), then `cjk_width`, `lowercase`, `asciifolding` and
`cjk_bigram` with unigrams. `tokens` answers what `_analyze` answers, except that offsets count characters, not UTF-16
units. `units` and `stream` are what engines need: the steps of a phrase, and the entries of a plain list index.
Known to differ: emoji joined by zero-width joiners, and where a token of more than 255 characters is cut.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import regex

ANALYSIS_VERSION = 1
LONGEST_TOKEN = 255


class Token(NamedTuple):
    """One indexed term; `position` counts units, a bigram is `length` 2."""

    term: str
    start: int
    end: int
    position: int
    length: int


class Unit(NamedTuple):
    """One step of a phrase: a word, or one character of Chinese, Japanese or Korean."""

    term: str
    start: int
    end: int
    is_cjk: bool


_MARKS = r"[\p{WB=Format}\p{WB=Extend}\p{WB=ZWJ}]*+"
_JOIN = rf"\p{{WB=ExtendNumLet}}{_MARKS}"
_LETTER = rf"[\p{{WB=ALetter}}\p{{WB=Hebrew_Letter}}]{_MARKS}"
_HEBREW = rf"\p{{WB=Hebrew_Letter}}{_MARKS}"
_DIGIT = rf"\p{{WB=Numeric}}{_MARKS}"
_QUOTE = rf"\p{{WB=Single_Quote}}{_MARKS}"
_IN_WORD = rf"[\p{{WB=MidLetter}}\p{{WB=MidNumLet}}\p{{WB=Single_Quote}}]{_MARKS}"
_IN_NUMBER = rf"[\p{{WB=MidNum}}\p{{WB=MidNumLet}}\p{{WB=Single_Quote}}]{_MARKS}"
_KANA = rf"\p{{WB=Katakana}}{_MARKS}"
_NUMBER = rf"{_DIGIT}(?:(?:(?:{_JOIN})*|{_IN_NUMBER}){_DIGIT})*"
_GERSHAYIM = rf'{_HEBREW}"{_MARKS}{_HEBREW}'
_GERESH = rf"{_HEBREW}{_QUOTE}"
_WORD = rf"{_LETTER}(?:(?:(?:{_JOIN})+|{_IN_WORD}){_LETTER}|(?!{_GERSHAYIM}|{_GERESH}){_LETTER})*"
_RUN = rf"(?:{_KANA}(?:(?:{_JOIN})*{_KANA})*|(?:{_GERSHAYIM}|{_GERESH}|{_NUMBER}|{_WORD})+)"
_PATTERN = regex.compile(
    rf"(?P<word>(?:{_JOIN})*{_RUN}(?:(?:{_JOIN})+{_RUN})*(?:{_JOIN})*)"
    rf"|(?P<cjk>[\p{{Script=Han}}\p{{Script=Hiragana}}]{_MARKS})"
    rf"|(?P<complex>(?:\p{{LB=SA}}{_MARKS})+)"
    rf"|(?P<emoji>\p{{Emoji_Presentation}}{_MARKS}(?:\p{{Emoji_Modifier}}{_MARKS})?)"
)
_KANA_OR_HANGUL = regex.compile(rf"(?:{_KANA})+|(?:[\p{{Script=Hangul}}&&\p{{WB=ALetter}}]{_MARKS})+", regex.VERSION1)
_ASCII = re.compile(
    r"_*[A-Za-z0-9][A-Za-z0-9_]*"
    r"(?:(?:(?<=[A-Za-z])[.':](?=[A-Za-z])|(?<=[0-9])[.,;'](?=[0-9]))[A-Za-z0-9_]+)*"
)
_CJK = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]")
_HAN = "\u4e00-\u9fff"
_CHUNK = re.compile(
    rf"(?P<han>[{_HAN}]+)"
    rf"|(?P<plain>(?<![^\s{_HAN}])[\t-\r -~]+(?:(?<=\s)|(?![^\s{_HAN}])))"
    rf"|[^\s{_HAN}]+"
)
_WHOLE = re.compile(r"(?s).+")
_MARKED_HAN = regex.compile(r"[\s\u4e00-\u9fff][\p{WB=Format}\p{WB=Extend}\p{WB=ZWJ}]")
_OVERLONG = re.compile(rf"[!-~]{{{LONGEST_TOKEN + 1}}}")
_CJK_START = "\u1100"
_WIDE = re.compile("[\u30a6-\u30fd]?[\uff01-\uff5e\uff65-\uff9f]+")
_LOWER = str.maketrans({"İ": "i", "Σ": "σ"})


def tokens(text: str) -> list[Token]:
    """Everything the index holds for the text, in the order of the chain."""
    found: list[Token] = []
    steps = units(text)
    for position, unit in enumerate(steps):
        found.append(Token(unit.term, unit.start, unit.end, position, 1))
        after = steps[position + 1] if position + 1 < len(steps) else None
        if after and unit.is_cjk and after.is_cjk and _touch(unit, after):
            found.append(Token(unit.term + after.term, unit.start, after.end, position, 2))
    return found


def units(text: str) -> list[Unit]:
    """The words and single characters that stand side by side in a phrase."""
    found: list[Unit] = []
    for chunk in _chunks(text):
        at = chunk.start()
        if chunk.lastgroup == "han":
            found.extend(Unit(c, at + i, at + i + 1, is_cjk=True) for i, c in enumerate(chunk.group()))
        elif chunk.lastgroup == "plain":
            found.extend(Unit(m.group().lower(), m.start(), m.end(), is_cjk=False) for m in _ascii_matches(text, chunk))
        else:
            found.extend(_general(text, chunk))
    return found


def terms(text: str) -> list[str]:
    """The terms of `units`, without their places; several times as fast."""
    if text.isascii() and not _OVERLONG.search(text):
        return _ASCII.findall(text.lower())
    found: list[str] = []
    for chunk in _chunks(text):
        if chunk.lastgroup == "han":
            found.extend(chunk.group())
        elif chunk.lastgroup == "plain" and not _OVERLONG.search(chunk.group()):
            found.extend(_ASCII.findall(chunk.group().lower()))
        elif chunk.lastgroup == "plain":
            found.extend(m.group().lower() for m in _ascii_matches(text, chunk))
        else:
            found.extend(unit.term for unit in _general(text, chunk))
    return found


def stream(steps: Iterable[str]) -> list[str]:
    """A list in which two characters side by side are one entry between them: 翡烛港 is 翡 翡烛 烛 烛港 港.

    Any contiguous run of it is found by a contiguous run of the query's own stream, so engines that know only lists
    of terms match phrases of characters exactly, and two characters at the cost of one lookup.
    """
    found: list[str] = []
    before = ""
    for term in steps:
        here = term if len(term) == 1 and term >= _CJK_START and is_cjk(term) else ""
        if before and here:
            found.append(before + here)
        found.append(term)
        before = here
    return found


def lookup(steps: Iterable[str]) -> list[str]:
    """The shortest run of `stream` entries that says the same as these steps."""
    found = stream(steps)
    if len(found) > 1 and is_cjk(found[0]) and len(found[1]) == 2 and found[1][0] == found[0]:
        found = found[1:]
    if len(found) > 1 and is_cjk(found[-1]) and len(found[-2]) == 2 and found[-2][1] == found[-1]:
        found = found[:-1]
    return found


@lru_cache(maxsize=65_536)
def is_cjk(term: str) -> bool:
    """Whether the term is one Chinese, Japanese or Korean character."""
    return len(term) == 1 and term >= _CJK_START and _CJK.match(term) is not None


@lru_cache(maxsize=262_144)
def fold(word: str) -> str:
    """Width, case and Latin accents folded as `cjk_width`, `lowercase` and `asciifolding` do."""
    if word.isascii():
        return word.lower()
    narrow = _WIDE.sub(lambda m: normalize("NFKC", m.group()), word)
    return "".join(map(_fold_letter, narrow.translate(_LOWER)))


def identifier_key(text: str) -> str:
    """An identifier without its separators and case: `ABC-1234` and `abc 1234` are `abc1234`."""
    return "".join(c for c in fold(normalize("NFKC", text)) if c.isalnum())


FREE_IDENTIFIER = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z]*[-./_]?[A-Za-z]*[-./_]?\d)[A-Za-z0-9]+(?:[-./_][A-Za-z0-9]+)*"
)


def identifiers(text: str) -> set[str]:
    """Keys of what looks like an identifier in running text: at least 5 letters and digits, one of them a digit."""
    words = (word for word in text.split() if not word.isalpha())
    found = (m.group() for word in words for m in FREE_IDENTIFIER.finditer(word))
    keys = {identifier.translate(_SEPARATORS).lower() for identifier in found}
    return {key for key in keys if 5 <= len(key) <= 40}


_SEPARATORS = str.maketrans("", "", "-./_")


def _fold_letter(letter: str) -> str:
    lower = letter.lower()
    return _folding().get(lower, lower)


@lru_cache(maxsize=1)
def _folding() -> dict[str, str]:
    table: dict[str, str] = {}
    lines = Path(__file__).with_name("ascii_folding.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        first, *folded = line.split(" ")
        table.update({chr(int(first, 16) + i): to for i, to in enumerate(folded) if to != "-"})
    return table


def _chunks(text: str) -> Iterator[re.Match[str]]:
    """Stretches between which no word can reach: characters of one kind, or whatever white space surrounds."""
    return (_WHOLE if _MARKED_HAN.search(text) else _CHUNK).finditer(text)


def _ascii_matches(text: str, chunk: re.Match[str]) -> Iterator[re.Match[str]]:
    for match in _ASCII.finditer(text, chunk.start(), chunk.end()):
        if match.end() - match.start() <= LONGEST_TOKEN:
            yield match
        else:
            yield from _cut(text, match)


def _general(text: str, chunk: re.Match[str]) -> Iterator[Unit]:
    for match in _PATTERN.finditer(text, chunk.start(), chunk.end()):
        start, end = match.span()
        is_cjk = match.lastgroup == "cjk" or (match.lastgroup == "word" and _is_kana_or_hangul(match.group()))
        for at in range(start, end, LONGEST_TOKEN):
            upto = min(end, at + LONGEST_TOKEN)
            term = fold(text[at:upto])
            if is_cjk:
                yield from _characters(term, start=at, end=upto)
            else:
                yield Unit(term, at, upto, is_cjk)


def _is_kana_or_hangul(word: str) -> bool:
    return word[0] >= _CJK_START and _KANA_OR_HANGUL.fullmatch(word) is not None


def _cut(text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    at = match.start()
    while part := _ASCII.search(text, at, min(match.end(), at + LONGEST_TOKEN)):
        yield part
        at = part.end()


def _characters(term: str, *, start: int, end: int) -> Iterator[Unit]:
    """One unit a character; where folding changed their number each has the place of the whole word."""
    if len(term) == end - start:
        yield from (Unit(c, start + i, start + i + 1, is_cjk=True) for i, c in enumerate(term))
    else:
        yield from (Unit(c, start, end, is_cjk=True) for c in term)


def _touch(one: Unit, two: Unit) -> bool:
    return one.end == two.start or (one.start, one.end) == (two.start, two.end)
