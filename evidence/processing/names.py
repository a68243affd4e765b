"""File names as claimed by whoever sent the file: shown whole and harmless, judged, never trusted."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from evidence.processing.results import Finding

MAX_CHARACTERS = 255
MAX_FILE_NAME_BYTES = 200
# Unicode TR36: marks that change the order in which the rest of the name is shown.
BIDI_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NO_NAME = "(no name)"
SHOWN = re.compile(r"<U\+(10[0-9A-F]{4}|[0-9A-F]{4,5})>")
SEPARATORS = re.compile(r"[/\\]+")


@dataclass(frozen=True)
class SafeName:
    """`display` shows the whole claim with every hidden character made visible; `file_name` is fit for a download."""

    display: str
    file_name: str
    findings: tuple[Finding, ...]


def safe_name(name: str) -> SafeName:
    """Judge a claimed file name; never refuses, because a telling name may itself be the evidence."""
    return SafeName(display=_display(name), file_name=_file_name(name), findings=tuple(_findings(name)))


def as_claimed(display: str) -> str:
    """The claim behind what `display` shows, with its hidden characters hidden again."""
    return "" if display == NO_NAME else SHOWN.sub(lambda found: chr(int(found[1], 16)), display)


def _findings(name: str) -> list[Finding]:
    checks = (
        (not name.strip(), "name_empty", "The file came without a name."),
        (_leaves_folder(name), "name_path", "The name holds a path that tries to leave its folder."),
        (any(c in BIDI_MARKS for c in name), "name_bidi", "The name holds marks that change the reading direction."),
        (any(_is_control(c) for c in name), "name_control", "The name holds control characters."),
        (any(_is_invisible(c) for c in name), "name_invisible", "The name holds characters that cannot be seen."),
        (len(name) > MAX_CHARACTERS, "name_too_long", f"The name is longer than {MAX_CHARACTERS} characters."),
    )
    return [Finding(code, sentence) for is_so, code, sentence in checks if is_so]


def _leaves_folder(name: str) -> bool:
    parts = SEPARATORS.split(name)
    return ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:[/\\]", name) is not None


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}


def _is_invisible(character: str) -> bool:
    is_mark = unicodedata.category(character) in {"Cf", "Zl", "Zp", "Co", "Cn"}
    return is_mark and character not in BIDI_MARKS


def _display(name: str) -> str:
    shown = "".join(_visible(character) for character in name[:MAX_CHARACTERS])
    return shown + ("…" if len(name) > MAX_CHARACTERS else "") if shown.strip() else NO_NAME


def _visible(character: str) -> str:
    hidden = character in BIDI_MARKS or _is_control(character) or _is_invisible(character)
    return f"<U+{ord(character):04X}>" if hidden else character


def _file_name(name: str) -> str:
    last = SEPARATORS.split(name.rstrip("/\\"))[-1]
    kept = "".join("_" if _visible(c) != c or c in '<>:"|?*' else c for c in last).strip(" .")
    return _shortened(kept) or "file"


def _shortened(name: str) -> str:
    """Cut in the stem, so that the ending survives; the limit is in bytes of UTF-8, as file systems count."""
    if len(name.encode()) <= MAX_FILE_NAME_BYTES:
        return name
    ending = PurePosixPath(name).suffix
    ending = ending if len(ending.encode()) <= 16 else ""
    room = MAX_FILE_NAME_BYTES - len(ending.encode())
    return name.encode()[:room].decode(errors="ignore") + ending
