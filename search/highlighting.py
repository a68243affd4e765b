"""Titles and fragments with what was found marked: safe HTML, escaped after slicing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import takewhile

from entities.domain.names import has_near, is_near, sound
from search.analysis import FREE_IDENTIFIER, Unit, identifier_key, is_cjk, units
from search.domain.documents import Doc, Hit
from search.edits import neighbours
from search.meaning import Key, NearName, NearWord, Probe, Span

FRAGMENT_LETTERS = 160
MOST_FRAGMENTS = 2
_WINDOW = 400
_MOST_WINDOWS = 4
_BETWEEN = re.compile(r"\s|[\u4e00-\u9fff](?=[\s\u4e00-\u9fff])")

Place = tuple[int, int]


def hit(doc: Doc, *, score: float, probes: Sequence[Probe], has_fragments: bool) -> Hit:
    """What is shown of a document that was found."""
    return Hit(
        id=doc.id,
        root=doc.group,
        pin=doc.pin,
        kind=doc.kind,
        case=doc.case,
        score=score,
        title=marked_title(doc.title, probes),
        fragments=fragments(doc.body, probes) if has_fragments else (),
        author=doc.author,
        status=doc.status,
        lang=doc.lang,
        happened=doc.happened,
        recorded=doc.recorded,
    )


def marked_title(title: str, probes: Sequence[Probe]) -> str:
    """The whole title, names like those asked for included."""
    return _marked(title, merged(_places(title, probes, is_title=True)), start=0, end=len(title))


def fragments(body: str, probes: Sequence[Probe]) -> tuple[str, ...]:
    """At most two stretches of the body around what was found, or its beginning."""
    found = merged(_quick_places(body, probes) or _places(body, probes))
    if not found:
        return (
            (_cut(escape(body[:FRAGMENT_LETTERS].strip()), body, place=(0, FRAGMENT_LETTERS)),) if body.strip() else ()
        )
    return tuple(
        _cut(_marked(body, found, start=start, end=end), body, place=(start, end))
        for start, end in _stretches(body, found)
    )


def _cut(shown: str, body: str, *, place: Place) -> str:
    """What is shown, with dots where the body goes on."""
    start, end = place
    return f"{'… ' if body[:start].strip() else ''}{shown}{' …' if body[end:].strip() else ''}"


def merged(places: Iterable[Place]) -> list[Place]:
    """The places in order, those that overlap or touch as one."""
    kept: list[Place] = []
    for start, end in sorted(places):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return kept


def _stretches(body: str, found: list[Place]) -> Iterator[Place]:
    upto, count = -1, 0
    for start, end in found:
        if start < upto or count == MOST_FRAGMENTS:
            continue
        spare = max(0, FRAGMENT_LETTERS - (end - start)) // 2
        first, upto = max(upto, 0, start - spare), min(len(body), end + spare)
        count += 1
        yield first, upto


def _marked(text: str, found: list[Place], *, start: int, end: int) -> str:
    pieces, at = [], start
    for begin, stop in found:
        if begin >= at and stop <= end:
            pieces += [escape(text[at:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            at = stop
    return "".join([*pieces, escape(text[at:end])]).strip()


def _quick_places(body: str, probes: Sequence[Probe]) -> list[Place]:
    """Places in a long body, looked for only near the letters asked for."""
    lower = body.lower()
    needles = {_needle(probe) for probe in probes if isinstance(probe, Span)}
    if len(body) < 4 * _WINDOW or len(lower) != len(body) or not needles:
        return []
    places: list[Place] = []
    upto = -1
    for match in re.finditer("|".join(sorted(needles)), lower):
        if match.start() > upto and len(places) < _MOST_WINDOWS:
            start, upto = _between_words(body, match.start())
            places += [(start + a, start + b) for a, b in _places(body[start:upto], probes)]
    return places


def _needle(span: Span) -> str:
    """A pattern for the first word, or for all characters at the start of a phrase."""
    characters = "".join(takewhile(is_cjk, span.terms))
    first = re.escape(characters or span.terms[0])
    return first if characters else rf"(?<![^\W_]){first}"


def _between_words(body: str, at: int) -> Place:
    """A window whose ends split no word."""
    start, end = max(0, at - _WINDOW), min(len(body), at + _WINDOW)
    while start > 0 and not _BETWEEN.match(body, start - 1):
        start -= 1
    while end < len(body) and not _BETWEEN.match(body, end - 1):
        end += 1
    return start, end


def _places(text: str, probes: Sequence[Probe], *, is_title: bool = False) -> list[Place]:
    steps = units(text)
    spans = [probe for probe in probes if isinstance(probe, Span)]
    words = _wanted_words(probes)
    idents = {probe.value for probe in probes if isinstance(probe, Key) and probe.column == "idents"}
    found = [(step.start, step.end) for step in steps if step.term in words]
    found += [place for span in spans for place in _span_places(span, steps)]
    if idents:
        found += [m.span() for m in FREE_IDENTIFIER.finditer(text) if identifier_key(m.group()) in idents]
    return found + (list(_name_places(steps, probes)) if is_title else [])


def _wanted_words(probes: Sequence[Probe]) -> set[str]:
    words = {probe.value for probe in probes if isinstance(probe, Key) and probe.column == "parts"}
    return words.union(*(neighbours(probe.word) for probe in probes if isinstance(probe, NearWord)))


def _span_places(span: Span, steps: list[Unit]) -> Iterator[Place]:
    *whole, last = span.terms
    for at in range(len(steps) - len(whole)):
        final = steps[at + len(whole)]
        if (final.term == last or (span.is_prefix and final.term.startswith(last))) and (
            [step.term for step in steps[at : at + len(whole)]] == whole
        ):
            yield steps[at].start, final.end


def _name_places(steps: list[Unit], probes: Sequence[Probe]) -> Iterator[Place]:
    near = [probe.part for probe in probes if isinstance(probe, NearName)]
    codes = {probe.value for probe in probes if isinstance(probe, Key) and probe.column == "sounds"}
    for step in steps:
        is_like = has_near(step.term) and any(is_near(part, step.term) for part in near)
        if is_like or (codes and sound(step.term) in codes):
            yield step.start, step.end
