"""Text that a command cannot do without."""

import unicodedata

from ledger.domain.errors import BadInput

LONGEST = 4_000


def required(text: str, *, field: str, longest: int = LONGEST) -> str:
    """The text without blanks at its ends.

    Raises:
        BadInput: it is empty, too long, or holds characters that no page or log can carry.
    """
    return optional(text, field=field, longest=longest) or _missing(field)


def optional(text: str, *, field: str, longest: int = LONGEST) -> str:
    """The text without blanks at its ends, possibly empty.

    Raises:
        BadInput: it is too long, or holds characters that no page or log can carry.
    """
    text = text.strip()
    words = field.replace("_", " ")
    if len(text) > longest:
        raise BadInput(f"The {words} has {len(text):,} characters; at most {longest:,} fit.", field=field)
    if any(unicodedata.category(sign) == "Cs" or sign == "\x00" for sign in text):
        raise BadInput(f"The {words} holds a character that cannot be stored.", field=field)
    return text


def _missing(field: str) -> str:
    raise BadInput(f"Give the {field.replace('_', ' ')}.", field=field)
