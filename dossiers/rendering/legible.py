"""Characters that would hide or turn text are printed as what they are."""

import unicodedata
from typing import Any

_KEPT = "\n\t"
_JOINERS = "\u200c\u200d"  # needed to spell Persian and several Indian scripts
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def legible(text: str) -> str:
    """The same text with each invisible control shown, as in `invoice⟦U+202E⟧fdp.exe`; a soft hyphen too."""
    lines = text.replace("\r\n", "\n")
    return "".join(char if _is_shown(char) else f"⟦U+{ord(char):04X}⟧" for char in lines)


def _is_shown(char: str) -> bool:
    return char in _KEPT or char in _JOINERS or (unicodedata.category(char) not in _HIDDEN and not _is_nothing(char))


def _is_nothing(char: str) -> bool:
    """Noncharacters, which no font can have."""
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def all_legible(value: Any) -> Any:
    """The same JSON value with every text in it made legible."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, list):
        return [all_legible(item) for item in value]
    if isinstance(value, dict):
        return {key: all_legible(item) for key, item in value.items()}
    return value
