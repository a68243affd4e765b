"""Names made comparable: parts, keys, near spellings and sounds.

Latin, Cyrillic and Greek names are folded to plain letters, and the latter two get Latin twins. Chinese and Arabic are
folded within their script (width, formal digits, letter forms, tatweel, vowel marks), never transliterated.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii
from jellyfish import metaphone

from entities.domain.legal_forms import BRACKETED_PLACE, CJK_FORMS, LEADING_FORMS, LEGAL_FORMS, LONGEST_FORM

NEAR_LETTERS = 4
"""A part with fewer letters than this has no near spellings."""

_ARABIC = str.maketrans("أإآٱىیةؤئکھہ", "ااااييهويكهه", "ـ")
_FORMAL_DIGITS = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖〇零", "一二二三三四五六六七八九零零")
_LOOK_ALIKES = str.maketrans("аеорсухікмтвнгѕј", "aeopcyxikmtbhrsj")
_UNFOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
_LETTER_MARKS = {"\u0306": "иу", "\u3099": None, "\u309a": None}
"""Marks that make another letter of the one before (й, ў, ガ, パ): kept after these letters, or after any."""
_APOSTROPHES = re.compile("(?<=\\w)['’‘ʼ`´](?=\\w)")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_][./]){1,5}(?:[^\W\d_](?!\w))?")
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
_PART = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
_TWINNED = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN_LETTERS = re.compile("[a-z]+")


def name_parts(text: str) -> tuple[str, ...]:
    """The folded parts of a name in their order, Latin twins after their originals.

    A legal form is one token (`Pte Ltd` and 有限公司 are both `ltd`). A run of more than two Chinese characters is
    followed by its pairs, so that 翡烛港 is found within 翡烛港贸易.
    """
    return tuple(dict.fromkeys(spelling for part in _split(text) for spelling in _spellings(part)))


def name_key(text: str) -> str:
    """The sorted parts without their legal form, joined by spaces; equal for names that may be one and the same."""
    return " ".join(sorted(_core(text)))


def name_keys(text: str) -> tuple[str, ...]:
    """The key in the name's own script and, where they differ, in Latin letters; empty for a name without letters."""
    own = name_key(text)
    latin = " ".join(sorted(latinised(part) for part in _core(text)))
    return tuple(dict.fromkeys(key for key in (own, latin) if key))


def name_near(text: str) -> tuple[str, ...]:
    """Every part of four letters or more, and each of them with one letter left out.

    Two parts within one edit of each other share an entry; the reverse needs `is_near`.
    """
    return tuple(
        dict.fromkeys(entry for part in name_parts(text) if has_near(part) for entry in (part, *shortened(part)))
    )


def name_sound(text: str) -> tuple[str, ...]:
    """How the Latin parts of three letters or more sound (Metaphone), legal forms left out."""
    parts = (part for part in name_parts(text) if part not in LEGAL_FORMS.values())
    return tuple(dict.fromkeys(code for part in parts if (code := sound(part))))


def names_match(one: str, other: str) -> bool:
    """Whether every part of the one name stands in the other, by one edit or by sound at worst."""
    return bool(_core(one)) and all(_stands_in(part, name_parts(other)) for part in _core(one))


def has_near(part: str) -> bool:
    """Whether one-letter slips are looked for in this part: four letters or more, and nothing but letters."""
    return len(part) >= NEAR_LETTERS and part.isalpha() and not _IS_CJK.match(part)


@lru_cache(maxsize=65_536)
def shortened(part: str) -> tuple[str, ...]:
    """The part with each of its letters left out."""
    return tuple(dict.fromkeys(part[:at] + part[at + 1 :] for at in range(len(part))))


