"""Words one edit away: a letter put in, left out, changed, or two neighbours swapped."""

from collections.abc import Iterable
from functools import lru_cache

from search.domain.query import MOST_EXPANSIONS

_ALPHABETS = {
    "latin": "abcdefghijklmnopqrstuvwxyz0123456789",
    "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўқғ0123456789",
    "greek": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ",
    "arabic": "".join(map(chr, range(0x621, 0x64B))) + "پچژگکی",
    "hebrew": "".join(map(chr, range(0x5D0, 0x5EB))),
}


@lru_cache(maxsize=1_024)
def neighbours(word: str) -> frozenset[str]:
    """The word and all words one edit away, over the alphabets that its letters come from."""
    letters = sorted(
        {letter for alphabet in _ALPHABETS.values() if set(word) & set(alphabet) for letter in alphabet} | set(word)
    )
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    left_out = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    put_in = {head + letter + tail for head, tail in cuts for letter in letters}
    return frozenset({word} | left_out | swapped | changed | put_in) - {""}


def closest(word: str, candidates: Iterable[str]) -> list[str]:
    """At most MOST_EXPANSIONS of the candidates, the word itself first, then in the order of the alphabet."""
    return sorted(candidates, key=lambda found: (found != word, found))[:MOST_EXPANSIONS]
