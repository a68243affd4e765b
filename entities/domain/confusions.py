"""Slips of pen, eye and reading machine: look-alike signs and swapped neighbours."""

LOOK_ALIKE = {"O": "0", "0": "O", "I": "1", "1": "I", "B": "8", "8": "B", "o": "0", "i": "1", "b": "8"}
_TO_DIGITS = str.maketrans("OIBoib", "018018")


def skeleton(text: str) -> str:
    """The text with look-alike letters as digits: equal for all readings of one label."""
    return text.translate(_TO_DIGITS)


def swaps(text: str) -> tuple[str, ...]:
    """The text with each pair of unequal neighbours swapped."""
    return tuple(
        text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1) if text[at] != text[at + 1]
    )


def variants(text: str) -> tuple[str, ...]:
    """The text with one look-alike sign replaced, and with all look-alike letters read as digits."""
    single = (text[:at] + LOOK_ALIKE[sign] + text[at + 1 :] for at, sign in enumerate(text) if sign in LOOK_ALIKE)
    return (*single, skeleton(text))