def is_near(one: str, other: str) -> bool:
    """Whether two parts are equal or one edit apart: a letter put in, left out, changed, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) > len(other):
        return one[at + 1 :] == other[at:]
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    is_swap = one[at + 2 :] == other[at + 2 :] and one[at : at + 2] == other[at : at + 2][::-1]
    return is_swap or one[at + 1 :] == other[at + 1 :]


@lru_cache(maxsize=65_536)
def sound(part: str) -> str:
    """The Metaphone code of a Latin part of three letters or more, else nothing."""
    return metaphone(part).lower().replace(" ", "") if len(part) > 2 and _LATIN_LETTERS.fullmatch(part) else ""


@lru_cache(maxsize=65_536)
def latinised(part: str) -> str:
    """A Cyrillic or Greek part in Latin letters; anything else as it is."""
    if not _TWINNED.search(part):
        return part
    return "".join(c for c in anyascii(part).lower() if c.isalnum()) or part


@lru_cache(maxsize=65_536)
def fold_name(text: str) -> str:
    """Lower case, without accents, vowel marks and tatweel, in normal width, with plain letter forms and digits."""
    lower = unicodedata.normalize("NFKC", text).casefold().translate(_UNFOLDED)
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", lower):
        if not unicodedata.combining(letter) or _makes_letter(letter, after="".join(kept[-1:])):
            kept.append(letter)
    folded = unicodedata.normalize("NFC", "".join(kept)).translate(_ARABIC).translate(_FORMAL_DIGITS)
    return "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in folded)


def _makes_letter(mark: str, *, after: str) -> bool:
    bases = _LETTER_MARKS.get(mark, "")
    return bases is None or (bool(after) and after in bases)


def _split(text: str) -> list[str]:
    return _with_forms(_words(text))


def _core(text: str) -> list[str]:
    """The parts that carry the name: no legal form, and no place in brackets that belongs to it."""
    parts = _split(BRACKETED_PLACE.sub(" ", fold_name(text)))
    forms = set(LEGAL_FORMS.values())
    return [part for part in parts if part not in forms] or parts


def _words(text: str) -> list[str]:
    folded = _APOSTROPHES.sub("", fold_name(text))
    plain = _DOTTED.sub(lambda m: m.group().replace(".", "").replace("/", "") + " ", folded)
    return [word for run in _PART.findall(plain) for word in _cjk_form(run)]


def _cjk_form(run: str) -> Iterable[str]:
    """A run of characters apart from the legal form at its end or start."""
    for form, token in CJK_FORMS.items():
        if run.endswith(form):
            return [part for part in (run.removesuffix(form), token) if part]
        if run.startswith(form):
            return [part for part in (run.removeprefix(form), token) if part]
    return [run]


def _with_forms(words: list[str]) -> list[str]:
    """The words with the legal forms at either end as one token each."""
    kept, tokens = list(words), list[str]()
    while kept and (found := _form_at_end(kept)):
        form, length = found
        kept, tokens = kept[: len(kept) - length], [form, *tokens]
    leading = LEADING_FORMS.get(kept[0]) if len(kept) > 1 else None
    if leading:
        kept, tokens = kept[1:], [*tokens, leading]
    return kept + list(dict.fromkeys(tokens))


def _form_at_end(words: list[str]) -> tuple[str, int] | None:
    for length in range(min(LONGEST_FORM, len(words)), 0, -1):
        form = LEGAL_FORMS.get(" ".join(words[-length:]))
        if form and (length < len(words) or len(form) > 2):
            return form, length
    return None


def _spellings(part: str) -> Iterable[str]:
    yield part
    if _IS_CJK.match(part):
        yield from (part[at : at + 2] for at in range(len(part) - 1) if len(part) > 2)
        return
    if not part.isascii():
        unmasked = part.translate(_LOOK_ALIKES)
        if unmasked.isascii() and any(c.isascii() for c in part):
            yield unmasked
        yield latinised(part)


def _stands_in(part: str, parts: tuple[str, ...]) -> bool:
    spellings = list(_spellings(part))
    if _IS_CJK.match(part):
        return part in parts or all(pair in parts for pair in spellings[1:] or spellings)
    return any(_is_like(spelling, other) for spelling in spellings for other in parts)


def _is_like(one: str, other: str) -> bool:
    if one == other or (has_near(one) and has_near(other) and is_near(one, other)):
        return True
    return len(one) >= NEAR_LETTERS and bool(sound(one)) and sound(one) == sound(other)
